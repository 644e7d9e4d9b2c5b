import type { OutlineNode } from '../outline';
import { leadingLabel, splitNames } from './names';
import { mentionsIn, type NoteNames } from './noteNames';
import { doneMark, personThenTask } from './phrases';

/** What a line says is to be done, and who is to do it. */
export interface Assignment {
  /** As written; empty where the line names nobody. */
  readonly people: readonly string[];
  readonly text: string;
}

const owner =
  /\s*[([（]?\b(?:owner|assignee|assigned to|responsible|who|담당(?:자)?)\s*[:：]\s*([^)\]）]{1,60})[)\]）]?\s*$/iu;
const trailing = /\s*(?:[([（]\s*([^()[\]（）]{1,60}?)\s*[)\]）]|\s[-–—→]\s*([^-–—→]{1,60}?))\s*[.]?$/u;
/** "(Ada, by Friday)": where what follows the names says when. */
const dueIn = /[,;]\s*(?=(?:by|before|until|till|due|on)\b|[~∼≤]?\d|.{1,12}까지)/iu;
const bracketed = /^[[(（]\s*([^()[\]（）]{1,60})\s*[)\]）]\s*[:：]?\s*/u;

/** Takes the names off a to-do's line: before a colon or in brackets, behind it, as its subject, or with an `@`. */
export function readAssignment(text: string, names: NoteNames): Assignment {
  const label = leadingLabel(text);
  const labelled = label && names.list(label.label);
  if (label && labelled) return { people: labelled, text: label.rest };
  const inBrackets = bracketed.exec(text);
  const first = inBrackets && names.list(inBrackets[1] ?? '');
  if (inBrackets && first) return { people: first, text: text.slice(inBrackets[0].length) };
  const owned = owner.exec(text);
  if (owned) return { people: splitNames(owned[1] ?? ''), text: text.slice(0, owned.index).trim() };
  const behind = trailing.exec(text);
  const [whose = '', due = ''] = (behind?.[1] ?? behind?.[2] ?? '').split(dueIn);
  const last = behind && names.list(whose);
  if (behind && last && behind.index > 0) {
    const task = text.slice(0, behind.index).trim();
    return { people: last, text: due === '' ? task : `${task} (${due})` };
  }
  const dashed = /^([^-–—→]{1,60}?)\s(?:[-–—→]|->)\s(.+)$/su.exec(text);
  const before = dashed && names.list(dashed[1] ?? '');
  if (dashed && before) return { people: before, text: dashed[2] ?? '' };
  const mentions = mentionsIn(text, names);
  if (mentions.length > 0) return { people: mentions, text: withoutLeading(text, mentions) };
  const { name = '', verb, task = text } = personThenTask.exec(text)?.groups ?? {};
  const people = names.list(name);
  if (people && (verb !== undefined || /\p{Script=Hangul}/u.test(name))) return { people, text: task };
  // "Ada ask them": nothing but a name that the note knows has its verb in the form of an order.
  const [, word = '', order = ''] = /^(\p{Lu}[\p{L}’'-]*) (\p{Ll}{2}.*)$/su.exec(text) ?? [];
  return names.isConfirmed(word) ? { people: [word], text: order } : { people: [], text };
}

function withoutLeading(text: string, mentions: readonly string[]): string {
  let rest = text;
  for (const mention of mentions)
    if (rest.startsWith(mention)) rest = rest.slice(mention.length).replace(/^[\s,+&/:：]+/u, '');
  return rest === '' ? text : rest;
}

/** Whether a line's box, its words or a line through them all say that it is done. */
export function isDone(node: OutlineNode): boolean {
  if (node.box) return node.box.state !== 'open';
  return doneMark.test(node.raw) || isStruck(node.raw);
}

/** Whether words have a line through all of them. */
export function isStruck(raw: string): boolean {
  return /^~~(?!~)[^~]+~~[.]?$/u.test(raw);
}

import type { OutlineNode } from '../outline';
import { sectionLabel } from './labels';
import type { Meeting } from './meeting';
import { leadingLabel, mayAttend, nameKey, nameShape, splitNames } from './names';
import { isDayWord, isLabelWord } from './nameWords';
import { givenName } from './peopleBook';

/** Tells names from other words, by their shape and by what else the note shows of them. */
export class NoteNames {
  private readonly confirmed: Set<string>;
  private readonly lists = new Map<string, readonly string[] | undefined>();

  /** @param known names and aliases that the user has given. */
  constructor(known: Iterable<string>) {
    this.confirmed = new Set([...known].map(nameKey));
  }

  confirm(names: readonly string[]): void {
    const before = this.confirmed.size;
    for (const name of names) {
      this.confirmed.add(nameKey(name));
      const given = givenName(nameKey(name));
      if (given !== undefined && !isLabelWord(given)) this.confirmed.add(given);
    }
    if (this.confirmed.size > before) this.lists.clear();
  }

  isConfirmed(written: string): boolean {
    return this.confirmed.has(nameKey(written));
  }

  isName(written: string): boolean {
    const key = nameKey(written);
    if (this.confirmed.has(key) || nameShape(written) === 'sure') return true;
    // "Ada L." where Ada is known.
    const given = /^([\p{L}’'-]{2,}) \p{L}\.?$/u.exec(key)?.[1];
    return given !== undefined && this.confirmed.has(given);
  }

  /** The names that words consist of; undefined where they are anything else. */
  list(words: string): readonly string[] | undefined {
    if (words === '' || words.length > 160) return undefined;
    if (this.lists.has(words)) return this.lists.get(words);
    const names = splitNames(words.replace(/\s*[:：]$/u, ''));
    const list = names.length > 0 && names.every((name) => this.isName(name)) ? names : undefined;
    if (words.length <= 40) this.lists.set(words, list);
    return list;
  }
}

/** What people do in meetings, as the first word after their name. */
export const reports =
  /^(?:(?:I|we)\b|proposed?|suggest(?:ed|s)?|present(?:ed|s)\b|show(?:ed|s|n)\b|report(?:ed|s)\b|ran\b|tried|tested|found|argu(?:ed|es)|thinks?|thought|said|says|asked|asks|explain(?:ed|s)|warn(?:ed|s)|want(?:ed|s)|did\b|worked|working|finished|read\b|wrote|implemented|noted|mentioned|volunteer(?:ed|s)|plans? to|has\b|needs?\b|will\b|agreed)/iu;

/**
 * Finds the names of a note's meetings. A word that may as well be a topic is a name where it is listed as present, has
 * an `@` elsewhere, stands in front of to-dos beside others, or where what stands below it is what people do.
 */
export function confirmNames(root: OutlineNode, meetings: readonly Meeting[], names: NoteNames): void {
  // Those who always come are listed once, above all entries.
  for (const node of [root, ...root.children.filter(({ kind }) => kind === 'heading')].flatMap(
    ({ children }) => children,
  )) {
    const label = node.kind === 'heading' ? undefined : sectionLabel(node);
    if (label?.kind === 'attendees') confirmAttendees(label.rest, names);
  }
  for (const { body, attendees } of meetings) {
    confirmAttendees(attendees, names);
    for (const node of body) confirmIn(node, names, false);
  }
  for (const { body } of meetings) confirmBesideOthers(body, names);
}

function confirmIn(top: OutlineNode, names: NoteNames, withinTodos: boolean): void {
  confirmMentions(top, names);
  const label = sectionLabel(top);
  if (label?.kind === 'attendees' || label?.kind === 'absent') {
    for (const list of [label.rest, ...top.children.map((child) => child.text)])
      confirmAttendees(list, names);
    return;
  }
  const inTodos = label?.kind === 'todo' || withinTodos;
  if (label?.kind === 'todo') {
    names.confirm(namesAtMost(label.by) ?? []);
    confirmSubject(label.rest, names);
  }
  if (inTodos) confirmAssignees(top.children, names);
  if (!label) confirmSpeaker(top, names);
  for (const child of top.children) confirmIn(child, names, inTodos);
}

function confirmAttendees(list: string, names: NoteNames): void {
  names.confirm(splitNames(list).filter(mayAttend));
}

function confirmMentions(node: OutlineNode, names: NoteNames): void {
  const { text } = node;
  if (!/[@＠]/u.test(text)) return;
  names.confirm(wordsMentioned(text).map(([found]) => found));
  // "@Hong Chul Nam" on a line of its own, or before its role or a colon.
  const start = /^[@＠]\p{L}[^:：|]{0,80}/u.exec(text)?.[0] ?? '';
  const parts = splitNames(start);
  if (parts.every((part) => nameShape(part) === 'sure')) names.confirm(parts);
}

/** The words as names, where each has the shape of one. Names begin with a capital, or in letters that know none. */
function namesAtMost(words: string): readonly string[] | undefined {
  const first = words.charCodeAt(0);
  if (first >= 97 && first <= 122) return undefined;
  const parts = splitNames(words.replace(/\s*[:：]$/u, ''));
  return parts.length > 0 && parts.every((part) => nameShape(part) !== 'no') ? parts : undefined;
}

/** "Ada to ask for it". */
function confirmSubject(text: string, names: NoteNames): void {
  const subject = /^(\p{Lu}[\p{Ll}’'-]+) to \p{Ll}{2}/u.exec(text)?.[1];
  if (subject !== undefined && nameShape(subject) !== 'no') names.confirm([subject]);
}

/** "A + B: …" names both; "Word: …" in a list most of whose lines are so is by person. */
export function confirmAssignees(nodes: readonly OutlineNode[], names: NoteNames): void {
  for (const { text } of nodes) confirmSubject(text, names);
  const labels = nodes.flatMap(({ text, children }) => {
    const label = leadingLabel(text)?.label ?? (children.length > 0 ? text : undefined);
    const parts = label === undefined ? undefined : namesAtMost(label);
    return parts ? [parts] : [];
  });
  const byPerson = labels.length >= 2 && labels.length * 2 >= nodes.length;
  for (const parts of labels) {
    const korean = parts.every((part) => /^[@＠]?\p{Script=Hangul}/u.test(part));
    if (byPerson || korean || parts.length > 1 || nodes.length === 1) names.confirm(parts);
  }
}

/** A line that is a name and nothing else, with what that person said below it. */
function confirmSpeaker(node: OutlineNode, names: NoteNames): void {
  if (node.children.length === 0) return;
  const parts = namesAtMost(node.text);
  if (!parts) return;
  const korean = parts.every((part) => /^[@＠]?\p{Script=Hangul}/u.test(part));
  const said = node.children.some(({ text }) => reports.test(text));
  if (korean || said || parts.every((part) => nameShape(part) === 'sure')) names.confirm(parts);
}

/** Where one of the lines of a meeting is a person's, others that look like a name are so too. */
function confirmBesideOthers(body: readonly OutlineNode[], names: NoteNames): void {
  const withLines = body.filter((node) => node.children.length > 0 && !sectionLabel(node));
  if (withLines.some((node) => names.list(node.text) !== undefined)) {
    for (const node of withLines) {
      names.confirm(namesAtMost(node.text) ?? []);
    }
  }
  // "Mateo: …", "Ingrid: …" one below the other are a dialogue, and "Ada: we tried …" is what people say.
  const labelled = body.flatMap((node) => {
    const label = sectionLabel(node) ? undefined : leadingLabel(node.text);
    const parts = label && namesAtMost(label.label);
    return label && parts ? [{ parts, said: reports.test(label.rest) }] : [];
  });
  const distinct = new Set(labelled.map(({ parts }) => parts.map(nameKey).join('+')));
  const known = labelled.some(({ parts }) => parts.every((part) => names.isName(part)));
  const isDialogue = distinct.size >= 2 && (known || labelled.length * 2 >= body.length);
  for (const { parts, said } of labelled) if (isDialogue || said) names.confirm(parts);
}

/** A slash may stand between two of them, and not in a path. */
const oneWordMention =
  /(?<![\p{L}\p{N}._]|(?<![@＠]\p{L}[\p{L}’'-]{0,30})\/)[@＠]\p{L}[\p{L}’'-]*(?![\p{L}\p{N}@]|\/(?![@＠])|\.\p{L})/gu;

/** Words with an `@`; "@January 16" and "@Friday" are days. */
function wordsMentioned(text: string): RegExpExecArray[] {
  return [...text.matchAll(oneWordMention)].filter(([word]) => !isDayWord(word));
}

/** Names that a line mentions with an `@`, of several words where the note knows them so. */
export function mentionsIn(text: string, names: NoteNames): readonly string[] {
  return wordsMentioned(text).map(({ 0: word, index }) => {
    const more = /^(?: \p{Lu}[\p{L}.’'-]*){1,3}/u.exec(text.slice(index + word.length))?.[0].split(' ') ?? [];
    for (let count = more.length; count > 1; count--) {
      const longer = word + more.slice(0, count).join(' ');
      if (names.isConfirmed(longer)) return longer;
    }
    return word;
  });
}

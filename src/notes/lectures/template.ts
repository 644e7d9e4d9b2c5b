import type { OutlineNode } from '../outline/outline';
import { LectureLabels } from './labels';
import type { Lecture, LectureNote, LectureSection, MetaField } from './lecture';
import { readAnyLectures } from './readLectures';
import { labelOf } from './sections';
import { englishTemplate, placeholders, type Placeholder } from './templateTexts';
import { normaliseLabel, type SectionKey } from './words';
import { readPartLabel } from './partLabel';

/** What a template asks of a lecture note. */
export interface LectureTemplate {
  /** With its placeholders gone. */
  readonly text: string;
  readonly note: LectureNote;
  /** Tells the labels of the template too that are its author's own. */
  readonly labels: LectureLabels;
  readonly meta: readonly MetaField[];
  /** Of each part that the template has, in its order; notes may have more parts, which are like the last. */
  readonly parts: readonly (readonly LectureSection[])[];
  readonly whole: readonly LectureSection[];
}

/** Reads a template: a lecture note with nothing filled in. */
export function readTemplate(source: string): LectureTemplate {
  const text = withoutPlaceholders(source);
  const first = readAnyLectures(text);
  const own = new Map<string, SectionKey>();
  for (const lecture of first.lectures) collectOwn(first.text, lecture, own);
  const labels = new LectureLabels(own);
  const note = own.size > 0 ? readAnyLectures(text, labels) : first;
  const [lecture] = note.lectures;
  return {
    text,
    note,
    labels,
    meta: lecture?.meta ?? [],
    parts: lecture?.parts.map(({ sections }) => sections) ?? [],
    whole: lecture?.sections ?? [],
  };
}

let english: LectureTemplate | undefined;

export function defaultTemplate(): LectureTemplate {
  english ??= readTemplate(englishTemplate);
  return english;
}

/** Labels within parts that are no known ones are sections of the template's author. */
function collectOwn(text: string, { parts }: Lecture, own: Map<string, SectionKey>): void {
  const labels = new LectureLabels();
  const add = (node: OutlineNode): void => {
    const { content } = node.line;
    const written = text.slice(content.start, content.end);
    const normal = normaliseLabel(written);
    const isLabel =
      (node.kind === 'item' || node.kind === 'heading') && normal !== '' && written.length <= 60;
    if (isLabel && !labelOf(text, node, labels) && !readPartLabel(text, content, true))
      own.set(normal, `own:${normal}`);
  };
  for (const part of parts) for (const child of part.node.children) add(child);
}

const marks = new RegExp(String.raw`\{\{\s*(${placeholders.join('|')})\s*\}\}`, 'gi');

function withoutPlaceholders(source: string): string {
  return source.replace(marks, (_whole, name: string) => (name.toLowerCase() === 'title' ? 'Title' : ''));
}

/** A new note, and where to go on writing in it. */
export interface NewLectureNote {
  readonly text: string;
  readonly cursor: number;
}

/**
 * A template filled in. Values go where it has `{{title}}`, `{{course}}`, `{{date}}` and the like, and else beside the
 * empty fields that say the same ("Course:"). The cursor goes to `{{cursor}}`, else to the first empty place.
 */
export function fillTemplate(
  source: string,
  values: Readonly<Partial<Record<Placeholder, string>>>,
): NewLectureNote {
  const used = new Set<string>();
  let cursor: number | undefined;
  let text = '';
  let at = 0;
  for (const match of source.matchAll(marks)) {
    const name = (match[1] ?? '').toLowerCase() as Placeholder;
    text += source.slice(at, match.index) + (values[name] ?? '');
    if (name === 'cursor') cursor ??= text.length;
    used.add(name);
    at = match.index + match[0].length;
  }
  text += source.slice(at);
  const note = readAnyLectures(text);
  const empty = (note.lectures[0]?.meta ?? []).filter(({ value }) => value.text === '');
  for (const { key, value, node } of [...empty].reverse()) {
    const filling = key !== undefined && !used.has(key) ? values[key] : undefined;
    if (filling === undefined || filling === '' || !node) continue;
    const gap = /[:：=\s]$/u.test(text.slice(0, value.range.start)) ? '' : ': ';
    const space = gap === '' && !/\s$/u.test(text.slice(0, value.range.start)) ? ' ' : gap;
    const rest = text.slice(value.range.end).replace(/^[ \t]+(?=[\r\n]|$)/, '');
    text = text.slice(0, value.range.start) + space + filling + rest;
    if (cursor !== undefined && cursor > value.range.start) cursor += space.length + filling.length;
  }
  return { text, cursor: cursor ?? firstEmptyPlace(text) };
}

/** The end of the first field, section or question without content; the note's end where there is none. */
function firstEmptyPlace(text: string): number {
  const note = readAnyLectures(text);
  const [lecture] = note.lectures;
  const field = lecture?.meta.find(({ value, node }) => node && value.text === '');
  if (field) return lineEndAt(text, field.value.range.start);
  for (const part of lecture?.parts ?? []) {
    const section = part.sections.find(({ isEmpty }) => isEmpty);
    if (section) return lineEndAt(text, section.node.children[0]?.line.start ?? section.node.line.start);
  }
  return text.length;
}

function lineEndAt(text: string, at: number): number {
  const found = /[\r\n]/.exec(text.slice(at));
  return found ? at + found.index : text.length;
}

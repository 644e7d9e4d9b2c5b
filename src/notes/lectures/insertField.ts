import type { OffsetRange, TextEdit } from '../../base/text';
import { lineEnd, lineEndOf } from '../outline/lineEnds';
import type { LectureGap } from './gaps';
import type { MetaField } from './lecture';
import type { LectureTemplate } from './template';

/** Inserts a field that the lecture's meta lack, after the one that the template has before it, written alike. */
export function fieldEdits(
  text: string,
  { lecture, field }: Extract<LectureGap, { kind: 'field' }>,
  template: LectureTemplate,
): readonly TextEdit[] {
  const order = (other: MetaField): number =>
    template.meta.findIndex(({ key, label }) =>
      key === undefined || other.key === undefined ? label.text === other.label.text : key === other.key,
    );
  const rank = template.meta.indexOf(field);
  const before = lecture.meta.filter((other) => order(other) >= 0 && order(other) < rank);
  const model = before.at(-1) ?? lecture.meta[0];
  if (!model) return [];
  const eol = lineEndOf(text);
  const line = fieldLine(text, model, field.label.text);
  const end = lineEnd(text, Math.max(model.node?.end ?? 0, model.value.range.end, model.label.range.end));
  const start = lineStart(text, model.label.range.start);
  return before.length > 0
    ? [{ range: { start: end, end }, newText: eol + line }]
    : [{ range: { start, end: start }, newText: line + eol }];
}

function fieldLine(text: string, { label, value }: MetaField, name: string): string {
  const start = lineStart(text, label.range.start);
  const prefix = text.slice(start, label.range.start);
  if (prefix.trimStart().startsWith('|')) return `${prefix}${name} |  |`;
  const written = text.slice(label.range.start, label.range.end);
  const opening = /^[*_`]*/.exec(written)?.[0] ?? '';
  const closing = /[*_`]*$/.exec(written.slice(opening.length))?.[0] ?? '';
  const gap: OffsetRange = { start: label.range.end, end: Math.max(label.range.end, value.range.start) };
  const between = text.slice(gap.start, gap.end);
  const joint = /^[^\r\n]{0,12}$/.test(between) && between.trim() !== '' ? `${between.trimEnd()} ` : ': ';
  return `${prefix}${opening}${name}${closing}${joint}`;
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return text.charCodeAt(start) === 0xfeff ? start + 1 : start;
}

import type { TextEdit } from '../../base/text';
import { lineEnd, lineEndOf } from '../outline/lineEnds';
import { expectedOf, type LectureGap } from './gaps';
import type { Lecture, LecturePart, LectureSection } from './lecture';
import { indentOf, writingOf, type WrittenSection } from './sectionStyle';
import type { LectureTemplate } from './template';
import type { SectionKey } from './words';

type SectionGap = Extract<LectureGap, { kind: 'section' }>;

/**
 * Inserts a missing section where the note's other parts have it, else where the template has it, written as the note
 * writes its sections: headings or bullets, indentation, bullet marks, labels. Empty where the template has none.
 */
export function sectionEdits(text: string, gap: SectionGap, template: LectureTemplate): readonly TextEdit[] {
  const { lecture, part, key } = gap;
  const index = part ? lecture.parts.indexOf(part) : -1;
  const asked = (part ? expectedOf(index, template) : template.whole).find((section) => section.key === key);
  if (!asked) return [];
  const style = part ? partStyle(text, lecture, part, template) : wholeStyle(text, lecture, template);
  if (!style) return [];
  const model = sameElsewhere(lecture, part, key);
  const alike = model && writingOf(text, model, template.labels);
  const form = writingOf(template.text, asked, template.labels);
  const lines = [labelLine(style, alike, form), ...bodyLines(key, style, alike, form)];
  const eol = lineEndOf(text);
  const place = part ? placeInPart(lecture, part, key, template) : placeInLecture(lecture, key, template);
  const blank = style.apart ? eol : '';
  const block = lines.join(eol);
  const newText = place.before ? `${block}${eol}${blank}` : `${eol}${blank}${block}`;
  return [{ range: { start: place.at, end: place.at }, newText }];
}

/** Below a label that nothing follows, what the template has there. */
export function emptySectionEdits(
  text: string,
  gap: Extract<LectureGap, { kind: 'empty-section' }>,
  template: LectureTemplate,
): readonly TextEdit[] {
  const { lecture, part, section, key } = gap;
  if (section.node.children.length > 0) return [];
  const index = part ? lecture.parts.indexOf(part) : -1;
  const asked = (part ? expectedOf(index, template) : template.whole).find((other) => other.key === key);
  const form = asked && writingOf(template.text, asked, template.labels);
  const model = sameElsewhere(lecture, part, key);
  const alike = model && writingOf(text, model, template.labels);
  const style = part ? partStyle(text, lecture, part, template) : wholeStyle(text, lecture, template);
  if (!style || !form) return [];
  const lines = bodyLines(key, style, alike, form);
  const at = lineEnd(text, section.node.line.content.start);
  const eol = lineEndOf(text);
  return lines.length === 0
    ? []
    : [{ range: { start: at, end: at }, newText: lines.map((line) => eol + line).join('') }];
}

/** How sections are written where the new one goes. */
interface Style {
  readonly before: string;
  readonly after: string;
  readonly comments: boolean;
  /** Whether blank lines stand between sections. */
  readonly apart: boolean;
  readonly childIndent: string;
  readonly bullet: string;
}

function partStyle(
  text: string,
  lecture: Lecture,
  part: LecturePart,
  template: LectureTemplate,
): Style | undefined {
  const others = lecture.parts.filter((other) => other !== part).flatMap(({ sections }) => sections);
  const inPart = part.sections.find(isLabelled);
  const sibling = inPart ?? others.find(isLabelled);
  if (!sibling) return undefined;
  const written = writingOf(text, sibling, template.labels);
  const every = [...part.sections, ...others];
  const bullets = every.map((section) => writingOf(text, section, template.labels));
  return styleOf(written, bullets, apartFrom(every));
}

function wholeStyle(text: string, lecture: Lecture, template: LectureTemplate): Style | undefined {
  const [part] = lecture.parts;
  const sibling = lecture.sections.find(isLabelled);
  const inParts = lecture.parts.flatMap(({ sections }) => sections);
  const bullets = inParts.map((section) => writingOf(text, section, template.labels));
  if (sibling) return styleOf(writingOf(text, sibling, template.labels), bullets, true);
  if (!part) return undefined;
  const { node } = part;
  const isHeading = node.kind === 'heading';
  const marker = text.slice(node.line.marker.start, node.line.marker.end);
  const hashes = isHeading && !marker.startsWith('#') ? '#'.repeat(Math.min(6, node.level)) : marker;
  const written: WrittenSection = {
    before: node.level > 6 ? '**' : `${indentOf(text, node)}${hashes} `,
    label: '',
    after: node.level > 6 ? '**' : '',
    comment: inParts.some((section) => writingOf(text, section, template.labels).comment !== '') ? ' ' : '',
    childIndent: isHeading ? '' : undefined,
    childMarker: undefined,
    isPlain: false,
    onLine: false,
    sides: [],
  };
  return styleOf(
    written,
    isHeading ? bullets.map((each) => ({ ...each, childIndent: '' })) : bullets,
    isHeading,
  );
}

/** A limitation without a section of its own is written as no other section is. */
function isLabelled({ key, node, label }: LectureSection): boolean {
  return key !== 'limitation' || node.children.length > 0 || /→|->|=>|\/|&/.test(label.text);
}

function styleOf(written: WrittenSection, others: readonly WrittenSection[], apart: boolean): Style {
  const indent = /^[\s>]*/.exec(written.before)?.[0] ?? '';
  const isBullet = /^[\s>]*(?:[-*+]|\d+[.)])\s/.test(written.before);
  const known = others.find(({ childIndent }) => childIndent !== undefined);
  const knownIndent = /^[\s>]*/.exec(known?.before ?? '')?.[0] ?? '';
  const unit = known?.childIndent?.startsWith(knownIndent) ? known.childIndent.slice(knownIndent.length) : '';
  const child =
    written.childIndent ?? indent + (isBullet ? unit || (indent.includes('\t') ? '\t' : '    ') : '');
  const ownBullet = /[-*+](?=\s+\S*$)/.exec(written.before)?.[0];
  const bullet = others.find(({ childMarker }) => /^[-*+]$/.test(childMarker ?? ''))?.childMarker;
  return {
    before: written.before,
    after: written.after,
    comments: written.comment !== '',
    apart,
    childIndent: child,
    bullet: bullet ?? ownBullet ?? '-',
  };
}

function labelLine(style: Style, alike: WrittenSection | undefined, form: WrittenSection): string {
  const label = alike?.label ?? form.label;
  const comment = alike ? alike.comment : style.comments ? form.comment : '';
  const isAlike = alike?.before.trim() === style.before.trim();
  const after = isAlike
    ? alike?.after
    : alike?.onLine
      ? `${style.after.replace(/\s*[:：]\s*$/u, '')}: `
      : style.after;
  return `${style.before}${label}${after ?? ''}${comment}`;
}

/** The lines to fill in below the label, as the note has them elsewhere, else as the template has them. */
function bodyLines(
  key: SectionKey,
  style: Style,
  alike: WrittenSection | undefined,
  form: WrittenSection,
): readonly string[] {
  if (alike?.isPlain && key !== 'limitation') return [];
  const { childIndent, bullet } = style;
  const marker = alike?.childMarker ?? form.childMarker;
  const numbered = marker !== undefined && /^\(?\d/.test(marker) ? marker.replace(/\d+/, '1') : undefined;
  if (key === 'limitation') {
    const sides = alike?.sides.length === 2 ? alike.sides : form.sides;
    return sides.map((side) => `${childIndent}${bullet} ${side}`);
  }
  if (key === 'questions') return ['Q. ', 'A. '].map((mark) => `${childIndent}${bullet} ${mark}`);
  return [`${childIndent}${numbered ?? bullet} `];
}

function sameElsewhere(
  lecture: Lecture,
  part: LecturePart | undefined,
  key: SectionKey,
): LectureSection | undefined {
  if (!part) return undefined;
  const at = lecture.parts.indexOf(part);
  const nearest = [...lecture.parts].sort(
    (a, b) => Math.abs(lecture.parts.indexOf(a) - at) - Math.abs(lecture.parts.indexOf(b) - at),
  );
  return nearest
    .filter((other) => other !== part)
    .flatMap(({ sections }) => sections)
    .find((section) => section.key === key && isLabelled(section));
}

/** Whether blank lines stand between the sections of a lecture's parts. */
function apartFrom(sections: readonly LectureSection[]): boolean {
  return sections.filter(({ node }) => node.apart).length * 2 > sections.length;
}

interface Place {
  readonly at: number;
  /** Whether it is the start of a line, not the end of one. */
  readonly before: boolean;
}

/** After the section that comes before it elsewhere, else before the one that comes after it. */
function placeInPart(lecture: Lecture, part: LecturePart, key: SectionKey, template: LectureTemplate): Place {
  const order = orderOf(lecture, part, key, template);
  const rank = order.indexOf(key);
  const before = part.sections.filter((section) => {
    const other = order.indexOf(section.key);
    return other >= 0 && other < rank;
  });
  const last = before.reduce((end, { range }) => Math.max(end, range.end), -1);
  if (last >= 0) return { at: last, before: false };
  const next = part.sections.find((section) => order.indexOf(section.key) > rank);
  if (next) return { at: next.node.line.start, before: true };
  return { at: part.range.end, before: false };
}

/** The order of sections in another part that has this one among others, else in the template. */
function orderOf(
  lecture: Lecture,
  part: LecturePart,
  key: SectionKey,
  template: LectureTemplate,
): readonly SectionKey[] {
  const asked = expectedOf(template.parts.length, template).map((section) => section.key);
  const practised = lecture.parts
    .filter((other) => other !== part && other.sections.length > 1)
    .map(({ sections }) => sections.map((section) => section.key))
    .filter((keys) => keys.includes(key))
    .sort((a, b) => b.length - a.length)[0];
  if (!practised) return asked;
  const order = [...practised];
  for (const [index, each] of asked.entries()) {
    if (order.includes(each)) continue;
    const before = asked.slice(0, index).findLast((other) => order.includes(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, each);
  }
  return order;
}

function placeInLecture(
  { parts, sections, range }: Lecture,
  key: SectionKey,
  { whole }: LectureTemplate,
): Place {
  const order = whole.map((section) => section.key);
  const next = sections.find((section) => order.indexOf(section.key) > order.indexOf(key));
  if (next) return { at: next.node.line.start, before: true };
  const ends = [...parts, ...sections].map((each) => each.range.end);
  return { at: Math.max(range.start, ...ends), before: false };
}

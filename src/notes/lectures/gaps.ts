import type { OffsetRange } from '../../base/text';
import type { Lecture, LecturePart, LectureSection, MetaField } from './lecture';
import type { LectureTemplate } from './template';
import type { SectionKey } from './words';

/** What a lecture note lacks against its template. */
export type LectureGap =
  | { readonly kind: 'meta'; readonly lecture: Lecture; readonly range: OffsetRange; readonly label: string }
  | {
      readonly kind: 'field';
      readonly lecture: Lecture;
      readonly range: OffsetRange;
      readonly label: string;
      readonly field: MetaField;
    }
  | {
      readonly kind: 'empty-field';
      readonly lecture: Lecture;
      readonly range: OffsetRange;
      readonly label: string;
    }
  | {
      readonly kind: 'section';
      readonly lecture: Lecture;
      /** Undefined for a section of the whole lecture. */
      readonly part: LecturePart | undefined;
      readonly range: OffsetRange;
      readonly label: string;
      readonly key: SectionKey;
    }
  | {
      readonly kind: 'empty-section';
      readonly lecture: Lecture;
      readonly part: LecturePart | undefined;
      readonly range: OffsetRange;
      readonly label: string;
      readonly key: SectionKey;
      readonly section: LectureSection;
    }
  | {
      readonly kind: 'no-fix' | 'no-limitation';
      readonly lecture: Lecture;
      readonly part: LecturePart;
      readonly range: OffsetRange;
      readonly label: string;
    };

/** The gaps of a lecture, in the order of the note. */
export function lectureGaps(lecture: Lecture, template: LectureTemplate): readonly LectureGap[] {
  const gaps = [
    ...metaGaps(lecture, template),
    ...lecture.parts.flatMap((part, index) => partGaps(lecture, part, index, template)),
    ...wholeGaps(lecture, template),
  ];
  return gaps.sort((a, b) => a.range.start - b.range.start);
}

function metaGaps(lecture: Lecture, template: LectureTemplate): readonly LectureGap[] {
  if (template.meta.length === 0) return [];
  const { meta } = lecture;
  const first = meta[0];
  const heading = lecture.title?.range ?? lecture.parts[0]?.heading ?? lecture.range;
  if (!first) return [{ kind: 'meta', lecture, range: heading, label: 'Meta' }];
  const has = ({ key, label }: MetaField): boolean =>
    meta.some((field) => (key === undefined ? field.label.text === label.text : field.key === key));
  const missing = template.meta.filter((field) => !has(field));
  const empty = meta.filter(({ value }) => value.text === '');
  return [
    ...missing.map((field): LectureGap => {
      return { kind: 'field', lecture, range: first.label.range, label: field.label.text, field };
    }),
    ...empty.map(({ label }): LectureGap => {
      return { kind: 'empty-field', lecture, range: label.range, label: label.text };
    }),
  ];
}

function partGaps(
  lecture: Lecture,
  part: LecturePart,
  index: number,
  template: LectureTemplate,
): readonly LectureGap[] {
  const gaps: LectureGap[] = [];
  for (const { key, label } of expectedOf(index, template)) {
    if (!hasSection(lecture, part, key)) {
      gaps.push({ kind: 'section', lecture, part, range: part.heading, label: label.text, key });
    }
  }
  for (const section of part.sections) gaps.push(...emptySection(lecture, part, section));
  for (const { limitation, fix } of part.limitations) {
    const range = (limitation ?? fix)?.range;
    if (range && !(limitation && fix)) {
      gaps.push({
        kind: fix ? 'no-limitation' : 'no-fix',
        lecture,
        part,
        range: firstLine(range),
        label: part.name,
      });
    }
  }
  return gaps;
}

function firstLine({ start, end }: OffsetRange): OffsetRange {
  return { start, end: Math.min(end, start + 80) };
}

/** What the template asks of a part; of the first one no limitation of a part before it. */
export function expectedOf(index: number, { parts }: LectureTemplate): readonly LectureSection[] {
  const expected = parts[Math.min(index, parts.length - 1)] ?? [];
  const asksFirst = parts.length > 1;
  return index === 0 && !asksFirst ? expected.filter(({ key }) => key !== 'limitation') : expected;
}

/** Sections for all parts at once, at the end of a lecture, are as good as one in each part. */
function hasSection(lecture: Lecture, part: LecturePart, key: SectionKey): boolean {
  if (part.sections.some((section) => section.key === key)) return true;
  if (key === 'flow' && part.steps.length > 0) return true;
  if (key === 'limitation' && part.limitations.length > 0) return true;
  if (key === 'questions' && part.questions.length > 0) return true;
  return lecture.sections.some((section) => section.key === key);
}

function wholeGaps(lecture: Lecture, template: LectureTemplate): readonly LectureGap[] {
  const gaps: LectureGap[] = [];
  const range =
    lecture.title?.range ?? lecture.meta[0]?.label.range ?? lecture.parts[0]?.heading ?? lecture.range;
  for (const { key, label } of template.whole) {
    const inParts = lecture.parts.some((part) => part.sections.some((section) => section.key === key));
    const has = lecture.sections.some((section) => section.key === key) || inParts;
    if (has || (key === 'questions' && lecture.questions.length > 0)) continue;
    gaps.push({ kind: 'section', lecture, part: undefined, range, label: label.text, key });
  }
  for (const section of lecture.sections) {
    if (section.key !== 'questions' || lecture.questions.length === 0) {
      gaps.push(...emptySection(lecture, undefined, section));
    }
  }
  return gaps;
}

function emptySection(
  lecture: Lecture,
  part: LecturePart | undefined,
  section: LectureSection,
): readonly LectureGap[] {
  if (!section.isEmpty) return [];
  const { key, label } = section;
  return [{ kind: 'empty-section', lecture, part, range: label.range, label: label.text, key, section }];
}

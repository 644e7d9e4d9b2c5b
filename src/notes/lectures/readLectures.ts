import type { OffsetRange } from '../../base/text';
import { readOutline, type Outline, type OutlineNode } from '../outline/outline';
import { LectureLabels } from './labels';
import type { Lecture, LectureNote, MetaField, Passage, Question } from './lecture';
import { passageOf } from './passages';
import { readQuestions } from './questions';
import { mayHoldLecture } from './mayHoldLecture';
import { readPart, type PartDraft, type ReadPart } from './readPart';
import { labelOf, toSection, type FoundSections } from './sections';
import { lectureHeadingLike, readLandmarks, type Landmark } from './structure';
import { readTerms } from './terms';

interface LectureDraft {
  title: OutlineNode | undefined;
  meta: MetaField[];
  parts: PartDraft[];
  sections: FoundSections['sections'][number][];
  start: number;
}

const partSections = new Set(['limitation', 'flow', 'why']);
const noLectures: LectureNote = { text: '', lectures: [] };
const defaultLabels = new LectureLabels();

/**
 * The lectures of a note that follows the lecture template, or one like it; none of any other note. What tells is
 * how headings and bullets stand to each other, and that some of their labels say what they are there for.
 */
export function readLectures(text: string, labels: LectureLabels = defaultLabels): LectureNote {
  if (!mayHoldLecture(text)) return noLectures;
  const note = readAnyLectures(text, labels);
  return follows(note.lectures) ? note : noLectures;
}

/** The same without asking whether the note clearly is one: for a template, which its author says is one. */
export function readAnyLectures(text: string, labels: LectureLabels = defaultLabels): LectureNote {
  const outline = readOutline(text, lectureHeadingLike(labels));
  const drafts = divide(outline, readLandmarks(outline, labels), labels);
  const isQuestions = (node: OutlineNode): boolean =>
    labelOf(outline.text, node, labels)?.key === 'questions';
  const lectures = drafts.map((draft, index) => {
    const end = drafts[index + 1]?.start ?? outline.root.end;
    return toLecture(outline, draft, end, labels);
  });
  const questions = readQuestions(outline.text, outline.root, isQuestions);
  const whole = lectures.map((lecture) => {
    const own = within(questions, lecture.range);
    const parts = lecture.parts.map((part) => ({ ...part, questions: within(own, part.range) }));
    return { ...lecture, parts, questions: own };
  });
  return { text: outline.text, lectures: whole.filter(isLecture) };
}

/** Those that start in the range, of questions in the order of the note. */
function within(questions: readonly Question[], { start, end }: OffsetRange): readonly Question[] {
  const from = lowerBound(questions, start);
  return questions.slice(from, lowerBound(questions, end));
}

function lowerBound(questions: readonly Question[], offset: number): number {
  let low = 0;
  let high = questions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((questions[middle]?.whole.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Landmarks gathered into lectures: a new one begins with further meta, or where parts are counted anew. */
function divide(
  outline: Outline,
  landmarks: readonly Landmark[],
  labels: LectureLabels,
): readonly LectureDraft[] {
  const drafts: LectureDraft[] = [];
  let pending: OutlineNode | undefined;
  let flat: PartDraft | undefined;
  const open = (start: number): LectureDraft => {
    flat = undefined;
    const draft: LectureDraft = {
      title: pending,
      meta: [],
      parts: [],
      sections: [],
      start: pending?.line.start ?? start,
    };
    pending = undefined;
    drafts.push(draft);
    return draft;
  };
  for (const [index, mark] of landmarks.entries()) {
    const current = drafts.at(-1);
    if (mark.type === 'title') {
      const begun =
        current &&
        (current.parts.length > 0 || current.meta.some(({ node }) => node) || current.sections.length > 0);
      if (mark.holds && begun && opensAnother(landmarks, index, current)) {
        pending = mark.node;
        open(mark.node.line.start);
      } else if (!begun && current && mark.holds) current.title = mark.node;
      else pending = mark.node;
      if (!mark.holds) flat = undefined;
    } else if (mark.type === 'meta') {
      const start = mark.node?.line.start ?? mark.fields[0]?.label.range.start ?? 0;
      const taken = current && (current.parts.length > 0 || current.meta.some(({ node }) => node));
      const lecture = current && !taken ? current : open(start);
      lecture.title ??= pending;
      pending = undefined;
      lecture.meta.push(...mark.fields);
    } else if (mark.type === 'part') {
      const lecture =
        current && !restarts(current, mark.label?.number) ? current : open(mark.node.line.start);
      if (lecture.parts.length === 0) lecture.title ??= pending;
      pending = undefined;
      flat = { node: mark.node, label: mark.label, beside: [] };
      lecture.parts.push(flat);
    } else {
      const lecture = current ?? open(mark.node.line.start);
      const isOfPart = partSections.has(mark.key);
      const beside = flat && isFlat(outline, flat, labels) ? flat : undefined;
      if (beside && (isOfPart || mark.key === 'terms')) beside.beside.push(mark);
      else if (isOfPart && lecture.parts.length === 0) {
        // Sections of a part without one around them: the lecture is all one part.
        flat = { node: mark.parent, label: undefined, beside: [] };
        lecture.parts.push(flat);
      } else if (flat?.node !== mark.parent || !isOfPart) lecture.sections.push(mark);
    }
  }
  return drafts;
}

/** Whether the part has its sections beside it, being opened by a heading as deep as theirs. */
function isFlat(outline: Outline, part: PartDraft, labels: LectureLabels): boolean {
  return !part.node.children.some((child) => {
    const key = child.kind === 'verbatim' ? undefined : labelOf(outline.text, child, labels)?.key;
    return key !== undefined && key !== 'answer';
  });
}

/** Whether what a heading holds is a lecture of its own, not the rest of the one before it. */
function opensAnother(landmarks: readonly Landmark[], index: number, current: LectureDraft): boolean {
  for (const mark of landmarks.slice(index + 1, index + 4)) {
    if (mark.type === 'meta') return true;
    if (mark.type === 'part') return mark.label?.number === undefined || restarts(current, mark.label.number);
  }
  return false;
}

function restarts({ parts }: LectureDraft, number: number | undefined): boolean {
  const last = parts.findLast(({ label }) => label?.number !== undefined)?.label?.number;
  return number !== undefined && last !== undefined && number <= 1 && number <= last;
}

function toLecture(outline: Outline, draft: LectureDraft, end: number, labels: LectureLabels): Lecture {
  const { text } = outline;
  const parts: ReadPart[] = draft.parts.map((part) => readPart(text, part, labels));
  const sections = draft.sections.map((section) => toSection(text, section, () => false));
  const own = draft.sections.flatMap(({ key, node, label }) =>
    key === 'terms' ? readTerms(text, node, label.rest) : [],
  );
  const terms = [...parts.flatMap((part) => part.terms), ...own].sort(
    (a, b) => a.range.start - b.range.start,
  );
  return {
    title: titleOf(text, draft),
    range: { start: draft.start, end },
    meta: draft.meta,
    sections,
    parts,
    terms,
    questions: [],
  };
}

function titleOf(text: string, { title, meta }: LectureDraft): Passage | undefined {
  const field = meta.find(({ key, value }) => key === 'title' && value.text !== '')?.value;
  return field ?? (title && passageOf(text, title.line.content));
}

const isLecture = ({ parts, meta }: Lecture): boolean => parts.length > 0 || meta.length >= 2;

/**
 * Whether a note clearly follows the template: some part has a section that parts have, and with what else there is
 * (further sections, meta, numbered parts) there are three signs at least.
 */
function follows(lectures: readonly Lecture[]): boolean {
  const signs = new Set<string>();
  let inParts = false;
  for (const { meta, sections, parts, questions } of lectures) {
    if (new Set(meta.flatMap(({ key }) => key ?? [])).size >= 2) signs.add('meta');
    for (const { key } of sections) signs.add(key);
    if (questions.length > 0) signs.add('questions');
    for (const part of parts) {
      for (const { key } of part.sections) {
        signs.add(key);
        inParts ||= partSections.has(key) || key === 'terms' || key.startsWith('own:');
      }
      if (part.number !== undefined) signs.add('part');
    }
  }
  return inParts && signs.size >= 3;
}

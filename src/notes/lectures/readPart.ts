import type { OffsetRange } from '../../base/text';
import type { OutlineNode } from '../outline/outline';
import { findArrow, type LectureLabels } from './labels';
import type { FlowStep, LecturePart, LectureSection, LimitationFix, Question, TermEntry } from './lecture';
import { readLimitations, readLooseSides } from './limitations';
import type { PartLabel } from './partLabel';
import { bodyOf, isBlankPassage, passageOf } from './passages';
import { findSections, toSection, type FoundSections } from './sections';
import { readTerms } from './terms';

/** A part as landmarks show it: where it opens, and sections that stand beside it rather than in it. */
export interface PartDraft {
  readonly node: OutlineNode;
  readonly label: PartLabel | undefined;
  readonly beside: FoundSections['sections'][number][];
}

/** A part without its questions, which are read over the whole lecture. */
export type ReadPart = Omit<LecturePart, 'questions'> & { questions: readonly Question[] };

export function readPart(text: string, { node, label, beside }: PartDraft, labels: LectureLabels): ReadPart {
  const found = findSections(text, node, labels);
  const all = [...found.sections, ...beside];
  const sections = all.map((section) =>
    toSection(text, section, (body) => isSkeleton(text, section, body, labels)),
  );
  const limitations: LimitationFix[] = [...readLooseSides(text, found.sides, labels)];
  const terms: TermEntry[] = [];
  const steps: FlowStep[] = [];
  let why: LecturePart['why'];
  for (const section of all) {
    const body = bodyOf(text, section.node, section.label.rest);
    if (section.key === 'limitation') limitations.push(...readLimitations(text, section, labels));
    if (section.key === 'terms') terms.push(...readTerms(text, section.node, section.label.rest));
    if (section.key === 'flow') steps.push(...readSteps(text, section.node, section.label.rest));
    if (section.key === 'why' && !isBlankPassage(text, body)) why ??= passageOf(text, body);
  }
  if (!all.some(({ key }) => key === 'flow'))
    steps.push(...readSteps(text, node, { start: 0, end: 0 }, true));
  const { content } = node.line;
  const heading = passageOf(text, content);
  return {
    number: label?.number,
    name: label ? passageOf(text, label.name).text : heading.text,
    title: label?.title && passageOf(text, label.title).text,
    heading: content,
    range: { start: node.line.start, end: Math.max(node.end, ...beside.map((section) => section.node.end)) },
    node,
    sections: withLooseSides(text, sections, found),
    limitations,
    steps,
    why,
    terms,
    questions: [],
  };
}

/** Limitation and fix as bullets of their own are that section too, without a label of its own. */
function withLooseSides(
  text: string,
  sections: readonly LectureSection[],
  { sides }: FoundSections,
): readonly LectureSection[] {
  const [first] = sides;
  if (!first || sections.some(({ key }) => key === 'limitation')) return sections;
  const isEmpty = sides.every(({ node, label }) => isBlankPassage(text, bodyOf(text, node, label.rest)));
  const last = sides.at(-1) ?? first;
  const section: LectureSection = {
    key: 'limitation',
    label: passageOf(text, first.label.range),
    range: { start: first.node.line.start, end: last.node.end },
    node: first.node,
    isEmpty,
  };
  return [...sections, section].sort((a, b) => a.range.start - b.range.start);
}

/** "- prev:" and "- fix:" with nothing behind them are a form to fill in, not content. */
function isSkeleton(
  text: string,
  section: FoundSections['sections'][number],
  _body: OffsetRange,
  labels: LectureLabels,
): boolean {
  if (section.key !== 'limitation') return false;
  return readLimitations(text, section, labels).length === 0;
}

/** A chain of more arrows on one line is no outline of a lecture. */
const mostOnLine = 50;

/** The steps of a flow: numbered or not, or on one line with arrows between. */
function readSteps(
  text: string,
  node: OutlineNode,
  rest: OffsetRange,
  numberedOnly = false,
): readonly FlowStep[] {
  const steps: FlowStep[] = [];
  const add = (range: OffsetRange, written?: string): void => {
    if (isBlankPassage(text, range)) return;
    const number = Number.parseInt(written ?? '', 10);
    steps.push({ passage: passageOf(text, range), number: Number.isNaN(number) ? steps.length + 1 : number });
  };
  const addLine = (line: OffsetRange): void => {
    let from = line.start;
    for (let arrow = findArrow(text, line); arrow; arrow = findArrow(text, { start: from, end: line.end })) {
      add({ start: from, end: arrow.start });
      from = arrow.end;
      if (steps.length >= mostOnLine) break;
    }
    add({ start: from, end: line.end });
  };
  if (rest.start < rest.end) addLine(rest);
  const [only] = node.children;
  if (only && node.children.length === 1 && !numberedOnly && only.children.length === 0) {
    if (only.kind === 'item' || only.kind === 'text') addLine(only.line.content);
    return steps;
  }
  for (const child of node.children) {
    const marker = text.slice(child.line.marker.start, child.line.marker.end);
    const isNumbered = /^\(?\d/.test(marker);
    if (child.kind === 'item' && (isNumbered || !numberedOnly))
      add(child.line.content, isNumbered ? marker.replace('(', '') : undefined);
    else if (child.kind === 'text' && !numberedOnly) add(child.line.content);
  }
  return steps;
}

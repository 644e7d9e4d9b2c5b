import { CourseAssembly } from './assembleCourse';
import { findContents, type ContentsTable } from './contentsTable';
import type { Course, CoursePart } from './course';
import { CourseLines } from './courseLines';
import { extraSections } from './extraSections';
import { headingAt, type HeadingCandidate } from './headingCandidates';
import { inferHeadings } from './inferHeadings';
import { LineMarks } from './lineMarks';
import type { LocatedHeading } from './locatedHeading';
import { matchContents } from './matchContents';
import { isBackMatterTitle } from './matter';
import { buildOutline } from './outline';
import { findPageLines } from './pageHeaders';
import { readStatements } from './statements';
import { defaultStubWords } from './stubs';
import { SubstanceReader } from './substance';
import { plainTitle } from './titles';

export interface CourseOptions {
  /** A chapter with fewer words of its own is a stub. */
  readonly stubWords?: number;
}

/** Reads a course note at once. Never throws; linear in the length of the text. */
export function readCourse(text: string, options: CourseOptions = {}): Course {
  const steps = courseSteps(text, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Characters or lines between two places where reading may pause: about a millisecond. */
const sliceCharacters = 100_000;
const sliceLines = 2_000;

/** No course has more lines that may be headings: what comes after them is read as text of the last one. */
const mostCandidates = 20_000;

/** Reads a course note in small steps, for a caller who does other things between them. */
export function* courseSteps(text: string, options: CourseOptions = {}): Generator<void, Course> {
  const lines = new CourseLines(text);
  while (!lines.advance(sliceCharacters)) yield;
  const contents = findContents(lines);
  yield;
  const pages = findPageLines(lines, contents);
  yield;
  const candidates: HeadingCandidate[] = [];
  for (let line = 0; line < lines.count && candidates.length < mostCandidates; line++) {
    if (line % sliceLines === 0) yield;
    if (pages.has(line)) continue;
    const candidate = headingAt(lines, line, contents);
    if (candidate) candidates.push(candidate);
  }
  const headings = locate(lines, contents, candidates);
  yield;
  const outline = buildOutline(headings, lines.count, contents);
  const title = titleOf(lines, contents, candidates, headings);
  const marks = new LineMarks(lines, contents, headings, pages);
  marks.findRepeats(outline, title);
  yield;
  const statements = readStatements(
    lines,
    (line) => marks.isHeading(line) || marks.isDebris(line) || marks.isContents(line),
  );
  yield;
  const substance = new SubstanceReader(lines, (line) => marks.isText(line));
  for (const part of outline) {
    for (const chapter of part.chapters) {
      substance.learn(chapter);
      yield;
    }
  }
  const assembly = new CourseAssembly(lines, substance, options.stubWords ?? defaultStubWords);
  const parts: CoursePart[] = [];
  for (const part of outline) {
    parts.push(assembly.part(part));
    yield;
  }
  return {
    title,
    contents: contents && { start: lines.start(contents.first), end: lines.end(contents.last) },
    parts: parts.filter((part) => part.heading !== undefined || part.chapters.length > 0),
    statements,
    debris: marks.debris(),
  };
}

/** Of the entries of a table of contents so many must be found for the table to be followed. */
const leastFound = 0.3;

function locate(
  lines: CourseLines,
  contents: ContentsTable | undefined,
  candidates: readonly HeadingCandidate[],
): readonly LocatedHeading[] {
  const listed = contents ? matchContents(lines, contents, candidates) : [];
  const isFollowed = listed.filter(({ missing }) => !missing).length >= leastFound * listed.length;
  if (listed.length === 0 || !isFollowed) {
    const inferred = inferHeadings(candidates, lines);
    return [...inferred, ...backMatter(inferred, candidates)];
  }
  const extras = [...extraSections(listed, candidates), ...backMatter(listed, candidates)];
  // What is missing stays behind what the table has before it.
  let line = -1;
  const keyed = listed.map((heading) => ({ heading, at: heading.missing ? line : (line = heading.line) }));
  return [...keyed, ...extras.map((heading) => ({ heading, at: heading.line }))]
    .sort((a, b) => a.at - b.at || Number(a.heading.missing) - Number(b.heading.missing))
    .map(({ heading }) => heading);
}

/** A bibliography or the like behind the last chapter, which few tables of contents list. */
function backMatter(
  listed: readonly LocatedHeading[],
  candidates: readonly HeadingCandidate[],
): readonly LocatedHeading[] {
  const last = listed.reduce((end, { missing, lastLine }) => (missing ? end : Math.max(end, lastLine)), -1);
  return candidates.flatMap(({ line, lastLine, label, title }): LocatedHeading[] =>
    line > last && !label && isBackMatterTitle(title)
      ? [{ level: 'matter', depth: 1, number: undefined, title, line, lastLine, missing: false }]
      : [],
  );
}

function titleOf(
  lines: CourseLines,
  contents: ContentsTable | undefined,
  candidates: readonly HeadingCandidate[],
  headings: readonly LocatedHeading[],
): string | undefined {
  const first = Math.min(contents?.first ?? lines.count, ...headings.slice(0, 1).map(({ line }) => line));
  const marked = candidates.find(
    ({ line, source, depth, label }) => line < first && source === 'markdown' && depth === 1 && !label,
  );
  if (marked) return marked.title;
  for (let line = 0; line < Math.min(first, lines.count, 5); line++) {
    if (lines.isVerbatim(line) || !lines.isShort(line)) continue;
    const [title = ''] = plainTitle(lines.textOf(line).replace(/^#{1,6}\s+|^\\title\{/, '')).split(
      /\s+(?:Authored\s+)?(?:by|By)\s+|[;}]/,
    );
    return title === '' ? undefined : title;
  }
  return undefined;
}

import type { CourseLines } from './courseLines';
import type { HeadingCandidate } from './headingCandidates';
import type { LocatedHeading } from './locatedHeading';
import { isMatterTitle } from './matter';

/** How far above "3.1" the title of chapter 3 is looked for, in candidates. */
const titlesAbove = 4;
/** Chapters that a numbered line may skip before it is taken for something else. */
const widestGap = 3;

/**
 * The headings of a course without a table of contents (or with one that it does not follow): what LaTeX and
 * markdown mark as headings, lines that say what they are ("Chapter 3"), and numbered lines that follow each other.
 */
export function inferHeadings(
  candidates: readonly HeadingCandidate[],
  lines: CourseLines,
): readonly LocatedHeading[] {
  const levels = levelsOf(candidates);
  const walk = new HeadingWalk(candidates, lines, levels);
  for (let index = 0; index < candidates.length; index++) walk.take(index);
  return walk.found;
}

/** What headings without a number are, by their depth. */
interface Levels {
  /** The depth at which chapters stand; those above it are parts, those below sections. */
  readonly chapter: number;
  /** Chapters have numbers: a heading among them that has none is something else. */
  readonly numbered: boolean;
  /** A single heading above all others. */
  readonly title: HeadingCandidate | undefined;
}

function levelsOf(candidates: readonly HeadingCandidate[]): Levels {
  const marked = candidates.filter(({ source, depth }) => source === 'markdown' && depth !== undefined);
  const latex = candidates.filter(({ source }) => source === 'latex');
  if (latex.length > marked.length) {
    const hasChapters = latex.some(({ depth }) => depth === 0);
    return { chapter: hasChapters ? 0 : 1, numbered: false, title: undefined };
  }
  const chapters = marked.filter(({ label }) => label?.depth === 1);
  const numberedDepth = mostFrequent(chapters.map(({ depth }) => depth ?? 1));
  if (numberedDepth !== undefined && chapters.length >= 2) {
    return { chapter: numberedDepth, numbered: true, title: undefined };
  }
  const dotted = marked.filter(({ label }) => label?.level === 'section' && label.depth === 2);
  const top = marked.filter(({ label }) => !label);
  const shallowest = Math.min(...top.map(({ depth }) => depth ?? 1), 7);
  const atTop = top.filter(({ depth }) => depth === shallowest);
  const [only] = atTop;
  const deeper = Math.min(...top.flatMap(({ depth = 1 }) => (depth > shallowest ? [depth] : [])), 7);
  const isTitle =
    atTop.length === 1 && only === marked.find(({ label }) => label?.level !== 'part') && deeper < 7;
  const isAbove = isTitle || holdNothing(atTop, candidates);
  const chapter = isAbove && dotted.length === 0 ? deeper : shallowest;
  return { chapter, numbered: false, title: isTitle ? only : undefined };
}

/** Headings that have another heading right below them, with no text between, divide a course into parts. */
function holdNothing(headings: readonly HeadingCandidate[], all: readonly HeadingCandidate[]): boolean {
  const next = new Map(all.map((heading, index) => [heading, all[index + 1]]));
  const bare = headings.filter((heading) => {
    const below = next.get(heading);
    return below?.line === heading.lastLine + 1 && (below.depth ?? 0) > (heading.depth ?? 0);
  });
  return headings.length >= 2 && bare.length >= 0.8 * headings.length;
}

class HeadingWalk {
  readonly found: LocatedHeading[] = [];
  private chapter: string | undefined;
  private part: string | undefined;
  private section: readonly number[] = [];
  private lastLine = -1;
  /** The number of the last chapter that had one. */
  private reached = 0;

  constructor(
    private readonly candidates: readonly HeadingCandidate[],
    private readonly lines: CourseLines,
    private readonly levels: Levels,
  ) {}

  take(index: number): void {
    const candidate = this.candidates[index];
    if (!candidate || candidate.line <= this.lastLine) return;
    if (candidate.label) this.takeLabelled(candidate, index);
    else if (candidate.source !== 'plain') this.takeMarked(candidate);
  }

  private takeLabelled(candidate: HeadingCandidate, index: number): void {
    const { label, source } = candidate;
    if (!label) return;
    if (label.level === 'section') return this.takeSection(candidate, index);
    if (source === 'plain' && !label.named) return;
    // "## 3 Title" is a chapter where chapters are so marked, and "3" a numbered subheading where they are not.
    const isDeeper = source === 'markdown' && (candidate.depth ?? 0) > this.levels.chapter;
    if (!label.named && isDeeper) return this.takeMarked(candidate);
    if (label.level === 'part') {
      if (this.part === label.number) return;
      this.part = label.number;
      this.chapter = undefined;
      this.section = [];
      return this.add(candidate, 'part', 0);
    }
    if (this.chapter === label.number && source === 'plain') return;
    this.chapter = label.number;
    this.reached = numberOf(label.number);
    this.section = [];
    this.add(candidate, label.level, 1);
  }

  private takeSection(candidate: HeadingCandidate, index: number): void {
    const { label, source } = candidate;
    if (!label) return;
    const numbers = label.number.split('.').map(numberOf);
    const [first = 0, second = 0] = numbers;
    const own = this.chapter === undefined ? undefined : numberOf(this.chapter);
    // In a new part the chapters go on counting, or start again.
    const isNext =
      (own === undefined && first <= widestGap) ||
      (first > this.reached && first <= this.reached + widestGap);
    const isSame = first === own;
    if (isSame && !follows(numbers, this.section)) return;
    if (source === 'plain') {
      if (!isSame && !(isNext && second <= 2)) return;
      // "2.5 metres of hose" is the next section of nothing.
      const isExpected = second === (isSame ? (this.section[1] ?? 0) + 1 : 1);
      if (/^\p{Ll}/u.test(candidate.title) && !isExpected) return;
    }
    if (!isSame) this.implyChapter(String(label.number.split('.')[0]), index);
    this.section = numbers;
    this.add(candidate, 'section', label.depth);
  }

  /** "3.1" begins chapter 3, whose title is the nearest title above that is no heading of anything else. */
  private implyChapter(number: string, index: number): void {
    this.chapter = number;
    this.reached = numberOf(number);
    for (let at = index - 1; at >= Math.max(0, index - titlesAbove); at--) {
      const above = this.candidates[at];
      if (!above || above.line <= this.lastLine) break;
      if (above.label || !isTitleLike(above.title)) continue;
      const level = number === '0' || isMatterTitle(above.title) ? 'matter' : 'chapter';
      this.found.push({ ...this.located(above, level, 1), number });
      this.lastLine = above.lastLine;
      return;
    }
    // An unnumbered heading right above it was the chapter's.
    const last = this.found.at(-1);
    if (last?.level === 'chapter' && last.number === undefined) {
      this.found[this.found.length - 1] = { ...last, number };
    }
  }

  private takeMarked(candidate: HeadingCandidate): void {
    const { depth = 1, source } = candidate;
    if (candidate === this.levels.title) return;
    const below = depth - this.levels.chapter;
    if (source === 'latex' && depth === -1) return this.add(candidate, 'part', 0);
    if (isMatterTitle(candidate.title) && below <= 0) {
      this.chapter = undefined;
      return this.add(candidate, 'matter', 1);
    }
    if (below < 0) {
      this.part = candidate.title;
      this.chapter = undefined;
      return this.add(candidate, 'part', 0);
    }
    if (below === 0 && !this.levels.numbered) {
      this.chapter = undefined;
      this.section = [];
      return this.add(candidate, 'chapter', 1);
    }
    this.add(candidate, 'section', Math.max(2, below + 1));
  }

  private add(candidate: HeadingCandidate, level: LocatedHeading['level'], depth: number): void {
    this.found.push(this.located(candidate, level, depth));
    this.lastLine = candidate.lastLine;
  }

  private located(
    { label, title, line, lastLine }: HeadingCandidate,
    level: LocatedHeading['level'],
    depth: number,
  ): LocatedHeading {
    // The title's line stands far from its label where it belongs to something else.
    const end = this.lines.start(lastLine) - this.lines.end(line) > 40 ? line : lastLine;
    return { level, depth, number: label?.number, title, line, lastLine: end, missing: false };
  }
}

/** Few words that begin with a capital: "Linear Classifiers", not "Learning goals:". */
function isTitleLike(title: string): boolean {
  return (
    /^(?:\p{Ll}-)?[\p{Lu}\p{Lo}\d"“]/u.test(title) && !/[:!]$/.test(title) && title.split(' ').length <= 12
  );
}

function numberOf(written: string): number {
  return /^\d/.test(written)
    ? Number.parseInt(written, 10)
    : 100 + (written.toUpperCase().charCodeAt(0) || 0);
}

/** Whether one section number comes after another. */
function follows(numbers: readonly number[], before: readonly number[]): boolean {
  for (let i = 0; i < Math.max(numbers.length, before.length); i++) {
    const difference = (numbers[i] ?? 0) - (before[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

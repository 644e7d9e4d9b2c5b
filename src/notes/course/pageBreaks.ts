import type { OffsetRange } from '../../base/text';
import type { PageDebris } from './course';
import type { CourseLines } from './courseLines';
import { titleKey } from './titles';

const breakLine =
  /^(?:\\(?:newpage|clearpage|cleardoublepage|pagebreak(?:\[\d\])?)|<!--\s*(?:page[\s-]?break|page\s+\d{1,4}|new\s?page)[^>]{0,40}-->|<div[^>]{0,60}page-break-(?:after|before)[^>]{0,60}>(?:<\/div>)?|\{\d{1,4}\}-{10,80})$/i;
const formFeeds = /\f(?:\s*\f)*/g;
const anchors = /<(?:span|a)\s(?:id|name)="page-[\w-]{1,40}">\s?<\/(?:span|a)>/g;

/** Form feeds, commands, comments and anchors that part pages. */
export function findPageBreaks(lines: CourseLines): readonly PageDebris[] {
  const found: PageDebris[] = [];
  for (const pattern of [formFeeds, anchors]) {
    for (const match of lines.text.matchAll(pattern))
      found.push(pageBreak(match.index, match.index + match[0].length));
  }
  for (let line = 0; line < lines.count; line++) {
    const first = lines.text.charCodeAt(lines.start(line));
    // "\", "<" and "{"
    if ((first !== 92 && first !== 60 && first !== 123) || lines.end(line) - lines.start(line) > 160)
      continue;
    if (breakLine.test(lines.textOf(line))) found.push(pageBreak(lines.start(line), lines.end(line)));
  }
  return found;
}

function pageBreak(start: number, end: number): PageDebris {
  return { kind: 'page break', range: { start, end } };
}

/** Prose that a page ends in the middle of is at least this long. */
const shortestCut = 60;
const endsOpen = /[\p{L},]$/u;
const blockMark = /^(?:[-*+•|>#]|\d{1,3}[.)]\s|\(?[a-z]\)\s|\$\$)/u;

/**
 * Where a page break cut into the text: words divided at a line's end, and sentences that go on after a gap. `isTaken`
 * tells of lines that are headings or debris themselves.
 */
export function findCuts(lines: CourseLines, isTaken: (line: number) => boolean): readonly PageDebris[] {
  const found: PageDebris[] = [];
  const isProse = (line: number): boolean =>
    !isTaken(line) && !lines.isVerbatim(line) && !lines.isMaths(line);
  let before = -1;
  for (let line = 0; line < lines.count; line++) {
    if (isTaken(line)) continue;
    const previous = before;
    before = line;
    if (previous < 0 || !isProse(line) || !isProse(previous)) continue;
    const start = lines.start(line);
    if (!startsSmall(lines.text, start)) continue;
    const gap = { start: lines.end(previous), end: start };
    if (isDivided(lines, previous)) {
      found.push({
        kind: 'hyphenation',
        range: upToNextLine(lines, previous, { ...gap, start: gap.start - 1 }),
      });
    } else if (isCut(lines, previous, line)) {
      found.push({ kind: 'split paragraph', range: upToNextLine(lines, previous, gap) });
    }
  }
  return found;
}

function startsSmall(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 97 && code <= 122 : /^\p{Ll}/u.test(text.slice(at, at + 2));
}

/** A header within the gap is debris of its own. */
function upToNextLine(lines: CourseLines, line: number, { start, end }: OffsetRange): OffsetRange {
  return { start, end: Math.min(end, lines.start(line + 1)) };
}

const hyphens = new Set([...'-\u00ad\u2010¬'].map((hyphen) => hyphen.charCodeAt(0)));

/** "algo-": a letter and a hyphen, a soft hyphen, or what some converters write for one. */
function isDivided(lines: CourseLines, line: number): boolean {
  const end = lines.end(line);
  if (!hyphens.has(lines.text.charCodeAt(end - 1))) return false;
  return /\p{Ll}[-\u00ad\u2010¬]$/u.test(lines.text.slice(Math.max(lines.start(line), end - 3), end));
}

function isCut(lines: CourseLines, previous: number, line: number): boolean {
  const length = lines.end(previous) - lines.start(previous);
  if (length < shortestCut || !(lines.isAfterBlank(line) || previous + 1 < line)) return false;
  const end = lines.end(previous);
  if (!endsOpen.test(lines.text.slice(end - 2, end))) return false;
  const tail = lines.text.slice(Math.max(lines.start(previous), end - 200), end);
  // A displayed formula between two paragraphs parts a sentence too, and nothing is broken.
  return !tail.includes('$$') && !blockMark.test(lines.text.slice(lines.start(line), lines.start(line) + 8));
}

/** Titles that a book repeats above its pages, without their number: a line that says again where it stands. */
export class RepeatedTitles {
  private readonly current = new Set<string>();

  constructor(private readonly lines: CourseLines) {}

  /** The titles that hold from here on. */
  set(titles: readonly string[]): void {
    this.current.clear();
    for (const title of titles) {
      const key = titleKey(title);
      if (key.length >= 5) this.current.add(key);
    }
  }

  has(line: number): boolean {
    const { lines } = this;
    if (lines.end(line) - lines.start(line) > 150 || lines.isVerbatim(line)) return false;
    const apart = lines.isAfterBlank(line) && lines.isBeforeBlank(line);
    // What begins a page stands apart, though the page's text follows at once.
    if (!apart && !lines.isAfterFormFeed(line)) return false;
    const key = titleKey(lines.textOf(line));
    const withoutNumber = key.replace(/^(?:chapter|section|part)?\d*/, '');
    return this.current.has(key) || this.current.has(withoutNumber);
  }
}

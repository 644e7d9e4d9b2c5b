import type { ContentsEntry, ContentsTable } from './contentsTable';
import type { CourseLines } from './courseLines';
import type { HeadingCandidate } from './headingCandidates';
import { heaviestChain } from './heaviestChain';
import type { LocatedHeading } from './locatedHeading';
import { areSimilarKeys, plainTitle, titleKey } from './titles';

interface HeadingMatch {
  readonly row: number;
  readonly column: number;
  readonly weight: number;
  readonly lastLine: number;
}

/** Entries that a line may stand for, at most: thousands of the same title would be matched with each other. */
const mostPerLine = 12;
const grams = 7;

/**
 * Finds the entries of a table of contents among the lines that may be headings: by number, by title, and by titles
 * with a few wrong letters or over two lines. All are placed together, so that the order of the table decides where
 * a title stands more than once. Entries that are nowhere are marked as missing.
 */
export function matchContents(
  lines: CourseLines,
  contents: ContentsTable,
  candidates: readonly HeadingCandidate[],
): readonly LocatedHeading[] {
  const index = new EntryIndex(contents.entries);
  const matches = candidates.flatMap((candidate, at) => index.matches(candidate, candidates[at + 1], lines));
  const chain = heaviestChain(matches);
  const rowOf = new Map(chain.map((match) => [match.column, match]));
  const starts = new Set(chain.map(({ row }) => row));
  return contents.entries.map((entry, column) => {
    const { line, ...rest } = entry;
    const match = rowOf.get(column);
    if (!match) return { ...rest, line, lastLine: line, missing: true };
    let { lastLine } = match;
    // A line that is a heading of its own is no title of the label above it.
    for (let next = match.row + 1; next <= match.lastLine; next++) if (starts.has(next)) lastLine = match.row;
    return { ...rest, line: match.row, lastLine, missing: false };
  });
}

class EntryIndex {
  private readonly keys: readonly string[];
  private readonly byKey = new Map<string, number[]>();
  private readonly byNumber = new Map<string, number[]>();
  /** By the first letters, the last and those of the middle: of two similar titles one of them is the same. */
  private readonly byGram = new Map<string, number[]>();
  /** How often a title has been met in the text. */
  private readonly met = new Map<string, number>();

  constructor(private readonly entries: readonly ContentsEntry[]) {
    this.keys = entries.map(({ title }) => titleKey(title));
    for (const [index, entry] of entries.entries()) {
      const key = this.keys[index] ?? '';
      if (key !== '') push(this.byKey, key, index);
      if (entry.number !== undefined) push(this.byNumber, numberKey(entry.level, entry.number), index);
      for (const gram of gramsOf(key)) push(this.byGram, gram, index);
    }
  }

  matches(
    candidate: HeadingCandidate,
    next: HeadingCandidate | undefined,
    lines: CourseLines,
  ): readonly HeadingMatch[] {
    const { label, key, title } = candidate;
    const found: HeadingMatch[] = [];
    const add = (column: number, weight: number, lastLine = candidate.lastLine): void => {
      const sure = candidate.source === 'plain' ? weight : weight + 0.5;
      found.push({ row: candidate.line, column, weight: sure, lastLine });
    };
    if (label) {
      for (const column of this.nearest(this.byNumber.get(numberKey(label.level, label.number)), '')) {
        const other = this.keys[column] ?? '';
        const isSame = key === other || areSimilarKeys(key, other) || key === '' || other === '';
        if (isSame) add(column, 4);
        else if (this.isPlausible(candidate, column)) add(column, label.named ? 2 : 1.5);
      }
      if (found.length > 0 || label.level === 'section') return found;
    }
    for (const column of this.nearest(this.byKey.get(key), key))
      add(column, this.weightOf(candidate, column));
    if (found.length > 0) return found;
    const reversed = /^(.*\S)\s+(\d{1,3}(?:\.\d{1,3})+)$/.exec(title);
    for (const column of this.nearest(this.byNumber.get(numberKey('section', reversed?.[2] ?? '')), '')) {
      if (areSimilarKeys(titleKey(reversed?.[1] ?? ''), this.keys[column] ?? '')) add(column, 3);
    }
    if (found.length > 0 || key === '') return found;
    for (const column of this.similarTo(key)) add(column, 0.8 * this.weightOf(candidate, column));
    if (found.length > 0) return found;
    return this.overTwoLines(candidate, next, lines);
  }

  /** A numbered line whose title is another: the table has a working title, or the number begins a sentence. */
  private isPlausible({ source, title }: HeadingCandidate, column: number): boolean {
    const isPlaceholder = (this.keys[column] ?? '').length < 3;
    return source !== 'plain' || isPlaceholder || (/^[\p{Lu}\d"“]/u.test(title) && title.length <= 90);
  }

  private weightOf(candidate: HeadingCandidate, column: number): number {
    const entry = this.entries[column];
    // A section that the table numbers stands in the text with its number: a line without is likely something else.
    if (entry?.level === 'section' && entry.number !== undefined)
      return candidate.source === 'plain' ? 0.7 : 1.5;
    return 2;
  }

  private overTwoLines(
    candidate: HeadingCandidate,
    next: HeadingCandidate | undefined,
    lines: CourseLines,
  ): readonly HeadingMatch[] {
    const below = candidate.lastLine + 1;
    if (below >= lines.count || !lines.isShort(below)) return [];
    // A line that is a heading by itself continues none.
    if (next?.line === below && (next.label || this.isTitle(next.key))) return [];
    const key = titleKey(`${candidate.title} ${plainTitle(lines.textOf(below).replace(/^#{1,6}\s+/, ''))}`);
    const columns = [...(this.byKey.get(key) ?? []), ...this.similarTo(key)];
    return this.nearest(columns, key).map((column) => ({
      row: candidate.line,
      column,
      weight: this.weightOf(candidate, column),
      lastLine: below,
    }));
  }

  private isTitle(key: string): boolean {
    return this.byKey.has(key) || this.similarTo(key).length > 0;
  }

  private similarTo(key: string): readonly number[] {
    const near = new Set(gramsOf(key).flatMap((gram) => (this.byGram.get(gram) ?? []).slice(0, mostPerLine)));
    return [...near].filter((column) => areSimilarKeys(key, this.keys[column] ?? ''));
  }

  /** All of a few entries; of many with one title those about as far down the table as the line is in the text. */
  private nearest(columns: readonly number[] | undefined, key: string): readonly number[] {
    if (!columns || columns.length <= mostPerLine) return columns ?? [];
    const met = this.met.get(key) ?? 0;
    this.met.set(key, met + 1);
    const from = Math.max(0, Math.min(met - mostPerLine / 2, columns.length - mostPerLine));
    return columns.slice(from, from + mostPerLine);
  }
}

/** Sections and chapters of one number are different things; so are "Chapter B" and "Appendix B" not. */
function numberKey(level: string, number: string): string {
  return `${level === 'appendix' ? 'chapter' : level} ${number.toLowerCase()}`;
}

function gramsOf(key: string): readonly string[] {
  if (key.length < grams) return [];
  const middle = (key.length - grams) >> 1;
  return [`<${key.slice(0, grams)}`, `>${key.slice(-grams)}`, `=${key.slice(middle, middle + grams)}`];
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

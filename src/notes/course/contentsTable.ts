import { readContentsRow, type ContentsRow } from './contentsEntry';
import type { CourseLines } from './courseLines';
import { romanValue, toRoman, type HeadingLabel } from './headingLabel';
import { isMatterTitle } from './matter';
import { titleKey } from './titles';

export interface ContentsEntry {
  readonly level: HeadingLabel['level'] | 'matter';
  readonly depth: number;
  readonly number: string | undefined;
  readonly title: string;
  /** The line of the note. */
  readonly line: number;
}

export interface ContentsTable {
  /** The lines of the note, from the heading to the last entry. */
  readonly first: number;
  readonly last: number;
  readonly entries: readonly ContentsEntry[];
}

const headings = new Set(
  'contents|tableofcontents|briefcontents|detailedcontents|listofcontents|toc|목차|차례|目次|目录'.split('|'),
);

/** Entries that a table without a heading must have, all with page numbers. */
const fewestUnannounced = 8;
/** A table without a heading is looked for where tables of contents stand. */
const lastUnannounced = 5_000;
const longestEntry = 240;
const longestHeading = 60;

/** Whether a line announces a table of contents. */
export function isContentsHeading(text: string): boolean {
  return text.length <= longestHeading && headings.has(titleKey(text.replace(/\d+\s*$/, '')));
}

/** Finds the table of contents: below its heading, or where lines with rising page numbers give it away. */
export function findContents(lines: CourseLines): ContentsTable | undefined {
  let from = 0;
  for (const { index } of lines.text.matchAll(/contents|\btoc\b|목차|차례|目次|目录/giu)) {
    const line = lines.lineAt(index);
    if (line < from || lines.isVerbatim(line) || lines.end(line) - lines.start(line) > longestHeading)
      continue;
    if (!isContentsHeading(lines.textOf(line))) continue;
    const table = readTable(lines, line + 1);
    if (table.entries.length >= 3) return { ...table, first: line };
    from = table.stop;
  }
  for (let line = 0; line < Math.min(lines.count, lastUnannounced); line++) {
    if (lines.isVerbatim(line) || !endsInPage(lines, line)) continue;
    const table = readTable(lines, line);
    if (table.paged >= fewestUnannounced && table.paged >= 0.8 * table.entries.length) return table;
    line = Math.max(line, table.stop - 1);
  }
  return undefined;
}

interface ReadTable extends ContentsTable {
  /** How many entries have page numbers. */
  readonly paged: number;
  /** The first line that was not read. */
  readonly stop: number;
}

function readTable(lines: CourseLines, first: number): ReadTable {
  const reader = new TableReader();
  let last = first - 1;
  let line = first;
  for (; line < lines.count; line++) {
    if (lines.end(line) - lines.start(line) > longestEntry) break;
    const text = lines.textOf(line);
    // The table's own running header, page numbers alone, and the rule below a table's head.
    if (isContentsHeading(text) || /^(?:\d{1,4}|[ivxl]{1,6}|\|?[\s:|-]+\|?)$/.test(text)) continue;
    const isHeading = /^#{1,6}\s/.test(text);
    const row = readContentsRow(text.replace(/^#{1,6}\s+/, ''), lines.indentBefore(line));
    if (!row || !reader.take(row, line, isHeading)) break;
    last = line;
  }
  return { first, last, stop: line, entries: reader.entries(), paged: reader.paged };
}

/** Whether a line may end in a page number: digits after white space or dots. */
function endsInPage(lines: CourseLines, line: number): boolean {
  const { text } = lines;
  const start = lines.start(line);
  let at = lines.end(line);
  if (at - start > longestEntry) return false;
  const isDigit = (code: number): boolean => code >= 48 && code <= 57;
  while (at > start && isDigit(text.charCodeAt(at - 1))) at--;
  if (at === lines.end(line) || at === start) return false;
  const before = text.slice(Math.max(start, at - 2), at);
  return /\s$|[.·…]{2}$|…$/.test(before) || text.charAt(start) === '|';
}

interface Taken extends ContentsEntry {
  readonly page: number | undefined;
  readonly indent: number;
}

/** Takes rows as long as they go on with the table. */
class TableReader {
  private readonly taken: Taken[] = [];
  private readonly seen = new Set<string>();
  private part = '';
  private parts = 0;
  private chapter = '';
  /** How many entries have page numbers. */
  paged = 0;

  /** False for the row that is no longer of the table: what it lists begins. */
  take(row: ContentsRow, line: number, isHeading: boolean): boolean {
    const previous = this.taken.at(-1);
    const label = this.labelOf(row, previous);
    if (!label) return this.takeUnnumbered(row, line, previous, isHeading);
    if (!row.set && row.page === undefined && previous?.page !== undefined) {
      // A title that goes on in the next line leaves its page number to that line; elsewhere all have one.
      if (this.paged > 2 && (isHeading || row.title === '')) return false;
    }
    const key = this.keyOf(label);
    if (this.seen.has(key)) return false;
    this.enter(label, key);
    this.add({
      level: label.level,
      depth: label.depth,
      number: label.number,
      title: row.title,
      line,
      ...at(row),
    });
    return true;
  }

  entries(): readonly ContentsEntry[] {
    const isNumbered = this.taken.some((entry) => entry.number !== undefined && entry.level !== 'part');
    const least = this.taken.reduce((smallest, { indent }) => Math.min(smallest, indent), Infinity);
    return this.taken.map(({ page: _, indent, ...entry }) => {
      if (entry.number !== undefined || entry.level === 'matter') return entry;
      // Titles without numbers: how far in they stand says what they are; beside numbered ones they are extras.
      if (isNumbered) return { ...entry, level: 'matter' as const };
      return indent > least ? { ...entry, level: 'section' as const, depth: 2 } : entry;
    });
  }

  private labelOf(
    { label, oddLabel, title }: ContentsRow,
    last: Taken | undefined,
  ): HeadingLabel | undefined {
    if (oddLabel && this.parts > 0) {
      return { level: 'part', number: toRoman(this.parts + 1), depth: 0, named: false, title };
    }
    if (label?.level !== 'part' || label.named || !/^[A-Z]$/.test(label.number)) return label;
    // "C" and "D" are Roman numbers and appendices: what came before decides.
    const before = this.taken.findLast(({ level }) => level === 'appendix') ?? last;
    const follows =
      before?.number?.length === 1 && before.number.charCodeAt(0) + 1 === label.number.charCodeAt(0);
    if (!follows || romanValue(label.number) === this.parts + 1) return label;
    return { ...label, level: 'appendix', depth: 1 };
  }

  private takeUnnumbered(
    row: ContentsRow,
    line: number,
    previous: Taken | undefined,
    isHeading: boolean,
  ): boolean {
    if (
      previous &&
      previous.page === undefined &&
      previous.number !== undefined &&
      this.paged > 0 &&
      !isHeading
    ) {
      // The rest of a title that was too long for its line.
      const title = previous.title === '' ? row.title : `${previous.title} ${row.title}`;
      this.taken[this.taken.length - 1] = { ...previous, title, page: row.page };
      if (row.page !== undefined) this.paged++;
      return true;
    }
    if (row.page === undefined && (!row.set || isHeading)) return false;
    const level = isMatterTitle(row.title) ? 'matter' : 'chapter';
    this.add({ level, depth: 1, number: undefined, title: row.title, line, ...at(row) });
    return true;
  }

  private keyOf(label: HeadingLabel): string {
    if (label.level === 'part') return `part ${label.number}`;
    // Chapters may be counted anew in each part, sections in each chapter where they are not "3.1".
    const within = label.depth === 1 ? this.part : `${this.part} ${this.chapter}`;
    return `${within} ${label.level} ${label.number}`;
  }

  private enter(label: HeadingLabel, key: string): void {
    this.seen.add(key);
    if (label.level === 'part') {
      this.part = label.number;
      this.parts++;
    } else if (label.depth === 1) this.chapter = label.number;
  }

  private add(entry: Taken): void {
    this.taken.push(entry);
    if (entry.page !== undefined) this.paged++;
  }
}

function at({ page, indent }: ContentsRow): Pick<Taken, 'page' | 'indent'> {
  return { page, indent };
}

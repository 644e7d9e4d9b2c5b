import type { Heading, ListItem, Paragraph, RootContent, Table, TableRow } from 'mdast';
import { LineIndex, type OffsetRange } from '../base/text';
import type { ListName } from './listNames';
import type { ReadingListEntry } from './readingListEntry';
import { findStatusLine, type StatusLine } from './statusLine';

/** An entry of a reading list with where it stands in the note's syntax, for edits. */
export interface FoundEntry {
  readonly entry: ReadingListEntry;
  readonly form: 'item' | 'line' | 'heading' | 'row';
  /** What holds its own words. */
  readonly node: Paragraph | Heading | TableRow;
  /** The item whose first paragraph {@link node} is. */
  readonly item: ListItem | undefined;
  readonly row: RowPlace | undefined;
  /** The line under a heading that says its status where the heading itself does not. */
  readonly statusLine: StatusLine | undefined;
  /** The list that it stands in, and what divides it here. */
  readonly list: ListName;
}

/** A table's row, and what its columns hold by the names in its header; -1 for a column that it lacks. */
export interface RowPlace {
  readonly table: Table;
  readonly row: TableRow;
  readonly columns: TableColumns;
}

export interface TableColumns {
  readonly priority: number;
  readonly status: number;
  /** The status column's name is a question: "Read?". */
  readonly asked: boolean;
  readonly title: number;
  readonly authors: number;
  readonly year: number;
  readonly category: number;
  readonly tags: number;
  readonly notes: number;
}

/** A heading, a bold line or a bullet that divides a list, whether entries stand under it yet or not. */
export interface FoundDivision {
  readonly node: Heading | Paragraph | ListItem;
  /** The division itself is the last of the list's. */
  readonly list: ListName;
}

/** An entry before it has a place in the note: what it says, and why it counts. */
export type EntryDraft = Omit<ReadingListEntry, 'section' | 'range' | 'reason'> & {
  readonly offset: number | undefined;
};

/** Gathers the entries of a note, each with its line, its list and why it is in it. */
export class EntryCollector {
  readonly found: FoundEntry[] = [];
  readonly divisions: FoundDivision[] = [];

  private readonly lines: LineIndex;

  constructor(private readonly text: string) {
    this.lines = new LineIndex(text);
  }

  /** Takes back the one entry of a paragraph, where it leads to `href`. */
  take(node: Paragraph, href: string | undefined): FoundEntry | undefined {
    const [only, other] = this.found.filter((each) => each.node === node);
    if (!only || other || only.entry.href !== href) return undefined;
    this.found.splice(this.found.indexOf(only), 1);
    return only;
  }

  /** Takes back that a heading divides a list: it names a paper. */
  undivide(node: FoundDivision['node']): void {
    const at = this.divisions.findIndex((each) => each.node === node);
    if (at >= 0) this.divisions.splice(at, 1);
  }

  /** Where the line begins that stands so many lines below the first of a block. */
  rowBelow(node: FoundEntry['node'], row: number): number {
    return this.lines.line(this.lines.position(startOf(node)).line + row).start;
  }

  /** @param why the beginning of the sentence that says why this is an entry. */
  add(
    { offset, ...draft }: EntryDraft,
    list: ListName,
    why: string,
    place: Pick<FoundEntry, 'form' | 'node'> & Partial<Pick<FoundEntry, 'item' | 'row'>>,
  ): void {
    const at = offset ?? startOf(place.node);
    const said = list.divisions.findLast((each) => each.priority !== undefined)?.priority;
    const read = list.divisions.findLast((each) => each.status !== undefined)?.status;
    const category = draft.category ?? categoryIn(list);
    const below = place.form === 'heading' && draft.status === undefined ? draft.body : undefined;
    const statusLine = below && findStatusLine(this.text, below);
    const entry: ReadingListEntry = {
      section: list.name,
      ...draft,
      priority: draft.priority ?? said,
      status: draft.status ?? statusLine?.status ?? (read === 'to read' ? undefined : read),
      ...(category !== undefined && { category }),
      range: this.lines.line(this.lines.position(at).line),
      reason: `${why} under “${list.name}”.`,
    };
    this.found.push({ entry, item: undefined, row: undefined, ...place, statusLine, list });
  }

  /**
   * "To read" is what most lists are called, read or not. Where headings of the same note say what is read already,
   * it says of its entries that they are not.
   */
  settle(): readonly FoundEntry[] {
    this.found.sort((a, b) => a.entry.range.start - b.entry.range.start);
    const statusOf = ({ list }: FoundEntry) =>
      list.divisions.findLast((each) => each.status !== undefined)?.status;
    const divided = this.found.some((each) => !['to read', undefined].includes(statusOf(each)));
    if (!divided) return this.found;
    return this.found.map((each) =>
      each.entry.status === undefined && statusOf(each) === 'to read'
        ? { ...each, entry: { ...each.entry, status: 'to read' } }
        : each,
    );
  }
}

/** The category that a list's headings and bullets make together: "Theory › Capacity". */
function categoryIn({ divisions }: ListName): string | undefined {
  const parts = divisions.flatMap(({ category }) => category ?? []);
  return parts.length > 0 ? parts.join(' › ') : undefined;
}

function startOf(node: FoundEntry['node']): number {
  return node.position?.start.offset ?? 0;
}

/** From the start of the first block to the end of the last; undefined for none. */
export function rangeOfBlocks(blocks: readonly RootContent[]): OffsetRange | undefined {
  const start = blocks[0]?.position?.start.offset;
  const end = blocks.at(-1)?.position?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}

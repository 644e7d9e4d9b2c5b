import type { OffsetRange } from '../../base/text';
import {
  findPriority,
  findPriorityCell,
  findStatus,
  findStatusCell,
  findTitlePriority,
  findTitleStatus,
} from '../entryMarks';
import type { FoundEntry, RowPlace } from '../foundEntry';
import type { Division } from '../listNames';
import type { Mark } from '../marks';
import type { ReadingListEntry, ReadingStatus } from '../readingListEntry';

/** A thing that a mark beside an entry says: how it is read, and how it is written where no other style is known. */
export interface MarkField<T> {
  readonly find: (words: string) => Mark<T> | undefined;
  readonly findInTitle: (title: string) => Mark<T> | undefined;
  readonly findInCell: (cell: string, place: RowPlace) => Mark<T> | undefined;
  readonly column: (place: RowPlace) => number;
  readonly plain: (value: T) => string;
  readonly inCell: (value: T) => string;
  readonly of: (entry: ReadingListEntry) => T | undefined;
  readonly ofDivision: (division: Division) => T | undefined;
}

export const priorityField: MarkField<number> = {
  find: findPriority,
  findInTitle: findTitlePriority,
  findInCell: findPriorityCell,
  column: ({ columns }) => columns.priority,
  plain: (value) => `(p${value})`,
  inCell: (value) => String(value),
  of: (entry) => entry.priority,
  ofDivision: (division) => division.priority,
};

export const statusField: MarkField<ReadingStatus> = {
  find: findStatus,
  findInTitle: findTitleStatus,
  findInCell: (cell, { columns }) => findStatusCell(cell, columns.asked),
  column: ({ columns }) => columns.status,
  plain: (value) => `(${value})`,
  inCell: (value) => value,
  of: (entry) => entry.status,
  ofDivision: (division) => division.status,
};

/** A mark of an entry, with its place in the note. */
export interface PlacedMark<T> {
  readonly mark: Mark<T>;
  readonly range: OffsetRange;
  /** What stands there, emphasis as spaces. */
  readonly words: string;
  /** Where in the entry it stands: before its words, right behind its link, or at the end. */
  readonly at: 'start' | 'link' | 'end';
}

/** Entries in the order in which their style counts: those of the same list first, the nearest first among them. */
export function byLikeness(of: FoundEntry, all: readonly FoundEntry[]): readonly FoundEntry[] {
  const rank = (each: FoundEntry): number =>
    each.list.name === of.list.name ? 0 : each.list.root === of.list.root ? 1 : 2;
  const at = of.entry.range.start;
  return all
    .filter((each) => each !== of)
    .sort(
      (a, b) => rank(a) - rank(b) || Math.abs(a.entry.range.start - at) - Math.abs(b.entry.range.start - at),
    );
}

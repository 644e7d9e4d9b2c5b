import { applyTextEdits, type TextEdit } from '../../base/text';
import type { FoundEntry } from '../foundEntry';
import { findEntries, type FoundEntries, type ReadingListOptions } from '../readingLists';
import type { ReadingListEntry, ReadingStatus } from '../readingListEntry';
import { plainName } from '../readingSections';
import { statusEdits } from './boxEdits';
import { cellAt, cellEdits, writeCell } from './cellEdits';
import { priorityField, statusField, type MarkField } from './fields';
import { linkEdits } from './linkEdits';
import { markEdits, type Candidates } from './markEdits';
import { categoryTarget, moveEdits } from './moveEdits';
import { titleEdits } from './titleEdits';

/** One thing to be said of an entry; undefined takes back what is said. */
export type EntryChange =
  | { readonly field: 'priority'; readonly value: number | undefined }
  | { readonly field: 'status'; readonly value: ReadingStatus | undefined }
  | { readonly field: 'category'; readonly value: string | undefined }
  | { readonly field: 'title'; readonly value: string }
  | { readonly field: 'href'; readonly value: string };

/**
 * The edits of a note that make an entry say something, in the style that the note already uses. Undefined where the
 * note has no way of saying it. Each is tried first: the note, read again, says the new thing of this entry and the
 * old ones of every other.
 */
export function editEntry(
  text: string,
  found: FoundEntry,
  all: FoundEntries,
  change: EntryChange,
  options: ReadingListOptions,
): readonly TextEdit[] | undefined {
  if (found.entry[change.field] === change.value) return [];
  for (const edits of candidatesFor(text, found, all, change)) {
    const after = findEntries(applyTextEdits(text, edits), options)?.found ?? [];
    if (says(after, found, all.found, change)) return edits;
  }
  return undefined;
}

function candidatesFor(text: string, found: FoundEntry, all: FoundEntries, change: EntryChange): Candidates {
  switch (change.field) {
    case 'priority':
      return [
        ...cellEdits(text, found, priorityField, change.value),
        ...whereDivided(
          text,
          found,
          all,
          priorityField,
          change.value,
          markEdits(text, found, all.found, priorityField, change.value),
        ),
      ];
    case 'status':
      return [
        ...cellEdits(text, found, statusField, change.value),
        ...whereDivided(
          text,
          found,
          all,
          statusField,
          change.value,
          statusEdits(text, found, all.found, change.value),
        ),
      ];
    case 'category':
      return categoryEdits(text, found, all, change.value);
    case 'title':
      return titleEdits(text, found, change.value);
    case 'href':
      return linkEdits(text, found, change.value);
  }
}

/** Where headings say it of this entry it moves; where they say it of its neighbours its own marks come first. */
function whereDivided<T>(
  text: string,
  found: FoundEntry,
  all: FoundEntries,
  field: MarkField<T>,
  value: T | undefined,
  marks: Candidates,
): Candidates {
  if (value === undefined) return marks;
  const says = found.list.divisions.some((division) => field.ofDivision(division) !== undefined);
  const moves = moveEdits(text, found, all, {
    accepts: (division) => field.ofDivision(division) === value,
    isAlike: (division) => field.ofDivision(division) !== undefined,
    name: undefined,
  });
  return says ? [...moves, ...marks] : [...marks, ...moves];
}

function categoryEdits(
  text: string,
  found: FoundEntry,
  all: FoundEntries,
  value: string | undefined,
): Candidates {
  const { row } = found;
  if (row) {
    if (row.columns.category < 0) return [];
    if (value === undefined && !cellAt(text, row, row.columns.category)) return [];
    return [writeCell(text, row, row.columns.category, value ?? '')];
  }
  return value === undefined ? [] : moveEdits(text, found, all, categoryTarget(value));
}

/** True where the entry says the new thing, and nothing else of any entry has changed. */
function says(
  after: readonly FoundEntry[],
  found: FoundEntry,
  before: readonly FoundEntry[],
  change: EntryChange,
): boolean {
  const expected = before.map((each) =>
    each === found
      ? digest({ ...each.entry, [change.field]: change.value })
      : digest(each.entry, each.list.name),
  );
  const others = new Set(expected);
  const actual = after.map(({ entry: read, list }) => {
    const entry = change.field === 'href' ? withAttribution(read, found.entry, change.value) : read;
    const inPlace = digest(entry, list.name);
    return others.has(inPlace) ? inPlace : digest(entry);
  });
  return sameMembers(expected, actual);
}

/** Beside a link authors and year are read where they stand together; what names the paper then is the link. */
function withAttribution(read: ReadingListEntry, before: ReadingListEntry, href: string): ReadingListEntry {
  if (read.href !== href || read.title !== before.title) return read;
  const authors = read.authors ?? before.authors;
  const year = read.year ?? before.year;
  return { ...read, ...(authors && { authors }), ...(year !== undefined && { year }) };
}

/** All that an entry says, and where it stands if that matters: the one that is changed may move. */
function digest(entry: ReadingListEntry, section?: string): string {
  const { title, href, priority, status, category, tags, authors, year, attachments, body } = entry;
  return JSON.stringify([
    [title, href, priority, status, tags, authors, year],
    attachments.map((each) => each.href),
    category === undefined ? null : plainName(category),
    body !== undefined,
    section,
  ]);
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const left = [...a].sort();
  const right = [...b].sort();
  return left.every((each, index) => each === right[index]);
}

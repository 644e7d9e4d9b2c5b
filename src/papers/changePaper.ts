import type { TextEdit } from '../base/text';
import type { EntryChange } from '../notes/edits/editEntry';
import type { ReadingListOptions } from '../notes/readingLists';
import { paperKey, readPaperLink } from './links';
import { editPlaces, placesToEdit } from './listEdits';
import type { OwnChange } from './ownPaper';
import type { LibraryPaper, PaperPlace } from './paper';
import { tagChangeEdits, type TagChange } from './tagChanges';

/** Which paper, by its key, an entry without a link is, as the user confirmed; the note stays as it is. */
export interface SameAsChange {
  readonly field: 'sameAs';
  readonly value: string;
}

/** A thing to be said of papers. */
export type PaperChange = EntryChange | TagChange | SameAsChange;

/** A change at one of a paper's places. */
export interface PlacedChange {
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
  readonly change: PaperChange;
}

export interface PaperEdits {
  readonly edits: readonly TextEdit[];
  /** Of which this note has no way of saying it. */
  readonly own: readonly LibraryPaper[];
}

/** The places of a paper where a change belongs. */
export function placesToChange(
  paper: LibraryPaper,
  change: PaperChange,
  acted: PaperPlace,
): readonly PaperPlace[] {
  if (change.field === 'sameAs') return [acted];
  if (change.field !== 'tags') return placesToEdit(paper, change.field, acted);
  const tagged = paper.places.filter((place) => (place.tags?.length ?? 0) > 0);
  return tagged.length > 0 ? tagged : [acted];
}

/** The edits of one note for changes of papers in it, all of the same kind. */
export function editPapers(
  text: string,
  changes: readonly PlacedChange[],
  options: ReadingListOptions,
): PaperEdits {
  if (changes.some(({ change }) => change.field === 'sameAs')) {
    return { edits: [], own: changes.map(({ paper }) => paper) };
  }
  const entries = changes.flatMap(({ place, change }) =>
    change.field === 'tags' || change.field === 'sameAs' ? [] : [{ place, change }],
  );
  if (entries.length < changes.length) return tagChangeEdits(text, changes, options);
  const { edits, own } = editPlaces(text, entries, options);
  const left = new Set(own.map(({ place }) => place));
  return { edits, own: changes.filter(({ place }) => left.has(place)).map(({ paper }) => paper) };
}

/**
 * What the library has to say of a paper after a change: the new thing where no note says it, else nothing of the kind;
 * undefined where that is what it says already.
 */
export function ownChange(paper: LibraryPaper, change: PaperChange, inNote: boolean): OwnChange | undefined {
  const { own } = paper;
  if (change.field === 'tags') {
    const before = own?.tags ?? [];
    const added = inNote ? [] : change.add.filter((tag) => !before.includes(tag));
    const tags = [...before, ...added].filter((tag) => !change.remove.includes(tag));
    return tags.length === before.length && added.length === 0 ? undefined : { tags };
  }
  if (change.field === 'sameAs') return { sameAs: change.value };
  if (change.field === 'href') {
    if (!inNote) return { sameAs: paperKey(readPaperLink(change.value)) };
    if (!own) return undefined;
    const { schema: _schema, key: _key, ...said } = own;
    return said;
  }
  const value = inNote ? undefined : change.value;
  return own?.[change.field] === value ? undefined : { [change.field]: value };
}

/** The paper of which {@link ownChange} is to be said: once linked, an entry is another, and keeps what was said of it. */
export function changedPaper(paper: LibraryPaper, change: PaperChange, inNote: boolean): LibraryPaper {
  if (change.field !== 'href' || !inNote) return paper;
  return { ...paper, key: paperKey(readPaperLink(change.value)), places: [] };
}

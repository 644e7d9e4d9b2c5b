import { EditedText } from '../base/editedText';
import { CodedError } from '../base/errors';
import { LineIndex, type TextEdit } from '../base/text';
import { editEntry, type EntryChange } from '../notes/edits/editEntry';
import type { FoundEntry } from '../notes/foundEntry';
import { findEntries, type FoundEntries, type ReadingListOptions } from '../notes/readingLists';
import type { ReadingStatus } from '../notes/readingListEntry';
import type { LibraryPaper, PaperPlace } from './paper';
import { isPaper } from './places';

/** Where a thing is to be written: into the note, by these edits, or into the library (`own`); never both. */
export type ListEdit =
  | { readonly kind: 'note'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'own' };

/** A change of what is said of the paper that a place of the note names. */
export interface PlaceChange {
  readonly place: PaperPlace;
  readonly change: EntryChange;
}

/** What a number of changes come to: edits of the note, and what the note has no way of saying. */
export interface ListEdits {
  readonly edits: readonly TextEdit[];
  readonly own: readonly PlaceChange[];
}

/** `(p2)`, `[p1]`, `p1:`, `(priority: 2)`, a cell, a sign or a heading: as the entry has it, else as its list does. */
export function setPriority(
  text: string,
  place: PaperPlace,
  value: number | undefined,
  options: ReadingListOptions = {},
): ListEdit {
  return editPlace(text, { place, change: { field: 'priority', value } }, options);
}

/** A check box, a word, a sign, a cell or a heading: as the entry has it, else as its list does. */
export function setStatus(
  text: string,
  place: PaperPlace,
  value: ReadingStatus | undefined,
  options: ReadingListOptions = {},
): ListEdit {
  return editPlace(text, { place, change: { field: 'status', value } }, options);
}

/** Moves the entry under the heading or bullet of its list, or changes its cell; a list without either stays as it is. */
export function setCategory(
  text: string,
  place: PaperPlace,
  value: string | undefined,
  options: ReadingListOptions = {},
): ListEdit {
  return editPlace(text, { place, change: { field: 'category', value } }, options);
}

/** The text of the entry's link, or its marked title. An entry that gives no title keeps giving none. */
export function rename(
  text: string,
  place: PaperPlace,
  title: string,
  options: ReadingListOptions = {},
): ListEdit {
  return editPlace(
    text,
    { place, change: { field: 'title', value: title.replace(/\s+/gu, ' ').trim() } },
    options,
  );
}

/** The link of an entry that names its paper by its title alone: the title becomes one. */
export function setLink(
  text: string,
  place: PaperPlace,
  address: string,
  options: ReadingListOptions = {},
): ListEdit {
  return editPlace(text, { place, change: { field: 'href', value: address } }, options);
}

function editPlace(text: string, change: PlaceChange, options: ReadingListOptions): ListEdit {
  const { edits, own } = editPlaces(text, [change], options);
  return own.length > 0 ? { kind: 'own' } : { kind: 'note', edits };
}

/**
 * Several changes of one note at once. Each is made in the note that the ones before it leave, and the edits are of
 * the note as it is. Throws `note.changed` where the note has an entry no longer.
 */
export function editPlaces(
  text: string,
  changes: readonly PlaceChange[],
  options: ReadingListOptions = {},
): ListEdits {
  const reading = { isPaper, ...options };
  const edited = new EditedText(text);
  const own: PlaceChange[] = [];
  for (const each of changes) {
    const now = edited.text;
    const all = findEntries(now, reading);
    const found = all && locate(now, all, each.place);
    if (!all || !found) {
      throw new CodedError('note.changed', 'The paper is no longer in the note.', {
        remedy: 'Look for it in the Reading List.',
        location: { file: each.place.note, line: each.place.line + 1 },
      });
    }
    const edits = editEntry(now, found, all, each.change, reading);
    if (edits) edited.apply(edits);
    else own.push(each);
  }
  return { edits: edited.edits(), own };
}

/** The entry that a place was read from: on its line where it still is there, else the nearest of the same words. */
function locate(text: string, { found }: FoundEntries, place: PaperPlace): FoundEntry | undefined {
  const lines = new LineIndex(text);
  const distance = ({ entry }: FoundEntry): number =>
    Math.abs(lines.position(entry.range.start).line - place.line);
  const same = found.filter(({ entry }) => entry.href === place.link?.href);
  const titled = same.filter(({ entry }) => entry.title === place.title);
  // An entry that was renamed a moment ago is known by its link alone; one without a link only by its title.
  const candidates = titled.length > 0 || place.link === undefined ? titled : same;
  return [...candidates].sort((a, b) => distance(a) - distance(b))[0];
}

/**
 * The places to change so that the paper as a whole says the new thing: all that say something of the kind, since the
 * most urgent priority and the furthest status of several count; else the one that was acted upon.
 */
export function placesToEdit(
  paper: LibraryPaper,
  field: EntryChange['field'],
  acted: PaperPlace,
): readonly PaperPlace[] {
  if (field !== 'priority' && field !== 'status') return [acted];
  const saying = paper.places.filter((place) => place[field] !== undefined);
  return saying.length > 0 ? saying : [acted];
}

import { applyTextEdits, LineIndex, type TextEdit } from '../base/text';
import type { ReadingListOptions } from '../notes/readingLists';
import { tagEdits } from './categorise/tagEdits';
import { placeKey } from './identity';
import type { LibraryPaper, PaperPlace } from './paper';
import { readPlaces } from './places';

/** Tags are given and taken one by one: papers that are changed together keep their other ones. */
export interface TagChange {
  readonly field: 'tags';
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

interface PlacedTags {
  readonly paper: LibraryPaper;
  readonly place: PaperPlace;
  readonly change: { readonly field: string } | TagChange;
}

/**
 * Edits of `#tags` beside entries. Only entries that have tags get more: for the others the library keeps them, and a
 * note without tags stays one.
 */
export function tagChangeEdits(text: string, changes: readonly PlacedTags[], options: ReadingListOptions) {
  const present = readPlaces(changes[0]?.place.note ?? '', text, options);
  const lines = new LineIndex(text);
  const edits: TextEdit[] = [];
  const own: LibraryPaper[] = [];
  for (const { paper, place, change } of changes) {
    if (!isTagChange(change)) continue;
    const now = nearest(present, place);
    const tags = now?.tags ?? [];
    if (!now || tags.length === 0) {
      if (change.add.length > 0) own.push(paper);
      continue;
    }
    const line = lines.line(now.line);
    const removed = tags.filter((tag) => change.remove.some((each) => sameTag(each, tag)));
    const removal = removalOf(text.slice(line.start, line.end), removed).map(
      ({ range, newText }): TextEdit => ({
        range: { start: range.start + line.start, end: range.end + line.start },
        newText,
      }),
    );
    const kept = readPlaces(place.note, applyTextEdits(text, removal), options);
    // A tag within a link or a cell of its own is no mark that one may take away.
    if (kept.length === present.length && kept.every((each, i) => placeKey(each) === keyAt(present, i)))
      edits.push(...removal);
    const added = change.add.map(asTag).filter((tag) => !tags.some((each) => sameTag(each, tag)));
    const written = tagEdits(text, [{ line: now.line, tags: added }], options.sections);
    edits.push(...written.edits);
    if (written.left.length > 0) own.push(paper);
  }
  return { edits, own };
}

function isTagChange(change: PlacedTags['change']): change is TagChange {
  return change.field === 'tags';
}

function keyAt(places: readonly PaperPlace[], index: number): string {
  const place = places[index];
  return place ? placeKey(place) : '';
}

function nearest(places: readonly PaperPlace[], of: PaperPlace): PaperPlace | undefined {
  const distance = (place: PaperPlace): number => Math.abs(place.line - of.line);
  return places
    .filter((place) => placeKey(place) === placeKey(of))
    .sort((a, b) => distance(a) - distance(b))[0];
}

function removalOf(line: string, tags: readonly string[]): readonly TextEdit[] {
  return tags.flatMap((tag) => {
    const at = [...line.matchAll(/[ \t]+#([\p{L}\p{N}][\p{L}\p{M}\p{N}_/-]*)/gu)].findLast(([, name]) =>
      sameTag(name ?? '', tag),
    );
    return at ? [{ range: { start: at.index, end: at.index + at[0].length }, newText: '' }] : [];
  });
}

/** As it can stand behind a `#`. */
export function asTag(tag: string): string {
  return tag.trim().replace(/^#+/, '').replace(/\s+/g, '-');
}

function sameTag(a: string, b: string): boolean {
  return asTag(a).toLowerCase() === asTag(b).toLowerCase();
}

import { EditedText } from '../../base/editedText';
import type { TextEdit } from '../../base/text';
import { placeKey } from '../identity';
import { editPlaces } from '../listEdits';
import type { LibraryPaper, PaperPlace } from '../paper';
import { readPlaces } from '../places';
import { headingEdits } from './headingEdits';
import { tagEdits } from './tagEdits';

/** How accepted categories are kept: headings that divide the list, `#tags` on the entries, or in the library beside the notes. */
export const categoryStyles = ['headings', 'tags', 'library'] as const;
export type CategoryStyle = (typeof categoryStyles)[number];

/** A suggestion that the user took, perhaps changed. */
export interface Accepted {
  readonly paper: LibraryPaper;
  readonly category: string;
  /** The category's own first. */
  readonly tags: readonly string[];
}

export interface AcceptedEdits {
  readonly edits: readonly TextEdit[];
  /** What the note cannot hold this way; the library keeps it. */
  readonly left: readonly Accepted[];
}

/** The note that an accepted category is written to: that of the paper's first entry. */
export function noteFor({ paper }: Accepted): string | undefined {
  return paper.places[0]?.note;
}

/**
 * The edits of one note for the papers whose first entry is in it. The entries are looked for in the text as it is now,
 * which may have changed since the review began.
 */
export function acceptedEdits(
  note: string,
  text: string,
  accepted: readonly Accepted[],
  style: Exclude<CategoryStyle, 'library'>,
  sections?: readonly string[],
): AcceptedEdits {
  const own = accepted.filter((one) => noteFor(one) === note);
  const placed = placesNow(note, text, own, sections);
  if (style === 'tags') {
    const assignments = placed.map(({ place, one }) => ({ line: place.line, tags: one.tags }));
    const { edits, left } = tagEdits(text, assignments, sections);
    return { edits, left: without(own, placed, left) };
  }
  const assignments = placed.map(({ place, one }) => ({ line: place.line, category: one.category }));
  const moved = headingEdits(text, assignments, sections);
  const edited = new EditedText(text);
  edited.apply(moved.edits);
  // What has no list to be moved in may have a column or a heading for its category all the same.
  const left = without(own, placed, moved.left);
  const changes = placesNow(note, edited.text, left, sections).map(({ place, one }) => ({
    place,
    change: { field: 'category', value: one.category } as const,
    one,
  }));
  const rest = editPlaces(edited.text, changes, sections ? { sections } : {});
  edited.apply(rest.edits);
  const written = changes.filter((change) => !rest.own.includes(change)).map(({ one }) => one);
  return { edits: edited.edits(), left: left.filter((one) => !written.includes(one)) };
}

interface Placed {
  readonly place: PaperPlace;
  readonly one: Accepted;
}

/** The first entry of each paper in the note, where it has one. */
function placesNow(
  note: string,
  text: string,
  accepted: readonly Accepted[],
  sections: readonly string[] | undefined,
): readonly Placed[] {
  const places = new Map<string, PaperPlace>();
  for (const place of readPlaces(note, text, sections ? { sections } : {})) {
    if (!places.has(placeKey(place))) places.set(placeKey(place), place);
  }
  return accepted.flatMap((one) => {
    const place = one.paper.places.flatMap((each) => places.get(placeKey(each)) ?? [])[0];
    return place ? [{ place, one }] : [];
  });
}

/** Those that were not placed, or whose lines are left. */
function without(
  accepted: readonly Accepted[],
  placed: readonly Placed[],
  left: readonly number[],
): readonly Accepted[] {
  const written = new Set(placed.filter(({ place }) => !left.includes(place.line)).map(({ one }) => one));
  return accepted.filter((one) => !written.has(one));
}

import type { TextEdit } from '../../base/text';
import { placeKey } from '../identity';
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
  const places = new Map<string, PaperPlace>();
  for (const place of readPlaces(note, text, sections ? { sections } : {})) {
    if (!places.has(placeKey(place))) places.set(placeKey(place), place);
  }
  const placed = own.flatMap((one) => {
    const place = one.paper.places.flatMap((each) => places.get(placeKey(each)) ?? [])[0];
    return place ? [{ line: place.line, one }] : [];
  });
  const { edits, left } =
    style === 'headings'
      ? headingEdits(
          text,
          placed.map(({ line, one }) => ({ line, category: one.category })),
          sections,
        )
      : tagEdits(
          text,
          placed.map(({ line, one }) => ({ line, tags: one.tags })),
          sections,
        );
  const written = new Set(placed.filter(({ line }) => !left.includes(line)).map(({ one }) => one));
  return { edits, left: own.filter((one) => !written.has(one)) };
}

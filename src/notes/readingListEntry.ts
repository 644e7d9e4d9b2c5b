import type { OffsetRange } from '../base/text';

export const readingStatuses = ['to read', 'reading', 'read', 'skipped'] as const;
export type ReadingStatus = (typeof readingStatuses)[number];

/** One entry of a reading list, as a note has it: nothing resolved, nothing invented. */
export interface ReadingListEntry {
  /** The heading the list stands under, as plain text. */
  readonly section: string;
  /** The link's own text, or the emphasised, quoted or plain title before a bare link; undefined where none is. */
  readonly title: string | undefined;
  /** The link as written, wrapped or not; undefined for an entry that names its paper by its title alone. */
  readonly href: string | undefined;
  /** From `(p2)`; smaller is more urgent. */
  readonly priority: number | undefined;
  /** From `- [x]` and its like; undefined where the note says nothing. */
  readonly status: ReadingStatus | undefined;
  /** The headings and bullets that divide the list here, or the category's column; "Theory › Capacity". */
  readonly category?: string;
  /** `#tag` in the entry, without the mark; or the column of tags. */
  readonly tags?: readonly string[];
  readonly authors?: readonly string[];
  readonly year?: number;
  /** What the note says about it: the section under a heading, or what is nested under an item. */
  readonly body?: OffsetRange;
  /** Files and further links nested under the entry (a downloaded PDF, say). */
  readonly attachments: readonly { readonly label: string; readonly href: string }[];
  /** The entry's own line, without its line end. */
  readonly range: OffsetRange;
  /** Why this counts as an entry, as a sentence for a tooltip. */
  readonly reason: string;
}

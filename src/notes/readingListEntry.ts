import type { OffsetRange } from '../base/text';

export const readingStatuses = ['to read', 'reading', 'read', 'skipped'] as const;
export type ReadingStatus = (typeof readingStatuses)[number];

/** One entry of a reading list, as a note has it: nothing resolved, nothing invented. */
export interface ReadingListEntry {
  /** The heading the list stands under, as plain text. */
  readonly section: string;
  /** The link's own text, or the emphasised, quoted or plain title before a bare link; undefined where none is. */
  readonly title: string | undefined;
  /** The link as written, wrapped or not. */
  readonly href: string;
  /** From `(p2)`; smaller is more urgent. */
  readonly priority: number | undefined;
  /** From `- [x]` and its like; undefined where the note says nothing. */
  readonly status: ReadingStatus | undefined;
  /** Files and further links nested under the entry (a downloaded PDF, say). */
  readonly attachments: readonly { readonly label: string; readonly href: string }[];
  /** The entry's own line, without its line end. */
  readonly range: OffsetRange;
  /** Why this counts as an entry, as a sentence for a tooltip. */
  readonly reason: string;
}

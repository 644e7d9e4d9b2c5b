import type { OffsetRange } from '../../base/text';
import type { PaperIds } from '../paper';

/** A day as a page names it. */
export interface DailyDate {
  /** `2024-12-18`. */
  readonly iso: string;
  /** Whether the year stood there; where not, `reason` tells how it was found. */
  readonly yearWritten: boolean;
  /** A sentence for a tooltip. */
  readonly reason: string;
}

/** What an entry may lack and still be one. */
export type MissingPart = 'title' | 'abstract' | 'authors' | 'date';

/** One paper of a Daily Papers page. */
export interface DailyEntry {
  /** `arxiv:<id>`, else `title:<letters and digits of the title>`: the same paper's name on any page. */
  readonly key: string;
  /** The title; where it is missing, the first words of the abstract. */
  readonly title: string;
  /** Paragraphs with an empty line between; empty where the page has none. */
  readonly abstract: string;
  readonly authorsCount: number | undefined;
  /** Their names, where the source gives them. */
  readonly authors: readonly string[];
  readonly organisation: string | undefined;
  readonly submitter: string | undefined;
  readonly date: DailyDate | undefined;
  readonly comments: number | undefined;
  readonly upvotes: number | undefined;
  readonly ids: PaperIds;
  /** Code, project page or another address that the entry gives for the paper. */
  readonly links: readonly string[];
  readonly missing: readonly MissingPart[];
  /** From the entry's first character to its last; undefined in JSON. */
  readonly range: OffsetRange | undefined;
}

/** What was read from one text, file or answer. */
export interface DailyPage {
  readonly format: 'text' | 'json';
  /** The day that the page itself is of. */
  readonly date: DailyDate | undefined;
  /** In the order of the page, each paper once. */
  readonly entries: readonly DailyEntry[];
  /** Entries that repeated one before them. */
  readonly repeated: number;
  /** Why nothing, or not all, could be read; empty where all was. */
  readonly problems: readonly string[];
}

import type { ContentsEntry } from './contentsTable';

/** A heading of the outline, with the lines that hold it. */
export interface LocatedHeading {
  readonly level: ContentsEntry['level'];
  readonly depth: number;
  readonly number: string | undefined;
  readonly title: string;
  readonly line: number;
  readonly lastLine: number;
  /** The line of the table of contents, for what is not in the text: its place is not known. */
  readonly missing: boolean;
}

import type { OwnChange } from '../papers/ownPaper';
import type { PaperRecord } from '../papers/paper';

/** A file to import from. */
export interface ImportFile {
  /** As given on the command line, with `/`. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
  /** `2025-10-30` */
  readonly savedOn: string;
}

/** What was understood of a file. */
export interface Imported {
  /** One a paper, for `--json`. */
  readonly rows: readonly { readonly key: string; readonly title: string }[];
  /** What the library is to know of a paper, given what it knows already. */
  readonly record: (key: string, known: PaperRecord | undefined, at: string) => PaperRecord;
  /** What the file says that is the user's own: keys to cite by, tags. */
  readonly own?: (key: string) => OwnChange;
  readonly problems: readonly string[];
}

/** A kind of file that papers are imported from, told by its text. */
export interface ImportFormat {
  readonly name: string;
  readonly detects: (file: ImportFile) => boolean;
  readonly read: (file: ImportFile) => Imported | Promise<Imported>;
}

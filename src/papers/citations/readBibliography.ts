import type { CslItem } from './cslItem';

/** What a file of bibliographic entries was read as. */
export interface ReadBibliography {
  /** In the order of the file. */
  readonly items: readonly { readonly item: CslItem; /** From 1. */ readonly line: number | undefined }[];
  /** What could not be read, on which line (from 1); the rest was. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

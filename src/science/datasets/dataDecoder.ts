import type { DataSet } from './dataSet';

/** What a file's bytes say; the adapter that read them adds their hash and number. */
export type DecodedData = Omit<DataSet, 'hash' | 'bytes'>;

/** Turns the bytes of one file, in order and in any pieces, into a data set. Throws CodedErrors of `data.*`. */
export interface DataDecoder {
  push(bytes: Uint8Array): void;
  finish(): DecodedData;
}

/** The file as the user named it, and its size: for messages, and to reserve memory once. */
export interface DataSource {
  readonly path: string;
  /** Undefined where only the end tells, as behind a compression. */
  readonly bytes: number | undefined;
}

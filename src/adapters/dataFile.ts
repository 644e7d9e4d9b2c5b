import { createHash } from 'node:crypto';
import { throwIfAborted } from '../base/abort';
import { CodedError } from '../base/errors';
import type { DataReadOptions, DataSet } from '../science/datasets/dataSet';
import { createDecoder } from '../science/datasets/decoder';
import { formatOf } from '../science/datasets/formats';
import { filePieces } from './data/filePieces';
import { gunzipped } from './data/inflate';
import { statFile } from './dataIdentity';

export interface DataReadHooks {
  readonly signal?: AbortSignal;
  /** Share of the file's bytes, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** The path as the user wrote it, for messages. */
  readonly displayPath?: string;
}

/**
 * Reads a data file in one pass: its values, and the SHA-256 of its bytes. Throws `data.missing`,
 * `data.unreadable`, `data.unsupported` or `data.too-large` with the place and a remedy; AbortedError on abort.
 */
export async function readDataFile(
  absolutePath: string,
  options: DataReadOptions,
  hooks: DataReadHooks = {},
): Promise<DataSet> {
  const path = hooks.displayPath ?? absolutePath;
  const { bytes: size } = await statFile(absolutePath, path);
  const gzipped = formatOf(path)?.gzipped === true;
  const decoder = createDecoder({ path, bytes: gzipped ? undefined : size }, options);
  const hash = createHash('sha256');
  let bytes = 0;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of filePieces(absolutePath, path, hooks.signal)) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
      hooks.onProgress?.(Math.min(1, bytes / Math.max(1, size)));
    }
  };
  for await (const piece of gzipped ? gunzipped(read(), path) : read()) {
    throwIfAborted(hooks.signal);
    decoder.push(piece);
  }
  if (bytes < size) throw trailing(path, bytes, size);
  return { ...decoder.finish(), hash: hash.digest('hex'), bytes };
}

function trailing(path: string, read: number, size: number): CodedError {
  return new CodedError(
    'data.unreadable',
    `the compressed data end before byte ${read} of ${size}, and something else follows.`,
    { remedy: 'Fetch or write it again.', location: { file: path } },
  );
}

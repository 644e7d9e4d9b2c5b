import { createHash } from 'node:crypto';
import { throwIfAborted } from '../base/abort';
import { CodedError } from '../base/errors';
import type { DataDecoder, DecodedData } from '../science/datasets/dataDecoder';
import type { DataReadOptions, DataSet } from '../science/datasets/dataSet';
import { createDecoder, type ArchiveFormat } from '../science/datasets/decoder';
import { formatOf } from '../science/datasets/formats';
import { filePieces } from './data/filePieces';
import { readDataFolder } from './data/folderReader';
import { readIdxLabels } from './data/idxLabels';
import { gunzipped } from './data/inflate';
import { readNpz } from './data/npzFile';
import { readParquet } from './data/parquetFile';
import { openCompressed, openFile } from './data/randomAccess';
import { hashData, statData } from './dataIdentity';

export interface DataReadHooks {
  readonly signal?: AbortSignal | undefined;
  /** Share of the file's bytes, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** The path as the user wrote it, for messages. */
  readonly displayPath?: string;
  /** Of the file's bytes, where the caller knows it: an archive of which every part is read is hashed once. */
  readonly sha256?: string | undefined;
}

/** How much of the time of reading an archive goes into its hash. */
const hashShare = 0.2;

/**
 * Reads a data file, or a folder of images or of CIFAR-10's batches: its values, and the SHA-256 of its bytes. Throws `data.missing`, `data.unreadable`,
 * `data.unsupported` or `data.too-large` with the place and a remedy; AbortedError on abort.
 */
export async function readDataFile(
  absolutePath: string,
  options: DataReadOptions,
  hooks: DataReadHooks = {},
): Promise<DataSet> {
  const path = hooks.displayPath ?? absolutePath;
  const { bytes: size, isFolder } = await statData(absolutePath, path);
  if (isFolder) return readDataFolder(absolutePath, path, options, hooks);
  const { format, gzipped = false } = formatOf(path) ?? {};
  // A label that is asked for is a column of the file itself.
  const labels =
    format === 'idx' && options.label === undefined
      ? await readIdxLabels(absolutePath, path, (beside, displayPath) =>
          readDataFile(beside, { ...options, keep: undefined }, { signal: hooks.signal, displayPath }),
        )
      : undefined;
  const decoder = createDecoder({ path, bytes: gzipped ? undefined : size }, options, labels);
  if (typeof decoder === 'string') return readArchive(decoder, absolutePath, options, { ...hooks, path });
  return readStream(decoder, absolutePath, { ...hooks, path, gzipped, size });
}

/** In one pass from front to back. */
async function readStream(
  decoder: DataDecoder,
  absolutePath: string,
  {
    path,
    gzipped,
    size,
    signal,
    onProgress,
  }: DataReadHooks & { path: string; gzipped: boolean; size: number },
): Promise<DataSet> {
  const hash = createHash('sha256');
  let bytes = 0;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of filePieces(absolutePath, path, signal)) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
      onProgress?.(Math.min(1, bytes / Math.max(1, size)));
    }
  };
  for await (const piece of gzipped ? gunzipped(read(), path) : read()) {
    throwIfAborted(signal);
    decoder.push(piece);
  }
  if (bytes < size) throw trailing(path, bytes, size);
  return { ...decoder.finish(), hash: hash.digest('hex'), bytes };
}

async function readArchive(
  format: ArchiveFormat,
  absolutePath: string,
  options: DataReadOptions,
  { path, signal, onProgress, sha256: known }: DataReadHooks & { path: string },
): Promise<DataSet> {
  const { sha256, bytes } =
    known === undefined
      ? await hashData(absolutePath, signal)
      : { sha256: known, bytes: (await statData(absolutePath, path)).bytes };
  onProgress?.(hashShare);
  const archive =
    formatOf(path)?.gzipped === true
      ? await openCompressed(absolutePath, path, options.maxBytes, signal)
      : await openFile(absolutePath, path, signal);
  const hooks = {
    signal,
    onProgress: (fraction: number) => onProgress?.(hashShare + (1 - hashShare) * fraction),
  };
  try {
    return { ...(await decodeArchive[format](archive, path, options, hooks)), hash: sha256, bytes };
  } finally {
    await archive.close();
  }
}

const decodeArchive: Record<ArchiveFormat, (...args: Parameters<typeof readNpz>) => Promise<DecodedData>> = {
  npz: readNpz,
  parquet: readParquet,
};

function trailing(path: string, read: number, size: number): CodedError {
  return new CodedError(
    'data.unreadable',
    `the compressed data end before byte ${read} of ${size}, and something else follows.`,
    { remedy: 'Fetch or write it again.', location: { file: path } },
  );
}

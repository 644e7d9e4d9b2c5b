import { CodedError } from '../../base/errors';
import { throwIfAborted } from '../../base/abort';
import { chooseArray } from '../../science/datasets/chooseArray';
import type { DecodedData } from '../../science/datasets/dataDecoder';
import type { DataReadOptions } from '../../science/datasets/dataSet';
import { NpyDecoder } from '../../science/datasets/npyDecoder';
import {
  findZipDirectory,
  localHeaderBytes,
  readZipDirectory,
  zipDataStart,
  zipTailBytes,
  type ZipEntry,
} from '../../science/datasets/zipDirectory';
import { inflatedRaw } from './inflate';
import type { RandomAccess } from './randomAccess';

export interface ArchiveHooks {
  readonly signal?: AbortSignal | undefined;
  /** Share of the work, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** One array of NumPy's `.npz`, a ZIP archive of `.npy` files, stored or deflated: `options.part`, or {@link chooseArray}'s. */
export async function readNpz(
  archive: RandomAccess,
  path: string,
  options: DataReadOptions,
  { signal, onProgress }: ArchiveHooks,
): Promise<DecodedData> {
  const tailBytes = Math.min(zipTailBytes, archive.bytes);
  const tail = await archive.read({ start: archive.bytes - tailBytes, length: tailBytes });
  const directory = findZipDirectory(tail, archive.bytes, path);
  const entries = readZipDirectory(await archive.read(directory), directory.start, path);
  const entry = chosen(entries, options.part, path);
  checkMethod(entry, path);
  const header = await archive.read({ start: entry.offset, length: localHeaderBytes });
  const range = { start: zipDataStart(header, entry, path), length: entry.compressedBytes };
  const stored = archive.pieces(range);
  const decoder = new NpyDecoder({ path, bytes: entry.bytes }, options);
  let read = 0;
  for await (const piece of entry.method === 0 ? stored : inflatedRaw(stored, path)) {
    throwIfAborted(signal);
    decoder.push(piece);
    read += piece.length;
    onProgress?.(Math.min(1, read / Math.max(1, entry.bytes)));
  }
  return decoder.finish();
}

function chosen(entries: readonly ZipEntry[], part: string | undefined, path: string): ZipEntry {
  const arrays = new Map(
    entries
      .filter(({ name }) => name.endsWith('.npy'))
      .map((entry) => [entry.name.slice(0, -'.npy'.length), entry]),
  );
  const name = chooseArray([...arrays.keys()], part?.replace(/\.npy$/, ''), path);
  return arrays.get(name) as ZipEntry;
}

function checkMethod({ method, encrypted, name }: ZipEntry, path: string): void {
  if ((method === 0 || method === 8) && !encrypted) return;
  throw new CodedError(
    'data.unsupported',
    encrypted ? `"${name}" is encrypted.` : `"${name}" is compressed by ZIP's method ${method}.`,
    { remedy: 'Write it anew with numpy.savez or numpy.savez_compressed.', location: { file: path } },
  );
}

import { CodedError } from '../../base/errors';
import { throwIfAborted } from '../../base/abort';
import { chooseArray } from '../../science/datasets/chooseArray';
import type { DataSource, DecodedData } from '../../science/datasets/dataDecoder';
import type { DataReadOptions } from '../../science/datasets/dataSet';
import { NpyDecoder } from '../../science/datasets/npyDecoder';
import { readNpyHeader, type NpyHeader } from '../../science/datasets/npyHeader';
import { concat } from '../../science/datasets/numberFill';
import { localHeaderBytes, zipDataStart, type ZipEntry } from '../../science/datasets/zipDirectory';
import type { ByteRange } from './filePieces';
import { inflatedRaw } from './inflate';
import { listArrays } from './npzArrays';
import type { RandomAccess } from './randomAccess';

export interface ArchiveHooks {
  readonly signal?: AbortSignal | undefined;
  /** Share of the work, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * One array of NumPy's `.npz`, a ZIP archive of `.npy` files, stored or deflated: `options.part`, or
 * {@link chooseArray}'s. `options.label` may name another array, of one number a point.
 */
export async function readNpz(
  archive: RandomAccess,
  path: string,
  options: DataReadOptions,
  hooks: ArchiveHooks,
): Promise<DecodedData> {
  const arrays = await listArrays(archive, path);
  const labelArray = typeof options.label === 'string' ? arrays.get(options.label) : undefined;
  const names = [...arrays.keys()].filter((name) => arrays.get(name) !== labelArray);
  const entry = arrays.get(chooseArray(names, options.part?.replace(/\.npy$/, ''), path)) as ZipEntry;
  if (labelArray === undefined)
    return readEntry(archive, entry, path, new NpyDecoder(sourceOf(entry, path), options), hooks);
  const own = { ...options, label: undefined };
  const decoder = new NpyDecoder(sourceOf(labelArray, path), { ...own, keep: undefined });
  const { matrix } = await readEntry(archive, labelArray, path, decoder, { signal: hooks.signal });
  if (matrix.columns !== 1) {
    throw new CodedError(
      'data.unreadable',
      `"${options.label}" has ${matrix.columns} values a row, and a label is one.`,
      {
        remedy: 'Name an array of one axis as `label`.',
        location: { file: path },
      },
    );
  }
  const labels = Array.from(matrix.values, String);
  return readEntry(archive, entry, path, new NpyDecoder(sourceOf(entry, path), own, labels), hooks);
}

/** An array within a file of several. */
export interface ArrayShape {
  readonly name: string;
  /** The first axis is the points. */
  readonly shape: readonly number[];
}

/** What arrays an archive holds, in its own order: of each no more is read than its header. */
export async function describeNpz(archive: RandomAccess, path: string): Promise<readonly ArrayShape[]> {
  const described: ArrayShape[] = [];
  for (const [name, entry] of await listArrays(archive, path)) {
    let bytes: Uint8Array = new Uint8Array(0);
    let header: NpyHeader | undefined;
    for await (const piece of entryPieces(archive, await entryRange(archive, entry, path), entry, path)) {
      bytes = concat(bytes, piece);
      header = readNpyHeader(bytes, path);
      if (header !== undefined) break;
    }
    described.push({ name, shape: header?.shape ?? [] });
  }
  return described;
}

function sourceOf({ bytes }: ZipEntry, path: string): DataSource {
  return { path, bytes };
}

async function readEntry(
  archive: RandomAccess,
  entry: ZipEntry,
  path: string,
  decoder: NpyDecoder,
  { signal, onProgress }: ArchiveHooks,
): Promise<DecodedData> {
  const range = await entryRange(archive, entry, path);
  let read = 0;
  for await (const piece of entryPieces(archive, range, entry, path)) {
    throwIfAborted(signal);
    decoder.push(piece);
    read += piece.length;
    onProgress?.(Math.min(1, read / Math.max(1, entry.bytes)));
  }
  return decoder.finish();
}

async function entryRange(archive: RandomAccess, entry: ZipEntry, path: string): Promise<ByteRange> {
  checkMethod(entry, path);
  const header = await archive.read({ start: entry.offset, length: localHeaderBytes });
  return { start: zipDataStart(header, entry, path), length: entry.compressedBytes };
}

function entryPieces(
  archive: RandomAccess,
  range: ByteRange,
  { method }: ZipEntry,
  path: string,
): AsyncIterable<Uint8Array> {
  const stored = archive.pieces(range);
  return method === 0 ? stored : inflatedRaw(stored, path);
}

function checkMethod({ method, encrypted, name }: ZipEntry, path: string): void {
  if ((method === 0 || method === 8) && !encrypted) return;
  throw new CodedError(
    'data.unsupported',
    encrypted ? `"${name}" is encrypted.` : `"${name}" is compressed by ZIP's method ${method}.`,
    { remedy: 'Write it anew with numpy.savez or numpy.savez_compressed.', location: { file: path } },
  );
}

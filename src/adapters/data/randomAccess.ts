import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { CodedError } from '../../base/errors';
import { checkMemory } from '../../science/datasets/memory';
import { fileError, filePieces, pieceBytes, type ByteRange } from './filePieces';
import { gunzipped } from './inflate';

/** Bytes that can be read from anywhere. */
export interface RandomAccess {
  readonly bytes: number;
  /** Exactly so many; throws `data.unreadable` where there are fewer. */
  read(range: ByteRange): Promise<Uint8Array>;
  /** The same in pieces. */
  pieces(range: ByteRange): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** @param path as the user wrote it, for messages. */
export async function openFile(
  absolutePath: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<RandomAccess> {
  let file: FileHandle;
  try {
    file = await open(absolutePath);
  } catch (error) {
    throw fileError(error, path);
  }
  const { size } = await file.stat();
  return {
    bytes: size,
    async read({ start, length }) {
      const inside = start >= 0 && start + length <= size;
      const bytes = new Uint8Array(inside ? length : 0);
      const { bytesRead } = inside ? await file.read(bytes, 0, length, start) : { bytesRead: -1 };
      if (bytesRead !== length) throw tooShort(path, size, start + length);
      return bytes;
    },
    pieces: (range) => filePieces(absolutePath, path, signal, range),
    close: () => file.close(),
  };
}

/**
 * A compressed file, in memory whole: what it holds can only be read from its end. Throws `data.too-large` as soon
 * as that exceeds the limit.
 */
export async function openCompressed(
  absolutePath: string,
  path: string,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<RandomAccess> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of gunzipped(filePieces(absolutePath, path, signal), path)) {
    size += piece.length;
    checkMemory(path, size, 1, maxBytes);
    parts.push(piece);
  }
  const all = Buffer.concat(parts);
  const slice = ({ start, length }: ByteRange): Uint8Array => {
    if (start < 0 || start + length > size) throw tooShort(path, size, start + length);
    return all.subarray(start, start + length);
  };
  return {
    bytes: size,
    read: (range) => Promise.resolve(slice(range)),
    async *pieces({ start, length }) {
      for (let at = 0; at < length; at += pieceBytes) {
        await setImmediate();
        yield slice({ start: start + at, length: Math.min(pieceBytes, length - at) });
      }
    },
    close: () => Promise.resolve(),
  };
}

function tooShort(path: string, size: number, needed: number): CodedError {
  return new CodedError('data.unreadable', `the file ends at byte ${size}, where ${needed} are promised.`, {
    remedy: 'The copy is incomplete: fetch or write it again.',
    location: { file: path },
  });
}

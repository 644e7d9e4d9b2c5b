import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { throwIfAborted } from '../base/abort';
import { CodedError } from '../base/errors';
import type { DataReadOptions, DataSet } from '../science/datasets/dataSet';
import { createDecoder } from '../science/datasets/decoder';

/** A megabyte is decoded in some 25 ms: between two pieces signals and timers get their turn. */
const pieceBytes = 1 << 20;

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
  const { size } = await statFile(absolutePath, path);
  const decoder = createDecoder({ path, bytes: size }, options);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces(absolutePath, path, hooks.signal)) {
    hash.update(piece);
    decoder.push(piece);
    bytes += piece.length;
    hooks.onProgress?.(Math.min(1, bytes / Math.max(1, size)));
  }
  return { ...decoder.finish(), hash: hash.digest('hex'), bytes };
}

/** What identifies a file's content, for staleness and provenance. Throws `data.missing` or `data.unreadable`. */
export async function hashFile(
  absolutePath: string,
  signal?: AbortSignal,
): Promise<{ sha256: string; bytes: number; modifiedMs: number }> {
  const { mtimeMs } = await statFile(absolutePath, absolutePath);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces(absolutePath, absolutePath, signal)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes, modifiedMs: mtimeMs };
}

async function statFile(absolutePath: string, path: string): Promise<{ size: number; mtimeMs: number }> {
  try {
    const stats = await stat(absolutePath);
    if (stats.isFile()) return stats;
  } catch (error) {
    throw fileError(error, path);
  }
  throw new CodedError('data.unreadable', 'this is not a file.', {
    remedy: 'Name a data file, not a folder.',
    location: { file: path },
  });
}

async function* pieces(
  absolutePath: string,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  throwIfAborted(signal);
  const stream = createReadStream(absolutePath, { highWaterMark: pieceBytes });
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      throwIfAborted(signal);
      yield piece;
    }
  } catch (error) {
    throw isSystemError(error) ? fileError(error, path) : error;
  } finally {
    stream.destroy();
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function fileError(error: unknown, path: string): CodedError {
  const code = isSystemError(error) ? error.code : undefined;
  const location = { file: path };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CodedError('data.missing', 'there is no such file.', {
      remedy:
        "Check the path: a note's is taken from the note's folder, then from the workspace folder; the command line's from where it runs.",
      location,
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new CodedError('data.unreadable', `the file cannot be read: ${reason}.`, {
    remedy: 'Check its permissions.',
    location,
    cause: error,
  });
}

import { createReadStream } from 'node:fs';
import { throwIfAborted } from '../../base/abort';
import { CodedError } from '../../base/errors';

/** A megabyte is decoded in some 25 ms: between two pieces signals and timers get their turn. */
export const pieceBytes = 1 << 20;

/** Which bytes of a file: from `start` on, `length` of them. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/**
 * A file's bytes in order. Throws `data.missing` or `data.unreadable`; AbortedError on abort.
 *
 * @param path as the user wrote it, for messages.
 */
export async function* filePieces(
  absolutePath: string,
  path: string,
  signal: AbortSignal | undefined,
  range?: ByteRange,
): AsyncGenerator<Uint8Array> {
  throwIfAborted(signal);
  if (range?.length === 0) return;
  const bounds = range === undefined ? {} : { start: range.start, end: range.start + range.length - 1 };
  const stream = createReadStream(absolutePath, { highWaterMark: pieceBytes, ...bounds });
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

/** What the system said of a file, with its remedy. */
export function fileError(error: unknown, path: string): CodedError {
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

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

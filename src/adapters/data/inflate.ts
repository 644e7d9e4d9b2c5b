import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createInflateRaw } from 'node:zlib';
import { CodedError } from '../../base/errors';

const chunkSize = 1 << 18;

/**
 * Decompresses a gzip file of one or several members. What comes out is passed on in small pieces and never held,
 * so that a bomb costs no more memory than its reader takes. Throws `data.unreadable` where it is torn or damaged;
 * what the source throws is passed on.
 */
export function gunzipped(source: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  return inflated(source, createGunzip({ chunkSize }), path);
}

/** As {@link gunzipped}, for a bare DEFLATE stream, as in a ZIP archive. */
export function inflatedRaw(source: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  return inflated(source, createInflateRaw({ chunkSize, finishFlush: constants.Z_FINISH }), path);
}

async function* inflated(
  source: AsyncIterable<Uint8Array>,
  stream: Transform,
  path: string,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      read += piece.length;
      yield piece;
    }
  };
  // Its failure reaches the loop below as the stream's own; a loop left early ends it, and the source with it.
  pipeline(Readable.from(counted()), stream).catch(() => undefined);
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) yield piece;
  } catch (error) {
    throw isZlibError(error) ? damaged(error, path, read) : error;
  }
}

function damaged(error: NodeJS.ErrnoException, path: string, read: number): CodedError {
  const torn = error.code === 'Z_BUF_ERROR';
  const message = torn
    ? `the compressed data break off at byte ${read}.`
    : `the compressed data are damaged before byte ${read}: ${error.message}.`;
  return new CodedError('data.unreadable', message, {
    remedy: torn
      ? 'The copy is incomplete: fetch or write it again.'
      : 'Fetch or write it again, or name it without .gz if it is not compressed.',
    location: { file: path },
    cause: error,
  });
}

function isZlibError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

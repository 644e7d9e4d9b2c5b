import { decompress as zstd } from 'fzstd';
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import type { RandomAccess } from './randomAccess';

/** Snappy is the decoder's own. */
export const compressors: Compressors = {
  GZIP: (input, maxOutputLength) => gunzipSync(input, { maxOutputLength }),
  BROTLI: (input, maxOutputLength) => brotliDecompressSync(input, { maxOutputLength }),
  ZSTD: (input, length) => zstd(input, new Uint8Array(length)),
};
const codecs = ['UNCOMPRESSED', 'SNAPPY', ...Object.keys(compressors)];

/** The file's bytes as the decoder asks for them. @param path as the user wrote it, for messages. */
export function asyncBuffer(archive: RandomAccess, path: string): AsyncBuffer {
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    if (!(start >= 0 && start <= end && end <= archive.bytes)) {
      throw failure(
        path,
        `it points to the bytes from ${start} to ${end}, of ${archive.bytes}.`,
        'The copy is incomplete or damaged: fetch or write it again.',
      );
    }
    const bytes = await archive.read({ start, length: end - start });
    // Memory may be shared with the rest of the file, where that is in memory whole.
    const isWhole = bytes.byteLength === bytes.buffer.byteLength;
    return isWhole ? (bytes.buffer as ArrayBuffer) : new Uint8Array(bytes).buffer;
  };
  return {
    byteLength: archive.bytes,
    slice(start, end = archive.bytes) {
      const bytes = read(start, end);
      // Several are asked for at once, and when one has failed nobody waits for the others.
      bytes.catch(() => undefined);
      return bytes;
    },
  };
}

/** Throws `data.unsupported` for a compression that is not read. */
export function checkCodecs({ row_groups }: FileMetaData, path: string): void {
  for (const { columns } of row_groups) {
    for (const { meta_data: chunk } of columns) {
      if (chunk === undefined || codecs.includes(chunk.codec)) continue;
      throw new CodedError('data.unsupported', `it is compressed by ${chunk.codec}, which is not read.`, {
        remedy: `Write it with one of ${codecs.join(', ').toLowerCase()}.`,
        location: { file: path },
      });
    }
  }
}

/** What the decoder throws, told with the place. */
export async function decoding<T>(path: string, place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CodedError || isAbort(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('data.unreadable', `${place} cannot be read: ${reason}.`, {
      remedy: 'The copy is incomplete or damaged: fetch or write it again.',
      location: { file: path },
      cause: error,
    });
  }
}

export function failure(file: string, message: string, remedy: string): CodedError {
  return new CodedError('data.unreadable', message, { remedy, location: { file } });
}

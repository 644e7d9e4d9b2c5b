import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { CodedError } from '../base/errors';
import { fileError, filePieces } from './data/filePieces';

/** A file's size and time of change. */
export interface FileStats {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Throws `data.missing` or, where it is no file, `data.unreadable`. @param path as the user wrote it. */
export async function statFile(absolutePath: string, path: string): Promise<FileStats> {
  try {
    const stats = await stat(absolutePath);
    if (stats.isFile()) return { bytes: stats.size, modifiedMs: stats.mtimeMs };
  } catch (error) {
    throw fileError(error, path);
  }
  throw new CodedError('data.unreadable', 'this is not a file.', {
    remedy: 'Name a data file, not a folder.',
    location: { file: path },
  });
}

/** What identifies a file's content, for staleness and provenance. Throws `data.missing` or `data.unreadable`. */
export async function hashFile(
  absolutePath: string,
  signal?: AbortSignal,
): Promise<{ sha256: string; bytes: number; modifiedMs: number }> {
  const { modifiedMs } = await statFile(absolutePath, absolutePath);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of filePieces(absolutePath, absolutePath, signal)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes, modifiedMs };
}

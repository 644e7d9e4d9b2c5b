import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { hashPrefix, listDataFolder } from './data/dataFolder';
import { fileError, filePieces } from './data/filePieces';

/** Size and time of the last change of a data file, or of all files that make up a data folder. */
export interface DataStats {
  readonly isFolder: boolean;
  /** Whether it is a folder of data sets, such as the layers of a network, rather than one. */
  readonly holdsArrays: boolean;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Throws `data.missing`, or `data.unreadable` for what is no data. @param path as the user wrote it. */
export async function statData(absolutePath: string, path: string): Promise<DataStats> {
  const stats = await stat(absolutePath).catch((error: unknown) => {
    throw fileError(error, path);
  });
  if (!stats.isDirectory())
    return { isFolder: false, holdsArrays: false, bytes: stats.size, modifiedMs: stats.mtimeMs };
  const { kind, files } = await listDataFolder(absolutePath, path);
  return {
    isFolder: true,
    holdsArrays: kind === 'arrays',
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    modifiedMs: files.reduce((latest, file) => Math.max(latest, file.modifiedMs), 0),
  };
}

/**
 * What identifies a data set's content, for staleness and provenance: the SHA-256 of a file's bytes, or of the
 * names and bytes of a folder's files. Throws `data.missing` or `data.unreadable`.
 *
 * @param path as the user wrote it, for messages.
 */
export async function hashData(
  absolutePath: string,
  signal?: AbortSignal,
  path = absolutePath,
): Promise<{ sha256: string; bytes: number; modifiedMs: number; isFolder: boolean }> {
  const { isFolder, modifiedMs } = await statData(absolutePath, path);
  const hash = createHash('sha256');
  let bytes = 0;
  const add = async (file: string, shown: string): Promise<void> => {
    for await (const piece of filePieces(file, shown, signal)) {
      hash.update(piece);
      bytes += piece.length;
    }
  };
  if (!isFolder) {
    await add(absolutePath, path);
  } else {
    for (const file of (await listDataFolder(absolutePath, path)).files) {
      hash.update(hashPrefix(file));
      await add(file.absolutePath, `${path}/${file.name}`);
    }
  }
  return { sha256: hash.digest('hex'), bytes, modifiedMs, isFolder };
}

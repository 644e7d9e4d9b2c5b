import {
  findZipDirectory,
  readZipDirectory,
  zipTailBytes,
  type ZipEntry,
} from '../../science/datasets/zipDirectory';
import type { RandomAccess } from './randomAccess';

/** The arrays of an `.npz` by name, without `.npy`, in the archive's order. Throws `data.unreadable` where it is none. */
export async function listArrays(
  archive: RandomAccess,
  path: string,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const tailBytes = Math.min(zipTailBytes, archive.bytes);
  const tail = await archive.read({ start: archive.bytes - tailBytes, length: tailBytes });
  const directory = findZipDirectory(tail, archive.bytes, path);
  const entries = readZipDirectory(await archive.read(directory), directory.start, path);
  return new Map(
    entries
      .filter(({ name }) => name.endsWith('.npy'))
      .map((entry) => [entry.name.slice(0, -'.npy'.length), entry]),
  );
}

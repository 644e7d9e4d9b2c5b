import { parseDataName } from '../science/datasets/dataName';
import type { DataReadOptions, DataSet } from '../science/datasets/dataSet';
import { readDataFile, type DataReadHooks } from './dataFile';
import { statData } from './dataIdentity';

/** A data set with what the result keeps of where it came from. */
export interface NamedData {
  readonly data: DataSet;
  readonly input: {
    /** As the spec names it, without the part. */
    readonly path: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly modifiedMs: number;
  };
}

/**
 * Reads what a block's or a command line's `data` names.
 *
 * @param locate where a path leads.
 * @throws as {@link readDataFile}.
 */
export async function readNamedData(
  name: string,
  locate: (path: string) => string | Promise<string>,
  options: DataReadOptions,
  hooks: Omit<DataReadHooks, 'displayPath'>,
): Promise<NamedData> {
  const { path, part } = parseDataName(name);
  const absolute = await locate(path);
  // Before reading: a change meanwhile then shows as a newer file.
  const { modifiedMs } = await statData(absolute, path);
  const data = await readDataFile(absolute, { ...options, part }, { ...hooks, displayPath: path });
  return { data, input: { path, sha256: data.hash, bytes: data.bytes, modifiedMs } };
}

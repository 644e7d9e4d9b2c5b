import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../base/abort';
import { CodedError } from '../base/errors';
import type { Result } from '../base/result';
import { parseDataName } from '../science/datasets/dataName';
import type { DataReadOptions, DataSet } from '../science/datasets/dataSet';
import { finishRows } from '../science/datasets/finishRows';
import { checkMemory } from '../science/datasets/memory';
import { drawPoints } from '../science/manifolds/drawPoints';
import type { ManifoldSpec } from '../science/manifolds/manifoldSpec';
import { parseGenerated } from '../science/tasks/generatedData';
import { readDataFile, type DataReadHooks } from './dataFile';
import { statData } from './dataIdentity';

/** A data set with what the result keeps of where it came from. */
export interface NamedData {
  readonly data: DataSet;
  readonly input: {
    /** As the spec names it, without the part. Of what is generated, the hash is that of its values. */
    readonly path: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly modifiedMs: number;
  };
}

/**
 * Reads, or draws from a manifold or a task, what a block's or a command line's `data` names.
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
  const generated = parseGenerated(name);
  if (generated !== undefined) return generate(name, generated, options, hooks);
  const { path, part } = parseDataName(name);
  const absolute = await locate(path);
  // Before reading: a change meanwhile then shows as a newer file.
  const { modifiedMs } = await statData(absolute, path);
  const data = await readDataFile(absolute, { ...options, part }, { ...hooks, displayPath: path });
  return { data, input: { path, sha256: data.hash, bytes: data.bytes, modifiedMs } };
}

async function generate(
  name: string,
  spec: Result<ManifoldSpec, string>,
  options: DataReadOptions,
  { signal, onProgress }: Omit<DataReadHooks, 'displayPath'>,
): Promise<NamedData> {
  if (!spec.ok) throw new CodedError('experiment.invalid', spec.error, { location: { file: name } });
  checkMemory(name, spec.value.points * spec.value.sampler.ambient, 8, options.maxBytes);
  const draws = drawPoints(spec.value);
  let step = draws.next();
  while (step.done !== true) {
    await setImmediate();
    throwIfAborted(signal);
    onProgress?.(step.value);
    step = draws.next();
  }
  onProgress?.(1);
  const bytes = step.value.values.byteLength;
  const hash = createHash('sha256').update(new Uint8Array(step.value.values.buffer)).digest('hex');
  const data = { ...finishRows(step.value, options, name), hash, bytes };
  return { data, input: { path: name, sha256: hash, bytes, modifiedMs: 0 } };
}

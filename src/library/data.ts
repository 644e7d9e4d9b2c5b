import { resolve } from 'node:path';
import { readNamedData } from '../adapters/namedData';
import { CodedError } from '../base/errors';
import { drawPoints } from '../science/manifolds/drawPoints';
import { parseManifold } from '../science/manifolds/manifoldSpec';
import type { Data, ManifoldOptions, ManifoldSample, ReadOptions } from './dataOptions';

const gigabyte = 2 ** 30;

/**
 * Reads points, one a row, from `.csv`, `.tsv`, `.npy`, `.npz#array`, `.safetensors#tensor`, `.parquet#columns`, MNIST's
 * and CIFAR-10's files, each also as `.gz`, or a folder of images.
 *
 * @param path from the working directory.
 * @throws `data.missing`, `data.unreadable`, `data.unsupported`, `data.too-large`: the error's `location` names the
 *   file, and line and column where there are any; its `remedy` says what to do.
 */
export async function readData(path: string, options: ReadOptions = {}): Promise<Data> {
  const { label, header = 'auto', missing = 'error', maxMemory = 4, signal, onProgress } = options;
  const { data } = await readNamedData(
    path,
    (name) => resolve(name),
    { header, label, missing, maxBytes: maxMemory * gigabyte },
    { signal, onProgress },
  );
  const { matrix, columnNames, labels, droppedRows, hash } = data;
  const { rows, columns, values } = matrix;
  return { values, shape: [rows, columns], columns: columnNames, labels, droppedRows, sha256: hash };
}

/**
 * Draws points from a manifold of known dimension: `M1` to `M13b`, `Mn1`, `Mp1`, `Mbeta` … of the benchmark of
 * Campadelli et al. (2015), `sphere`, `ball`, `swiss-roll`, `crumpled` and others; `manifoldNames` lists them.
 *
 * @throws `usage` for a name or a parameter that there is not; the message lists those there are.
 */
export function drawManifold(name: string, options: ManifoldOptions = {}): ManifoldSample {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const spec = parseManifold(`${name}(${given.map(([key, value]) => `${key}=${value}`).join(',')})`);
  if (!spec.ok) throw new CodedError('usage', spec.error);
  const draws = drawPoints(spec.value);
  let step = draws.next();
  while (step.done !== true) step = draws.next();
  const { rows, width, values, labels } = step.value;
  return { values, shape: [rows, width], dimensions: spec.value.sampler.dimensions, labels };
}

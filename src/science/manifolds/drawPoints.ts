import { Rng } from '../../base/rng';
import type { PlainRows } from '../datasets/finishRows';
import type { ManifoldSpec } from './manifoldSpec';

/** Numbers drawn between two pauses: some tens of milliseconds. */
const numbersAPiece = 200_000;

/**
 * Draws the points, yielding the share drawn, 0 to 1, now and then. The i-th point comes from the i-th stream of the
 * seed: it is the same for any number of points and in whatever order they are drawn.
 *
 * @returns rows × ambient float64 values, labelled where the manifold has several parts.
 */
export function* drawPoints({ sampler, points, seed, noise }: ManifoldSpec): Generator<number, PlainRows> {
  const width = sampler.ambient;
  const values = new Float64Array(points * width);
  const labels: string[] = [];
  const root = new Rng(seed);
  const rowsAPiece = Math.max(1, Math.floor(numbersAPiece / width));
  for (let row = 0; row < points; row++) {
    const rng = root.split(row);
    const out = values.subarray(row * width, (row + 1) * width);
    const label = sampler.point(rng, out);
    if (label !== undefined) labels.push(label);
    if (noise > 0) for (let i = 0; i < width; i++) out[i] = (out[i] ?? 0) + noise * rng.normal();
    if ((row + 1) % rowsAPiece === 0) yield (row + 1) / points;
  }
  return { rows: points, width, values, labels: labels.length > 0 ? labels : undefined };
}

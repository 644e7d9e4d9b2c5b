import type { PlainRows } from '../../../../src/science/datasets/finishRows';
import { drawPoints } from '../../../../src/science/manifolds/drawPoints';
import { parseManifold, type ManifoldSpec } from '../../../../src/science/manifolds/manifoldSpec';

export function specOf(text: string): ManifoldSpec {
  const spec = parseManifold(text);
  if (!spec.ok) throw new Error(spec.error);
  return spec.value;
}

/** The points that a name and its parameters mean. */
export function draw(text: string): PlainRows {
  const draws = drawPoints(specOf(text));
  let step = draws.next();
  while (step.done !== true) step = draws.next();
  return step.value;
}

export function rowsOf({ rows, width, values }: PlainRows): number[][] {
  return Array.from({ length: rows }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
}

/** A column's mean and standard deviation. */
export function moments(rows: readonly (readonly number[])[], column: number): { mean: number; sd: number } {
  const values = rows.map((row) => row[column] ?? 0);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { mean, sd: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length) };
}

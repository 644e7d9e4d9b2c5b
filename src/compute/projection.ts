import { Rng } from '../base/rng';
import { columnMeans } from './covariance';
import { dotRuns } from './dotRuns';
import type { Matrix } from './matrix';
import { Pacer, type WorkHooks } from './work';

/**
 * Coordinates in which distances never grow: those along orthonormal directions of large variance, and as the last
 * one the length of what they leave out. A distance between images is a lower bound of the distance between points.
 */
export interface Projection {
  readonly dimensions: number;
  /** `rows × dimensions`. */
  readonly coordinates: Float64Array;
  /** Bound of the rounding error of any distance between images. */
  readonly error: number;
}

/** Rows that the directions are learnt from: they need not be exact, only orthonormal. */
const sampleRows = 1024;
const powerSteps = 3;
/** Of a projected distance, against the largest distance from the mean; a thousand times what was seen. */
const relativeError = 1e-11;

/**
 * Projects the points, multiplied by `scale`, on `dimensions − 1` directions and a residual; on the centred
 * coordinates themselves where they are as few.
 */
export async function project(
  matrix: Matrix,
  dimensions: number,
  scale: number,
  hooks: WorkHooks,
): Promise<Projection> {
  const { rows, columns, values } = matrix;
  const mean = columnMeans(matrix, scale);
  const exact = columns <= dimensions;
  const width = exact ? columns : dimensions;
  const coordinates = new Float64Array(rows * width);
  const pacer = new Pacer(hooks);
  const basis = exact ? [] : await leadingDirections(matrix, mean, width - 1, scale, pacer);
  const centred = new Float64Array(columns);
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    let norm = 0;
    for (let j = 0; j < columns; j++) {
      const x = (values[row * columns + j] as number) * scale - (mean[j] as number);
      centred[j] = x;
      norm += x * x;
    }
    largest = Math.max(largest, norm);
    const at = row * width;
    if (exact) {
      coordinates.set(centred, at);
    } else {
      for (let d = 0; d < basis.length; d++) coordinates[at + d] = dot(basis[d] as Float64Array, centred);
      const image = coordinates.subarray(at, at + width - 1);
      coordinates[at + width - 1] = residual(centred, norm, image, basis);
    }
    await pacer.did(exact ? columns : columns * width);
    if ((row & 1023) === 0) hooks.onProgress?.(row / rows);
  }
  return { dimensions: width, coordinates, error: relativeError * (1 + columns / 64) * Math.sqrt(largest) };
}

/**
 * The length of what the image leaves out of a point. By Pythagoras, which errs by some 1e-16 |x|² / residual; where
 * that is not small against the bound above, by subtraction.
 */
function residual(
  point: Float64Array,
  norm: number,
  image: Float64Array,
  basis: readonly Float64Array[],
): number {
  const squared = norm - dotRuns(image, 0, image, 0, image.length);
  if (squared > 1e-6 * norm) return Math.sqrt(squared);
  for (let d = 0; d < basis.length; d++) subtract(point, basis[d] as Float64Array, image[d] as number);
  return Math.sqrt(dot(point, point));
}

/** Subspace iteration on evenly spaced rows, from a fixed random start. Orthonormal to rounding. */
async function leadingDirections(
  { rows, columns, values }: Matrix,
  mean: Float64Array,
  count: number,
  scale: number,
  pacer: Pacer,
): Promise<Float64Array[]> {
  const n = Math.min(rows, sampleRows);
  const sample = Array.from({ length: n }, (_, i) => {
    const row = Math.floor((i * rows) / n);
    return Float64Array.from(mean, (m, j) => (values[row * columns + j] as number) * scale - m);
  });
  const rng = new Rng(0);
  let basis = orthonormal(
    Array.from({ length: count }, () => Float64Array.from(mean, () => rng.normal())),
    rng,
  );
  for (let step = 0; step < powerSteps; step++) {
    const next: Float64Array[] = [];
    for (const direction of basis) {
      const image = new Float64Array(columns);
      for (const row of sample) subtract(image, row, -dot(row, direction));
      next.push(image);
      await pacer.did(2 * n * columns);
    }
    basis = orthonormal(next, rng);
  }
  return basis;
}

/** Gram and Schmidt, twice; a direction that vanishes is replaced by a random one. */
function orthonormal(vectors: Float64Array[], rng: Rng): Float64Array[] {
  const done: Float64Array[] = [];
  for (const start of vectors) {
    let v = start;
    for (;;) {
      const before = Math.sqrt(dot(v, v));
      for (let pass = 0; pass < 2; pass++) for (const u of done) subtract(v, u, dot(u, v));
      const length = Math.sqrt(dot(v, v));
      if (length > 1e-8 * before) {
        done.push(v.map((x) => x / length));
        break;
      }
      v = v.map(() => rng.normal());
    }
  }
  return done;
}

function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) (a[i] as number) -= factor * (b[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  return dotRuns(a, 0, b, 0, a.length);
}

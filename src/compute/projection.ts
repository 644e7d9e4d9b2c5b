import { Rng } from '../base/rng';
import { columnMeans } from './covariance';
import { dotRuns } from './dotRuns';
import type { Kernels } from './kernels';
import type { Matrix } from './matrix';
import { bufferOf, kernelsOver, Layout, openMemory, type KernelTarget } from './memory';
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
  /** What the last coordinate falls short of the length left out, at most; negative where nothing is left out. */
  readonly residual: number;
}

/** Rows that the directions are learnt from: they need not be exact, only orthonormal. */
const sampleRows = 512;
const powerSteps = 3;
/** Rows that are multiplied at a time. */
const blockRows = 64;
/** Of a projected distance, against the largest distance from the mean; a thousand times what was seen. */
const relativeError = 1e-11;
/** Lengths left out below this share of the largest distance from the mean count as none: they are mostly rounding. */
const leastResidual = 1e-3;

/**
 * Projects the points, multiplied by `scale`, on `dimensions − 1` directions and a residual, `dimensions` a multiple
 * of 4; on the centred coordinates themselves where they are as few.
 */
export async function project(
  matrix: Matrix,
  dimensions: number,
  scale: number,
  target: KernelTarget,
  hooks: WorkHooks,
): Promise<Projection> {
  const { rows, columns, values } = matrix;
  const mean = columnMeans(matrix, scale);
  const pacer = new Pacer(hooks);
  if (columns <= dimensions) {
    const coordinates = new Float64Array(rows * columns);
    let largest = 0;
    for (let row = 0; row < rows; row++) {
      let norm = 0;
      for (let j = 0; j < columns; j++) {
        const x = (values[row * columns + j] as number) * scale - (mean[j] as number);
        coordinates[row * columns + j] = x;
        norm += x * x;
      }
      largest = Math.max(largest, norm);
    }
    await pacer.did(2 * rows * columns);
    return { dimensions: columns, coordinates, error: errorOf(largest, columns), residual: -1 };
  }
  const room = new ProjectionRoom(Math.min(rows, sampleRows), columns, dimensions, target);
  await leadingDirections(matrix, mean, scale, room, pacer);
  const coordinates = new Float64Array(rows * dimensions);
  const norms = new Float64Array(rows);
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    for (let i = 0; i < count; i++) {
      const at = i * room.stride;
      let norm = 0;
      for (let j = 0; j < columns; j++) {
        const x = (values[(from + i) * columns + j] as number) * scale - (mean[j] as number);
        room.block[at + j] = x;
        norm += x * x;
      }
      norms[from + i] = norm;
    }
    room.multiplyBlock();
    for (let i = 0; i < count; i++) {
      const at = (from + i) * dimensions;
      for (let d = 0; d < dimensions - 1; d++) {
        coordinates[at + d] = room.images[d * blockRows + i] as number;
      }
    }
    await pacer.did((count * columns * (dimensions + 16)) / 8);
    hooks.onProgress?.((from + count) / rows);
  }
  const largest = norms.reduce((most, norm) => Math.max(most, norm), 0);
  const residual = leastResidual * Math.sqrt(largest);
  for (let row = 0; row < rows; row++) {
    const at = row * dimensions;
    const rest = (norms[row] as number) - dotRuns(coordinates, at, coordinates, at, dimensions - 1);
    coordinates[at + dimensions - 1] = Math.max(0, Math.sqrt(Math.max(0, rest)) - residual);
  }
  return { dimensions, coordinates, error: errorOf(largest, columns), residual };
}

function errorOf(largestNorm: number, columns: number): number {
  return relativeError * (1 + columns / 64) * Math.sqrt(largestNorm);
}

/** Subspace iteration on evenly spaced rows, from a fixed random start: `room.basis` orthonormal to rounding. */
async function leadingDirections(
  { rows, columns, values }: Matrix,
  mean: Float64Array,
  scale: number,
  room: ProjectionRoom,
  pacer: Pacer,
): Promise<void> {
  const { sample, transposed, basis, stride, sampled } = room;
  const n = Math.min(rows, sampleRows);
  for (let i = 0; i < n; i++) {
    const from = Math.floor((i * rows) / n) * columns;
    for (let j = 0; j < columns; j++) {
      const x = (values[from + j] as number) * scale - (mean[j] as number);
      sample[i * stride + j] = x;
      transposed[j * sampled + i] = x;
    }
  }
  const rng = new Rng(0);
  for (let d = 0; d < room.dimensions; d++) {
    for (let j = 0; j < columns; j++) basis[d * stride + j] = rng.normal();
  }
  orthonormalise(basis, room.dimensions, stride, columns, rng);
  for (let step = 0; step < powerSteps; step++) {
    room.powerStep();
    orthonormalise(basis, room.dimensions, stride, columns, rng);
    await pacer.did(room.dimensions * columns * (n / 2 + 2 * room.dimensions));
  }
}

/** Memory for the products above, in vectors padded with zeros. */
class ProjectionRoom {
  readonly stride: number;
  readonly sampled: number;
  readonly sample: Float64Array;
  readonly transposed: Float64Array;
  readonly basis: Float64Array;
  readonly block: Float64Array;
  readonly images: Float64Array;
  private readonly kernels: Kernels;
  private readonly at: Record<'sample' | 'transposed' | 'basis' | 'block' | 'images' | 'weights', number>;

  constructor(
    rows: number,
    columns: number,
    readonly dimensions: number,
    target: KernelTarget,
  ) {
    const stride = Math.ceil(columns / 4) * 4;
    const sampled = Math.ceil(rows / 4) * 4;
    const layout = new Layout();
    this.at = {
      sample: layout.add(8 * sampled * stride),
      transposed: layout.add(8 * sampled * stride),
      basis: layout.add(8 * dimensions * stride),
      block: layout.add(8 * blockRows * stride),
      images: layout.add(8 * dimensions * blockRows),
      weights: layout.add(8 * dimensions * sampled),
    };
    const memory = openMemory(layout, target);
    const buffer = bufferOf(memory);
    this.kernels = kernelsOver(memory);
    this.stride = stride;
    this.sampled = sampled;
    this.sample = new Float64Array(buffer, this.at.sample, sampled * stride);
    this.transposed = new Float64Array(buffer, this.at.transposed, sampled * stride);
    this.basis = new Float64Array(buffer, this.at.basis, dimensions * stride);
    this.block = new Float64Array(buffer, this.at.block, blockRows * stride);
    this.images = new Float64Array(buffer, this.at.images, dimensions * blockRows);
  }

  /** basis ← basis · sampleᵀ · sample. */
  powerStep(): void {
    const { at, dimensions, sampled, stride } = this;
    this.kernels.products(at.basis, dimensions, at.sample, sampled, stride, false, at.weights);
    this.kernels.products(at.weights, dimensions, at.transposed, stride, sampled, false, at.basis);
  }

  /** images ← basis · blockᵀ. */
  multiplyBlock(): void {
    const { at, dimensions, stride } = this;
    this.kernels.products(at.basis, dimensions, at.block, blockRows, stride, false, at.images);
  }
}

/** Gram and Schmidt, twice; a direction that vanishes is replaced by a random one. */
function orthonormalise(
  vectors: Float64Array,
  count: number,
  stride: number,
  columns: number,
  rng: Rng,
): void {
  for (let i = 0; i < count; i++) {
    const at = i * stride;
    for (;;) {
      const before = Math.sqrt(dotRuns(vectors, at, vectors, at, columns));
      for (let pass = 0; pass < 2; pass++) {
        for (let u = 0; u < at; u += stride) {
          const along = dotRuns(vectors, u, vectors, at, columns);
          for (let j = 0; j < columns; j++) {
            vectors[at + j] = (vectors[at + j] as number) - along * (vectors[u + j] as number);
          }
        }
      }
      const length = Math.sqrt(dotRuns(vectors, at, vectors, at, columns));
      if (length > 1e-8 * before) {
        for (let j = 0; j < columns; j++) vectors[at + j] = (vectors[at + j] as number) / length;
        break;
      }
      for (let j = 0; j < columns; j++) vectors[at + j] = rng.normal();
    }
  }
}

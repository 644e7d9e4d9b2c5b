import type { NeighbourTable } from '../../compute/neighbourTable';
import type { Matrix } from '../../compute/matrix';
import { VectorBlock } from '../../compute/vectorBlock';
import { mindLikelihood, searchStalls, wholeMaximum } from './mindMl';

/** What DANCo knows of a data set: the dimension by nearest distances, and how angles between neighbours spread. */
export interface DancoStatistics {
  readonly dhat: number;
  /** Means over the points of direction and concentration of von Mises' law of their neighbours' angles. */
  readonly nu: number;
  readonly tau: number;
}

/** One number a point of each kind; NaN where a point has too few neighbours. */
export interface DancoPoints {
  /** ln(r_1 / r_{k+1}). */
  readonly logRatios: Float64Array;
  readonly nu: Float64Array;
  readonly tau: Float64Array;
}

export function dancoPoints(length: number): DancoPoints {
  const blank = (): Float64Array => new Float64Array(length).fill(NaN);
  return { logRatios: blank(), nu: blank(), tau: blank() };
}

/** One point at a time, in buffers that are used again. */
export class DancoAngles {
  private readonly vectors: VectorBlock;
  private readonly lengths: Float64Array;

  constructor(
    private readonly points: Matrix,
    readonly k: number,
  ) {
    this.vectors = new VectorBlock(k, points.columns);
    this.lengths = new Float64Array(k);
  }

  /**
   * Writes the numbers of point i to place i.
   *
   * @param neighbours rows of the k + 1 nearest that count; @param distances theirs.
   */
  measure(i: number, neighbours: Int32Array, distances: Float64Array, into: DancoPoints): void {
    const { vectors, lengths, k } = this;
    const { columns, values } = this.points;
    const { rows, stride, pairs, pairStride } = vectors;
    for (let j = 0; j < k; j++) {
      const from = (neighbours[j] as number) * columns;
      for (let c = 0; c < columns; c++) {
        rows[j * stride + c] = (values[from + c] as number) - (values[i * columns + c] as number);
      }
    }
    vectors.products();
    for (let j = 0; j < k; j++) lengths[j] = Math.sqrt(pairs[j * pairStride + j] as number);
    let cosines = 0;
    let sines = 0;
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < a; b++) {
        const product = pairs[a * pairStride + b] as number;
        const both = (lengths[a] as number) * (lengths[b] as number);
        const cosine = Math.max(-1, Math.min(1, product / both));
        cosines += cosine;
        sines += Math.sqrt(1 - cosine * cosine);
      }
    }
    const count = (k * (k - 1)) / 2;
    into.logRatios[i] = Math.log((distances[0] as number) / (distances[k] as number));
    into.nu[i] = Math.atan(sines / cosines);
    into.tau[i] = concentration(Math.hypot(cosines, sines) / count);
  }
}

/** The inverse of I1/I0 (Fisher 1993, "Statistical analysis of circular data", eq. 4.40). */
function concentration(eta: number): number {
  if (eta < 0.53) return 2 * eta + eta ** 3 + (5 * eta ** 5) / 6;
  if (eta < 0.85) return -0.4 + 1.39 * eta + 0.43 / (1 - eta);
  return 1 / (eta ** 3 - 4 * eta ** 2 + 3 * eta);
}

/** Which of a point's neighbours count: all, or those outside a group of points that is left out. */
export type Keep = (row: number) => boolean;

/**
 * The first k + 1 neighbours of point i that count, into the two arrays; whether there are so many.
 */
export function takeNeighbours(
  table: NeighbourTable,
  i: number,
  keep: Keep,
  rows: Int32Array,
  distances: Float64Array,
): boolean {
  let n = 0;
  for (let j = 0; j < table.k && n < rows.length; j++) {
    const row = table.indices[i * table.k + j] as number;
    if (!keep(row)) continue;
    rows[n] = row;
    distances[n++] = table.distances[i * table.k + j] as number;
  }
  return n === rows.length;
}

/**
 * The points' numbers made one. Points with neighbours at no distance, or all as far, do not count; among the angles,
 * nor do those whose neighbours lie in one direction.
 *
 * @param bound dhat is cut off there. @param stalls whether the search stays where scikit-dimension's does.
 */
export function summarise(
  { logRatios, nu, tau }: DancoPoints,
  k: number,
  bound: number,
  stalls: boolean,
  oneColumn: boolean,
): DancoStatistics {
  const logs = logRatios.filter((log) => log < 0 && log > -Infinity);
  const root = mindLikelihood(k).combine(logs);
  const start = stalls ? wholeMaximum(logs, k, root, bound) : 0;
  let [directions, concentrations, spread] = [0, 0, 0];
  for (let i = 0; i < logRatios.length; i++) {
    const [log, direction, own] = [logRatios[i] as number, nu[i] as number, tau[i] as number];
    if (!(log < 0 && log > -Infinity) || !Number.isFinite(direction + own)) continue;
    directions += direction;
    concentrations += own;
    spread++;
  }
  return {
    dhat: stalls && searchStalls(start, root) ? start : Math.min(bound, root),
    nu: directions / spread,
    // In one dimension angles are 0 or π, and the concentration has no meaning.
    tau: oneColumn ? 1 : concentrations / spread,
  };
}

import { MersenneTwister } from '../../base/mersenneTwister';
import { Rng } from '../../base/rng';
import type { Matrix } from '../../compute/matrix';
import { SingleThreadNeighbours } from '../../compute/nearestNeighbours';
import type { NeighbourBackend, NeighbourTable } from '../../compute/neighbourTable';
import { Pacer, type WorkHooks } from '../../compute/work';
import {
  DancoAngles,
  summarise,
  takeNeighbours,
  dancoPoints,
  type DancoPoints,
  type DancoStatistics,
} from './dancoStatistics';
import { besselRatio, digamma, lowerGamma } from './specialFunctions';

/** How the balls are drawn: by our generator, or as scikit-dimension draws and measures them. */
export const calibrations = ['philox', 'skdim'] as const;
export type Calibration = (typeof calibrations)[number];

/** The statistics of uniform balls of dimension 1, 2, 3 …, each as many points as the data. */
export class DancoBalls {
  private readonly rng: Rng;
  private readonly twister: MersenneTwister;

  constructor(
    private readonly rows: number,
    private readonly k: number,
    private readonly calibration: Calibration,
    seed: number,
    private readonly backend: NeighbourBackend = new SingleThreadNeighbours(),
  ) {
    this.rng = new Rng(seed).split(3);
    this.twister = new MersenneTwister(seed >>> 0);
  }

  /** Of the next dimension: they are to be asked for in order, since one generator draws them all. */
  measure(dimension: number, hooks: WorkHooks): Promise<DancoStatistics> {
    const ball = this.calibration === 'skdim' ? this.peersBall(dimension) : this.ball(dimension, this.rng);
    return this.statistics(ball, hooks);
  }

  /** Of another ball, the `draw`-th of its dimension: for how much the choice of balls matters. */
  redraw(dimension: number, draw: number, hooks: WorkHooks): Promise<DancoStatistics> {
    return this.statistics(this.ball(dimension, this.rng.split(draw).split(dimension)), hooks);
  }

  private async statistics(ball: Matrix, hooks: WorkHooks): Promise<DancoStatistics> {
    const { k } = this;
    const table = await this.backend.nearestNeighbours(ball, k + 1, hooks);
    const points = await measurePoints(ball, table, k, hooks);
    // scikit-dimension hands over k for the bound, where 2 d + 5 is computed: its balls have no more than k dimensions.
    const stalls = this.calibration === 'skdim';
    const bound = stalls ? k : 2 * ball.columns + 5;
    return summarise(points, k, bound, stalls, ball.columns === 1);
  }

  private ball(dimension: number, rng: Rng): Matrix {
    const values = new Float64Array(this.rows * dimension);
    for (let at = 0; at < values.length; at += dimension) {
      let square = 0;
      for (let c = at; c < at + dimension; c++) {
        const x = rng.normal();
        values[c] = x;
        square += x * x;
      }
      const factor = rng.uniform() ** (1 / dimension) / Math.sqrt(square);
      for (let c = at; c < at + dimension; c++) values[c] = (values[c] as number) * factor;
    }
    return { rows: this.rows, columns: dimension, values };
  }

  private peersBall(dimension: number): Matrix {
    const values = Float64Array.from({ length: this.rows * dimension }, () => this.twister.normal());
    for (let at = 0; at < values.length; at += dimension) {
      let square = 0;
      for (let c = at; c < at + dimension; c++) square += (values[c] as number) ** 2;
      const factor = lowerGamma(dimension / 2, square / 2) ** (1 / dimension) / Math.sqrt(square);
      for (let c = at; c < at + dimension; c++) values[c] = (values[c] as number) * factor;
    }
    return { rows: this.rows, columns: dimension, values };
  }
}

/** The numbers of every point, of its k + 1 nearest. */
export async function measurePoints(
  points: Matrix,
  table: NeighbourTable,
  k: number,
  hooks: WorkHooks,
): Promise<DancoPoints> {
  const angles = new DancoAngles(points, k);
  const rows = new Int32Array(k + 1);
  const distances = new Float64Array(k + 1);
  const pacer = new Pacer(hooks);
  const found = dancoPoints(points.rows);
  for (let i = 0; i < points.rows; i++) {
    if (takeNeighbours(table, i, () => true, rows, distances)) angles.measure(i, rows, distances, found);
    await pacer.did(k * k * points.columns);
  }
  return found;
}

/** The divergence of Kullback and Leibler of a ball's laws from the data's: eq. 11 for distances, 14 for angles. */
export function divergence(data: DancoStatistics, ball: DancoStatistics, k: number): number {
  const quotient = ball.dhat / data.dhat;
  let harmonic = 0;
  let sum = 0;
  let binomial = 1;
  for (let i = 0; i <= k; i++) {
    if (i > 0) {
      harmonic += 1 / i;
      binomial = (binomial * (k - i + 1)) / i;
    }
    sum += (i % 2 ? -binomial : binomial) * digamma(1 + i / quotient);
  }
  const distances = harmonic * quotient - Math.log(quotient) - (k - 1) * sum;
  const own = besselRatio(data.tau);
  const angles =
    besselRatio(ball.tau).logI0 - own.logI0 + own.ratio * (data.tau - ball.tau * Math.cos(data.nu - ball.nu));
  return distances + angles;
}

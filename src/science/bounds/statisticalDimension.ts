import type { Rng } from '../../base/rng';
import { Pacer, type WorkHooks } from '../../compute/work';
import { drawMinimiser, type QuadraticWell } from './quadraticWell';
import { WellCone } from './wellCone';

/** Normal vectors projected for each position of the minimiser. */
const perPosition = 8;

/** What projections of normal vectors say of the cones of a well, over random positions of its minimiser. */
export interface ConeStatistics {
  /** Positions of the minimiser, each its own cone. */
  readonly positions: number;
  readonly projections: number;
  /** The mean statistical dimension δ(C), from 0 to D. */
  readonly delta: number;
  readonly deltaError: number;
  /** The mean of ‖Π_C g‖: the cone's Gaussian width, to within what vectors of the polar cone add. */
  readonly width: number;
  readonly widthError: number;
  /** The standard deviation of δ from one position to another. */
  readonly deltaSpread: number;
  /** The standard deviation of the intrinsic volumes' index for one position: how sharp its transition is. */
  readonly transition: number;
  /** An estimate of each position's δ, drawn together so that they spread as δ does, without their errors. */
  readonly deltas: Float64Array;
  /** The width at each position, each with its own error. */
  readonly widths: Float64Array;
  /** The share of positions at which the start is in the sublevel set already. */
  readonly inside: number;
}

/**
 * The statistical dimension δ(C) = E‖Π_C g‖² of a well's cone (Amelunxen, Lotz, McCoy, Tropp 2014, "Living on the edge",
 * section 2), by Monte Carlo. As ‖Π_C(rg)‖² = r²‖Π_C g‖², and as length and direction of a normal vector are
 * independent, δ = D · E[‖Π_C g‖² / ‖g‖²]: the length's chance is taken out, which leaves less variance than either
 * ‖Π_C g‖² or D − ‖Π_{C°} g‖² has. ‖Π_C g‖² is distributed as chi-square with V degrees of freedom, V the index of the
 * cone's intrinsic volumes (McCoy and Tropp 2014, "From Steiner formulas for cones to concentration of intrinsic volumes"),
 * so that its variance is Var V + 2δ: the projections also tell the spread of V, which a random subspace's success follows.
 *
 * @param positions how many positions of the minimiser to draw, from 2.
 * @param minimiser where it is, in the Hessian's eigenvectors; in a random direction at the well's distance where it is left out.
 */
export async function coneStatistics(
  well: QuadraticWell,
  positions: number,
  rng: Rng,
  hooks: WorkHooks,
  minimiser?: Float64Array,
): Promise<ConeStatistics> {
  const size = well.eigenvalues.length;
  const pacer = new Pacer(hooks);
  const g = new Float64Array(size);
  const means = new Float64Array(positions);
  const widths = new Float64Array(positions);
  let squaresWithin = 0;
  let inside = 0;
  for (let p = 0; p < positions; p++) {
    const stream = rng.split(p);
    const cone = new WellCone(well, minimiser ?? drawMinimiser(well, stream.split(0)));
    if (cone.isWhole) inside++;
    const draws = stream.split(1);
    const values = new Float64Array(perPosition);
    for (let k = 0; k < perPosition; k++) {
      let squares = 0;
      for (let i = 0; i < size; i++) {
        const x = draws.normal();
        g[i] = x;
        squares += x * x;
      }
      const length = cone.squaredProjection(g);
      values[k] = (size * length) / squares;
      widths[p] = (widths[p] as number) + Math.sqrt(length) / perPosition;
      await pacer.did(size * workPerCoordinate);
    }
    const mean = values.reduce((sum, x) => sum + x, 0) / perPosition;
    means[p] = mean;
    squaresWithin += values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    hooks.onProgress?.((p + 1) / positions);
  }
  const { mean: delta, variance: ofMeans } = moments(means);
  const { mean: width, variance: ofWidths } = moments(widths);
  const within = squaresWithin / (positions * (perPosition - 1));
  const across = Math.max(0, ofMeans - within / perPosition);
  const shrink = ofMeans > 0 ? Math.sqrt(across / ofMeans) : 0;
  // Of one position: (1 + 2/D) Var(D Z) − 2δ(D − δ)/D is Var V, with Z = ‖Π_C g‖² / ‖g‖².
  const squaresOfDelta = delta * delta + across;
  const index = (1 + 2 / size) * within - 2 * (delta - squaresOfDelta / size);
  return {
    positions,
    projections: positions * perPosition,
    delta,
    deltaError: Math.sqrt(ofMeans / positions),
    width,
    widthError: Math.sqrt(ofWidths / positions),
    deltaSpread: Math.sqrt(across),
    transition: Math.sqrt(Math.max(0, index)),
    deltas: means.map((mean) => delta + shrink * (mean - delta)),
    widths,
    inside: inside / positions,
  };
}

/** What a projection costs for each coordinate, in multiply-adds: some twenty evaluations with two divisions each. */
const workPerCoordinate = 500;

/** What {@link coneStatistics} costs, in multiply-adds. */
export function coneCost(size: number, positions: number): number {
  return positions * perPosition * size * workPerCoordinate;
}

function moments(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

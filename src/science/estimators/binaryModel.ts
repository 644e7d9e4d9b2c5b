import { digamma, logGamma } from './specialFunctions';

/** Distances r, ascending, and the share of pairs at each. */
export interface DistanceLaw {
  readonly distances: Float64Array;
  readonly shares: Float64Array;
}

/** The dimension at distance r is d0 + d1 r. */
export interface BinaryFit {
  readonly d0: number;
  readonly d1: number;
  readonly divergence: number;
}

/**
 * The fit of least divergence (Kullback and Leibler) of the law P(r) ∝ C(d(r), r) 2^−d(r), d(r) = d0 + d1 r, from the
 * shares of distances. Fisher's scoring with damping; undefined where no start has a finite divergence.
 *
 * @param starts pairs (d0, d1) of which the best is taken.
 */
export function fitBinaryModel(
  law: DistanceLaw,
  starts: readonly (readonly [number, number])[],
): BinaryFit | undefined {
  let best: BinaryFit | undefined;
  for (const [d0, d1] of starts) {
    const found = divergence(law, d0, d1);
    if (Number.isFinite(found) && !(best !== undefined && best.divergence <= found)) {
      best = { d0, d1, divergence: found };
    }
  }
  if (best === undefined) return undefined;
  let damping = 1e-3;
  for (let step = 0; step < 500 && damping < 1e12; step++) {
    const { gradient, information } = score(law, best.d0, best.d1);
    const [a, b, c] = information;
    const [aDamped, cDamped] = [a * (1 + damping), c * (1 + damping)];
    const determinant = aDamped * cDamped - b * b;
    const move0: number = (cDamped * gradient[0] - b * gradient[1]) / determinant;
    const move1: number = (aDamped * gradient[1] - b * gradient[0]) / determinant;
    const d0: number = best.d0 - move0;
    const d1: number = best.d1 - move1;
    const next = divergence(law, d0, d1);
    if (Number.isFinite(next) && next <= best.divergence) {
      const small = Math.abs(move0) <= 1e-11 * Math.abs(d0) && Math.abs(move1) <= 1e-11;
      best = { d0, d1, divergence: next };
      damping /= 10;
      if (small) break;
    } else {
      damping *= 10;
    }
  }
  return best;
}

function divergence({ distances, shares }: DistanceLaw, d0: number, d1: number): number {
  const logs = logModel(distances, d0, d1);
  let sum = 0;
  shares.forEach((share, i) => {
    if (share > 0) sum += share * (Math.log(share) - (logs[i] as number));
  });
  return sum;
}

/** ln P(r); NaN where a dimension is not above r − 1. */
function logModel(distances: Float64Array, d0: number, d1: number): Float64Array {
  const logs = distances.map((r) => {
    const d = d0 + d1 * r;
    return d - r > -1 && d > -1
      ? logGamma(d + 1) - logGamma(r + 1) - logGamma(d - r + 1) - d * Math.LN2
      : NaN;
  });
  const greatest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  let total = 0;
  for (const log of logs) total += Math.exp(log - greatest);
  return logs.map((log) => log - greatest - Math.log(total));
}

/** The divergence's gradient, and the covariance of the logarithm's slopes under the model: (00, 01, 11). */
function score(
  { distances, shares }: DistanceLaw,
  d0: number,
  d1: number,
): { gradient: [number, number]; information: [number, number, number] } {
  const logs = logModel(distances, d0, d1);
  let [mean0, mean1, square00, square01, square11, data0, data1] = [0, 0, 0, 0, 0, 0, 0];
  distances.forEach((r, i) => {
    const d = d0 + d1 * r;
    const slope = digamma(d + 1) - digamma(d - r + 1) - Math.LN2;
    const p = Math.exp(logs[i] as number);
    mean0 += p * slope;
    mean1 += p * slope * r;
    square00 += p * slope * slope;
    square01 += p * slope * slope * r;
    square11 += p * slope * slope * r * r;
    data0 += (shares[i] as number) * slope;
    data1 += (shares[i] as number) * slope * r;
  });
  return {
    gradient: [mean0 - data0, mean1 - data1],
    information: [square00 - mean0 * mean0, square01 - mean0 * mean1, square11 - mean1 * mean1],
  };
}

import { distanceEstimator, lowerK } from './distanceEstimator';
import type { EstimatorInput } from './estimator';
import type { NeighbourStatistic } from './neighbourStatistic';
import { oneOf, whole } from './options';

/**
 * MiND_ML (Rozza, Lombardi, Ceruti, Casiraghi, Campadelli 2012, "Novel high intrinsic dimensionality estimators",
 * eq. 9 for MLi, the continuous maximum for MLk): the ratio rho = r_1 / r_{k+1} has the density
 * k d rho^(d−1) (1 − rho^d)^(k−1), and d maximises the likelihood of all points' ratios. The likelihood is concave, so
 * that its maximum is where its derivative vanishes; a point's value here is ln rho.
 */
export function mindLikelihood(k: number): NeighbourStatistic {
  return {
    neighbours: k + 1,
    jackknifeExcess: 1.65,
    value(logs) {
      const log = (logs[0] as number) - (logs[k] as number);
      return log < 0 ? log : NaN;
    },
    // From near by, two steps are enough for a jackknife.
    combine: (logs, near) => maximum(logs, k, near ?? 4, near === undefined ? 1e-9 : 1e-5),
  };
}

/** The whole number from 1 to `most` of the greatest likelihood (MLi), next to the continuous maximum. */
export function wholeMaximum(logs: Float64Array, k: number, maximumAt: number, most: number): number {
  const below = Math.min(most, Math.max(1, Math.floor(maximumAt)));
  const above = Math.min(most, below + 1);
  return logLikelihood(logs, k, above) > logLikelihood(logs, k, below) ? above : below;
}

/** Up to a constant. */
function logLikelihood(logs: Float64Array, k: number, d: number): number {
  let sum = logs.length * Math.log(d);
  for (const log of logs) sum += (d - 1) * log + (k - 1) * Math.log(-Math.expm1(d * log));
  return sum;
}

/**
 * Newton's method on the derivative times d, kept between bounds; NaN without points.
 *
 * @param enough the relative step after which no other is taken: it leaves an error of about its square.
 */
function maximum(logs: Float64Array, k: number, near: number, enough: number): number {
  if (logs.length === 0) return NaN;
  let low = 0;
  let high = Infinity;
  let d = near;
  for (let step = 0; step < 200; step++) {
    let value = logs.length;
    let slope = 0;
    for (const log of logs) {
      const t = d * log;
      const odds = 1 / Math.expm1(-t);
      value += t - (k - 1) * t * odds;
      slope += log - (k - 1) * log * odds * (1 + t * (1 + odds));
    }
    if (value > 0) low = d;
    else high = d;
    const newton = d - value / slope;
    const next = newton > low && newton < high ? newton : high === Infinity ? 2 * d : (low + high) / 2;
    if (Math.abs(next - d) <= (next === newton ? enough : 1e-14) * d) return next;
    d = next;
  }
  return d;
}

export const mindMlEstimator = distanceEstimator({
  id: 'mind-ml',
  options: {
    k: whole(20, 1, 500),
    D: whole(100, 1, 10000),
    version: oneOf(['MLk', 'MLi']),
    search: oneOf(['newton', 'skdim']),
  },
  applies: (name, { version }) => name !== 'search' || version === 'MLk',
  fit: (options, most) => lowerK(options, most - 1),
  neighbours: ({ k }) => k + 1,
  statistic: ({ k }) => mindLikelihood(k),
  adjust({ k, D, version, search }, { dimension, interval: [low, high] }, input) {
    const capped = (d: number): number => Math.min(d, D);
    const best =
      version === 'MLi' || search === 'skdim' ? wholeMaximum(mindRatios(input, k), k, dimension, D) : 0;
    const stays = version === 'MLi' || searchStalls(best, dimension);
    const found = stays ? best : capped(dimension);
    return { dimension: found, interval: [Math.min(found, capped(low)), Math.max(found, capped(high))] };
  },
  details: ({ k }) => ({ k }),
  warnings: ({ D }, { dimension }) =>
    dimension >= D
      ? [
          {
            fault: 'saturated',
            text: `The likelihood grows beyond D=${D}, where the search ends: the dimension is cut off.`,
          },
        ]
      : [],
  excludedBecause: 'their nearest and farthest neighbours are equally far, or the nearest is at no distance',
});

/** ln rho of every usable point. */
function mindRatios({ table, logs }: Pick<EstimatorInput, 'table' | 'logs'>, k: number): Float64Array {
  const ratios = new Float64Array(table.points);
  for (let i = 0; i < table.points; i++) {
    ratios[i] = (logs[i * table.k] as number) - (logs[i * table.k + k] as number);
  }
  return ratios.filter((log) => log < 0 && log > -Infinity);
}

/**
 * Whether scikit-dimension's search stays at the whole number it starts from. It is L-BFGS-B with bounds from 0, where
 * it sets likelihood and slope to −1e30: its first step down leads there, and back by an interpolation whose terms
 * cancel for a start of 1 or 2, so that it ends where it began.
 */
export function searchStalls(start: number, maximumAt: number): boolean {
  return (start === 1 || start === 2) && maximumAt < start;
}

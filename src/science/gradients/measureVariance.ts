import type { Rng } from '../../base/rng';
import { Pacer, type WorkHooks } from '../../compute/work';
import { studentQuantile } from '../estimators/quantiles';
import {
  gradientEstimators,
  scoreOf,
  slopeOf,
  type GradientEstimator,
  type GradientProblem,
  type PredictedVariance,
} from './gradientVariance';

export interface MeasuredVariance {
  readonly dimension: number;
  /** As in the prediction: the trace for one sample. */
  readonly variance: Readonly<Record<GradientEstimator, Spread>>;
}

/** A mean over batches with its standard error and 95 % interval. */
export interface Spread {
  readonly value: number;
  readonly error: number;
  readonly interval: readonly [number, number];
}

export const batches = 20;

/**
 * The variance of every estimator as samples show it: the exact gradient is not used, only what an optimiser would see. Draws come
 * in groups of K samples, one estimate of each group; the trace of the estimates' covariance, times K, within each of 20 batches of
 * groups, and Student's t over the batches.
 *
 * @param baselines the constants of the two constant baselines.
 * @param groups in each batch, at least 2.
 */
export async function measureVariance(
  problem: GradientProblem,
  dimension: number,
  { samples, groups }: { readonly samples: number; readonly groups: number },
  baselines: PredictedVariance['baselines'],
  rng: Rng,
  hooks: WorkHooks,
): Promise<MeasuredVariance> {
  const pacer = new Pacer(hooks);
  const { term, mean, deviation, offset } = problem;
  const score = scoreOf(problem);
  const slope = slopeOf(problem);
  const traces = gradientEstimators.map(() => new Float64Array(batches));
  const scores = new Float64Array(samples * dimension);
  const slopes = new Float64Array(dimension);
  const values = new Float64Array(samples);
  for (let batch = 0; batch < batches; batch++) {
    const own = rng.split(batch);
    const sums = gradientEstimators.map(() => new Float64Array(dimension));
    const squares = gradientEstimators.map(() => 0);
    for (let group = 0; group < groups; group++) {
      slopes.fill(0);
      for (let k = 0; k < samples; k++) {
        let value = offset;
        for (let i = 0; i < dimension; i++) {
          const noise = own.normal();
          const z = mean + deviation * noise;
          value += term.value(z);
          scores[k * dimension + i] = score(noise);
          slopes[i] = (slopes[i] as number) + slope(noise, z) / samples;
        }
        values[k] = value;
      }
      const total = values.reduce((sum, value) => sum + value, 0);
      gradientEstimators.forEach((name, e) => {
        const sum = sums[e] as Float64Array;
        for (let i = 0; i < dimension; i++) {
          let estimate = slopes[i] as number;
          if (name !== 'reparameterised') {
            estimate = 0;
            for (let k = 0; k < samples; k++) {
              const value = values[k] as number;
              const baseline = {
                score: 0,
                'mean-baseline': baselines.mean,
                'best-baseline': baselines.best,
                'leave-one-out': (total - value) / (samples - 1),
              }[name];
              estimate += ((value - baseline) * (scores[k * dimension + i] as number)) / samples;
            }
          }
          sum[i] = (sum[i] as number) + estimate;
          squares[e] = (squares[e] as number) + estimate * estimate;
        }
      });
      await pacer.did(samples * dimension * 60);
    }
    sums.forEach((sum, e) => {
      const ofMeans = sum.reduce((all, each) => all + each * each, 0) / groups;
      (traces[e] as Float64Array)[batch] =
        (samples * Math.max(0, (squares[e] as number) - ofMeans)) / (groups - 1);
    });
    hooks.onProgress?.((batch + 1) / batches);
  }
  const variance = Object.fromEntries(
    gradientEstimators.map((name, e) => [name, spreadOf(traces[e] as Float64Array)]),
  ) as Record<GradientEstimator, Spread>;
  return { dimension, variance };
}

function spreadOf(traces: Float64Array): Spread {
  const value = traces.reduce((sum, trace) => sum + trace, 0) / traces.length;
  const squares = traces.reduce((sum, trace) => sum + (trace - value) ** 2, 0);
  const error = Math.sqrt(squares / (traces.length - 1) / traces.length);
  const half = studentQuantile(traces.length - 1) * error;
  return { value, error, interval: [Math.max(0, value - half), value + half] };
}

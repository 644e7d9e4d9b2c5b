import { CodedError } from '../../base/errors';
import type { NeighbourTable } from '../../compute/neighbourTable';
import type { WorkHooks } from '../../compute/work';
import { finiteSampleWarning, fewPointsWarning } from './dimensionWarnings';
import type { DimensionEstimate, ScalePoint } from './estimate';
import type { EstimatorSpec } from './estimatorSpec';
import { gride } from './gride';
import { mle, mleCombinations } from './mle';
import {
  confidenceLevel,
  estimateFromNeighbours,
  type NeighbourEstimate,
  type NeighbourStatistic,
} from './neighbourStatistic';
import { pcaResamples, spectrumInterval, type Spectrum } from './pca';
import { pcaVersions } from './pcaVersions';
import { fittedRatios, twoNN } from './twonn';

/** Distinct points that a neighbour-based estimate needs at the least. */
export const leastPoints = 4;

/** Neighbours that N points can give each other and still lose a group of the jackknife. */
export function mostNeighbours(points: number): number {
  return points - 1 - Math.ceil(points / Math.min(50, points));
}

/** The neighbours that an estimator asks for, given N distinct points; 0 where it needs none. */
export function neighboursOf(spec: EstimatorSpec, points: number): number {
  if (spec.id === 'pca') return 0;
  return Math.min(spec.id === 'mle' ? Number(spec.options['k']) : 2, mostNeighbours(points));
}

/** One TwoNN or MLE estimate of the points behind the table. Throws `estimate.impossible`. */
export async function estimateLocally(
  spec: EstimatorSpec,
  table: NeighbourTable,
  logs: Float64Array,
  seed: number,
  hooks: WorkHooks,
): Promise<DimensionEstimate> {
  const k = neighboursOf(spec, table.points);
  const warnings: string[] = [];
  const wanted = Number(spec.options['k'] ?? 2);
  if (k < wanted)
    warnings.push(`k was lowered from ${wanted} to ${k}: there are only ${table.points} distinct points.`);
  else if (spec.id === 'mle' && k > table.points / 20) {
    warnings.push(`k=${k} is a large share of ${table.points} points: the neighbourhoods are hardly local.`);
  }
  const unbiased = spec.options['unbiased'] === true;
  if (unbiased && k < 3) throw impossible(spec, 'the unbiased form needs 3 neighbours');
  const statistic =
    spec.id === 'twonn'
      ? twoNN({ discard: Number(spec.options['discard']) })
      : mle({
          k,
          combine: mleCombinations.find((word) => word === spec.options['combine']) ?? 'harmonic',
          unbiased,
        });
  const found = await estimateFromNeighbours(table, logs, statistic, seed, hooks);
  if (found.used < leastPoints) {
    throw impossible(spec, `only ${found.used} points have no neighbour at distance zero`);
  }
  if (!isSound(found)) {
    throw impossible(spec, 'the nearest neighbours of most points are equally far, as on a grid');
  }
  if (found.excluded > 0) {
    warnings.push(
      `${found.excluded} points were left out: their distance to another row is too small for a double.`,
    );
  }
  const ties = spec.id === 'twonn' ? equalPairs(table) : 0;
  if (ties > 0.05 * table.points) {
    warnings.push(
      `${ties} points have two equally near neighbours: values are rounded coarsely, which biases TwoNN.`,
    );
  }
  for (const warning of [finiteSampleWarning(found.dimension, found.used), fewPointsWarning(found.used)]) {
    if (warning !== undefined) warnings.push(warning);
  }
  return {
    estimator: spec.id,
    key: spec.key,
    variant: spec.id === 'mle' ? spec.variant.replace(`k=${wanted}`, `k=${k}`) : spec.variant,
    dimension: found.dimension,
    interval: [...found.interval],
    level: confidenceLevel,
    intervalMethod: `delete-a-group jackknife, ${found.groups} groups`,
    details: {
      points: found.used,
      ...(spec.id === 'twonn'
        ? { fitted: fittedRatios(found.used, Number(spec.options['discard'])) }
        : { k }),
      standardError: found.standardError,
      independentStandardError: found.independentError,
      excluded: found.excluded,
    },
    warnings,
  };
}

/** One PCA estimate. Throws `estimate.impossible` where no column varies. */
export function estimateLinearly(spec: EstimatorSpec, found: Spectrum): DimensionEstimate {
  const total = found.values.reduce((sum, x) => sum + x, 0);
  if (!(total > 0)) throw impossible(spec, 'no column varies');
  const version = pcaVersions.find((word) => word === spec.options['version']) ?? 'FO';
  const { dimension, interval } = spectrumInterval(found, version, Number(spec.options['alpha']));
  return {
    estimator: 'pca',
    key: spec.key,
    variant: spec.variant,
    dimension,
    interval,
    level: confidenceLevel,
    intervalMethod: `multiplier bootstrap of the eigenvalues, ${pcaResamples} resamples`,
    details: {
      /** Share of the variance along each of the first axes. */
      shares: Array.from(found.values.subarray(0, 64), (x) => x / total),
      explained: found.values.subarray(0, Math.round(dimension)).reduce((sum, x) => sum + x, 0) / total,
      eigenvalues: found.values.length,
    },
    warnings:
      dimension >= found.values.length && found.values.length > 1
        ? ['Every eigenvalue counts: the dimension may be limited by the number of rows or columns.']
        : [],
  };
}

/** Neighbour ranks (1, 2), (2, 4), (4, 8) … of the scale curve, for N points. */
export function scaleRanks(points: number): number[] {
  const most = Math.min(64, mostNeighbours(points));
  return [1, 2, 4, 8, 16, 32].filter((n1) => 2 * n1 <= most);
}

/** A point of the scale curve; undefined where the equation has no solution. */
export async function scalePoint(
  n1: number,
  table: NeighbourTable,
  logs: Float64Array,
  seed: number,
  hooks: WorkHooks,
): Promise<ScalePoint | undefined> {
  const n2 = 2 * n1;
  const statistic: NeighbourStatistic = gride(n1, n2);
  const found = await estimateFromNeighbours(table, logs, statistic, seed, hooks);
  if (!isSound(found)) return undefined;
  let scale = 0;
  for (let i = 0; i < table.points; i++) {
    scale += (table.distances[i * table.k + n2 - 1] as number) / table.points;
  }
  return { n1, n2, scale, dimension: found.dimension, interval: [...found.interval] };
}

function isSound(found: NeighbourEstimate): boolean {
  return found.dimension > 0 && found.interval.every(Number.isFinite);
}

function equalPairs({ points, k, distances }: NeighbourTable): number {
  let n = 0;
  for (let i = 0; i < points; i++) if (distances[i * k] === distances[i * k + 1]) n++;
  return n;
}

function impossible(spec: EstimatorSpec, reason: string): CodedError {
  return new CodedError('estimate.impossible', `${spec.key} has no estimate: ${reason}.`, {
    remedy: 'Give more distinct points, or leave this estimator out.',
  });
}

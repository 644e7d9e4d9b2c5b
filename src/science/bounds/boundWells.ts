import type { Rng } from '../../base/rng';
import type { WorkHooks } from '../../compute/work';
import { chainCost, exactThresholds, type ChainEnd } from './exactThresholds';
import { gordonThreshold } from './gordonBound';
import { kinematicRange, predictedSuccess } from './kinematicFormula';
import { normalReach } from './normalLaw';
import { publishedThreshold } from './publishedWidth';
import { drawMinimiser, type QuadraticWell } from './quadraticWell';
import { coneStatistics, type ConeStatistics } from './statisticalDimension';
import { measuredThreshold, successCurve } from './successCurve';
import type { WellBounds } from './wellBounds';

/** Streams of chance: the cones', the chains'. */
const cones = 0;
const chains = 1;
/** Points of a predicted curve. */
const curvePoints = 81;

/** One distance and one level, of the wells that share a spectrum. */
export interface WellRequest {
  readonly key: string;
  readonly distance: number;
  readonly level: number;
}

/** How a chain is built, for all wells of a spectrum at once, and what one costs in multiply-adds. */
export interface ChainPlan {
  readonly end: ChainEnd;
  readonly cost: number;
}

/** The predictions of a well, without what is measured. */
export interface WellPrediction {
  readonly well: QuadraticWell & WellRequest;
  readonly cone: ConeStatistics;
}

/** The cone of a well at `samples` directions of its minimiser. The same directions for the same generator. */
export async function predictWell(
  eigenvalues: Float64Array,
  request: WellRequest,
  samples: number,
  rng: Rng,
  hooks: WorkHooks,
): Promise<WellPrediction> {
  const well = { eigenvalues, ...request };
  return { well, cone: await coneStatistics(well, samples, rng.split(cones), hooks) };
}

/** The end to build chains from: whichever reaches all the predicted thresholds with fewer columns. */
export function planChains(predictions: readonly WellPrediction[]): ChainPlan {
  const eigenvalues = predictions[0]?.well.eigenvalues ?? new Float64Array(0);
  const rank = eigenvalues.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  const ranges = predictions.map(({ cone }) => {
    const middle = eigenvalues.length - cone.delta;
    const spread = 2 * Math.hypot(cone.deltaSpread, cone.transition) + 2;
    return [middle - spread, middle + spread] as const;
  });
  const up = Math.min(rank, Math.max(0, ...ranges.map(([, high]) => high)));
  const down = Math.min(rank, Math.max(0, ...ranges.map(([low]) => rank - low)));
  return up <= down
    ? { end: 'smallest', cost: chainCost(rank, up) }
    : { end: 'largest', cost: chainCost(rank, down) };
}

/**
 * The least dimension that reaches each well's level, for chains of nested random subspaces, each with a direction of the
 * minimiser of its own. One chain serves every well: the loss over it, as a share, knows neither distance nor level.
 *
 * @returns for each well, one threshold a chain, ascending.
 */
export async function measureWells(
  predictions: readonly WellPrediction[],
  plan: ChainPlan,
  samples: number,
  rng: Rng,
  hooks: WorkHooks,
): Promise<Int32Array[]> {
  const eigenvalues = predictions[0]?.well.eigenvalues ?? new Float64Array(0);
  const reach = predictions.map(({ well }) => (2 * well.level) / well.distance ** 2);
  const found = predictions.map(() => new Int32Array(samples));
  const stream = rng.split(chains);
  for (let i = 0; i < samples; i++) {
    const own = stream.split(i);
    const direction = drawMinimiser({ eigenvalues, distance: 1, level: 1 }, own.split(0));
    const thresholds = await exactThresholds(eigenvalues, direction, reach, {
      end: plan.end,
      rng: own.split(1),
      hooks: { signal: hooks.signal, breathe: hooks.breathe },
    });
    thresholds.forEach((threshold, w) => (found[w] as Int32Array).fill(threshold, i, i + 1));
    hooks.onProgress?.((i + 1) / samples);
  }
  return found.map((thresholds) => thresholds.sort());
}

/** All that is said of one well: what was measured beside the three predictions, each with its uncertainty. */
export function summariseWell(
  { well, cone }: WellPrediction,
  thresholds: Int32Array,
  confidence: number,
): WellBounds {
  const size = well.eigenvalues.length;
  const doubt = 1 - confidence;
  const z = normalReach(confidence);
  const reach = z * cone.widthError;
  const shifted = (by: number): number =>
    gordonThreshold(
      size,
      cone.widths.map((width) => Math.max(0, width + by)),
      0.5,
    );
  const bound = shifted(0);
  const { threshold, interval } = measuredThreshold(thresholds, confidence);
  const sharp = size - cone.delta;
  const half = z * cone.deltaError;
  return {
    key: well.key,
    distance: well.distance,
    level: well.level,
    dimension: size,
    inside: cone.inside,
    thresholds: [...thresholds],
    threshold,
    interval,
    confidence,
    curve: successCurve(thresholds, confidence),
    sharp: { dimension: sharp, interval: [Math.max(0, sharp - half), Math.min(size, sharp + half)] },
    delta: { value: cone.delta, error: cone.deltaError },
    deltaSpread: cone.deltaSpread,
    transition: cone.transition,
    projections: cone.projections,
    kinematic: kinematicRange(size, cone.deltas, doubt),
    predicted: predictedCurve(size, cone),
    published: publishedThreshold(well),
    gordon: {
      width: { value: cone.width, error: cone.widthError },
      threshold: bound,
      interval: [shifted(reach), shifted(-reach)],
      sure: gordonThreshold(size, cone.widths, doubt),
      vacuous: bound === 0,
    },
  };
}

/** The predicted curve where it rises. */
function predictedCurve(size: number, cone: ConeStatistics): WellBounds['predicted'] {
  const centre = size - cone.delta;
  const half = 4 * Math.hypot(cone.deltaSpread, cone.transition) + 1;
  const low = Math.max(0, centre - half);
  const high = Math.min(size, centre + half);
  return Array.from({ length: curvePoints }, (_, i) => {
    const d = low + ((high - low) * i) / (curvePoints - 1);
    return { d, success: predictedSuccess(size, d, cone.deltas, cone.transition) };
  });
}

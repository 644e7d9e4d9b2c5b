import { z } from 'zod';
import { isOverall } from '../estimators/dimensionWarnings';
import type { DimensionEstimate, Fault } from '../estimators/estimate';
import { normal975 } from '../estimators/pairCounts';
import { normalDistribution } from '../estimators/specialFunctions';

/** One dimension from several estimates, with all that is needed to judge how it was formed. */
export const consensusSchema = z.object({
  dimension: z.number(),
  /** Two-sided, at `level`; holds `dimension`. */
  interval: z.tuple([z.number(), z.number()]),
  level: z.number(),
  /** `at-least` where estimates behind it are known to be biased low. */
  reading: z.enum(['value', 'at-least']),
  /** How it was formed, a sentence. */
  method: z.string(),
  /** Keys of the estimates behind it, in the order asked for. */
  from: z.array(z.string()),
  /** Those that do not count, and why: a clause. */
  leftOut: z.array(
    z.object({
      key: z.string(),
      because: z.string(),
      /** Its number is in doubt, rather than of another kind. Absent in results of versions before. */
      doubted: z.boolean().optional(),
    }),
  ),
  warnings: z.array(z.string()),
});
export type Consensus = z.infer<typeof consensusSchema>;

const level = 0.95;

/** Those that look at the directions of neighbours, which hold out longer in high dimension than distances do. */
const seesAngles: ReadonlySet<string> = new Set(['ess', 'danco', 'lpca']);

/** Those that look at samples of the points, fewer than there are. */
const seesSamples: ReadonlySet<string> = new Set(['ph']);

const distanceReason = 'distances alone read low here: there are too few points for so high a dimension';

const reasons: Readonly<Record<Fault, string>> = {
  'finite-sample': distanceReason,
  saturated: 'the search ended at its bound',
  'few-neighbours': 'too few neighbours for so high a dimension',
  'not-local': 'neighbourhoods that are a large share of the data',
  rounded: 'values are rounded coarsely',
  rough: 'too few pairs, or a law that fits badly',
};

const overallReason =
  'where all points are looked at once, curvature counts as dimension: an upper bound rather than another estimate';

/**
 * The consensus of estimates of one data set: the median of those that nothing tells against, its interval the central
 * 95 % of the equal-weight mixture of their laws (the linear opinion pool: Stone 1961, "The opinion pool"; Genest and
 * Zidek 1986, "Combining probability distributions: a critique and an annotated bibliography"), each taken as normal in the logarithm on either side
 * of its estimate. The mixture is as wide as the estimators disagree, and does not narrow as more of them are asked:
 * they have seen the same points. Variants of one estimator share its weight.
 *
 * Estimators that look at distances alone read low where points are too few for the dimension. Where one of them is
 * warned of that, those that look at angles too (ESS, DANCo, local PCA) form the consensus, if there are two kinds of
 * them; else it is made of all, and to be read as a lower bound.
 *
 * @returns undefined where no estimate is left to form it.
 */
export function consensus(estimates: readonly DimensionEstimate[]): Consensus | undefined {
  const sound = estimates.filter(
    ({ dimension, interval }) => dimension > 0 && interval.every((end) => end > 0 && Number.isFinite(end)),
  );
  const usable = sound.filter(
    (estimate) => !isOverall(estimate) && (estimate.faults ?? []).every((fault) => fault === 'finite-sample'),
  );
  const distances = usable.filter(({ estimator }) => !seesAngles.has(estimator));
  const angles = usable.filter(({ estimator }) => seesAngles.has(estimator));
  // Where one of them finds more than the points can show, those that find less are biased as much or more. One that
  // looks at samples alone says this of its samples: it tells of itself, and of others only where there are none.
  const atAllPoints = distances.filter(({ estimator }) => !seesSamples.has(estimator));
  const readLow = (atAllPoints.length > 0 ? atAllPoints : distances).some(
    ({ faults }) => faults !== undefined,
  );
  const unbiased = readLow ? usable : usable.filter(({ faults }) => faults === undefined);
  const chosen = readLow && kindsOf(angles) > 1 ? angles : unbiased;
  if (chosen.length === 0) return undefined;
  const reading = readLow && chosen !== angles ? 'at-least' : 'value';
  const voices = weigh(chosen);
  const families = kindsOf(chosen);
  const from = chosen.map(({ key }) => key);
  return {
    dimension: median(voices),
    interval: [poolQuantile(voices, (1 - level) / 2), poolQuantile(voices, (1 + level) / 2)],
    level,
    reading,
    method: describeMethod(from, families, chosen.length > families),
    from,
    leftOut: estimates
      .filter((estimate) => !chosen.includes(estimate))
      .map((estimate) => ({
        ...{ key: estimate.key, because: reasonAgainst(estimate) },
        ...(isOverall(estimate) ? {} : { doubted: true }),
      })),
    warnings: doubts(chosen, families, reading),
  };
}

interface Voice {
  readonly estimate: DimensionEstimate;
  readonly weight: number;
}

/** Every family of estimators weighs the same, its members share. In order of their dimensions. */
function weigh(estimates: readonly DimensionEstimate[]): Voice[] {
  const sizes = new Map<string, number>();
  for (const estimate of estimates) {
    const family = familyOf(estimate);
    sizes.set(family, (sizes.get(family) ?? 0) + 1);
  }
  return estimates
    .map((estimate) => ({ estimate, weight: 1 / (sizes.get(familyOf(estimate)) ?? 1) / sizes.size }))
    .sort((a, b) => a.estimate.dimension - b.estimate.dimension);
}

function kindsOf(estimates: readonly DimensionEstimate[]): number {
  return new Set(estimates.map(familyOf)).size;
}

/** Gride of the two nearest neighbours is TwoNN by maximum likelihood, and that is TwoNN but for the fit. */
function familyOf({ estimator, key }: DimensionEstimate): string {
  return estimator === 'twonn-ml' || key === 'gride' ? 'twonn' : estimator;
}

/** The weighted median; where it falls between two estimates, their geometric mean. */
function median(voices: readonly Voice[]): number {
  let below = 0;
  for (const [i, { estimate, weight }] of voices.entries()) {
    below += weight;
    if (below < 0.5 - 1e-9) continue;
    const next = voices[i + 1];
    return below > 0.5 + 1e-9 || next === undefined
      ? estimate.dimension
      : Math.sqrt(estimate.dimension * next.estimate.dimension);
  }
  return NaN;
}

/** Where the mixture's distribution function reaches `share`; by bisection in the logarithm, to 1e-12 relative. */
function poolQuantile(voices: readonly Voice[], share: number): number {
  const ends = voices.flatMap(({ estimate }) => estimate.interval);
  let low = Math.log(Math.min(...ends)) - 1;
  let high = Math.log(Math.max(...ends)) + 1;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (poolDistribution(voices, middle) < share) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

function poolDistribution(voices: readonly Voice[], logDimension: number): number {
  let sum = 0;
  for (const { estimate, weight } of voices) {
    const { dimension, interval } = estimate;
    const apart = logDimension - Math.log(dimension);
    const width = Math.abs(Math.log(interval[apart < 0 ? 0 : 1] / dimension)) / normal975;
    // A count without uncertainty is a step.
    sum += weight * (width > 0 ? normalDistribution(apart / width) : apart < 0 ? 0 : 1);
  }
  return sum;
}

function describeMethod(from: readonly string[], families: number, shared: boolean): string {
  if (from.length === 1) return `The estimate of ${from[0]}, the only one left.`;
  const counted = shared ? `, of ${families} kinds that weigh the same` : '';
  return (
    `The median of ${from.length} estimates (${from.join(', ')})${counted}; the interval is the central 95 % of the ` +
    `mixture of their intervals (linear opinion pool).`
  );
}

function reasonAgainst(estimate: DimensionEstimate): string {
  if (isOverall(estimate)) return overallReason;
  const [fault] = (estimate.faults ?? []).filter((each) => each !== 'finite-sample');
  if (fault !== undefined) return reasons[fault];
  return estimate.interval.every((end) => end > 0) ? distanceReason : 'no interval that could be pooled';
}

function doubts(
  chosen: readonly DimensionEstimate[],
  families: number,
  reading: Consensus['reading'],
): string[] {
  const said: string[] = [];
  if (reading === 'at-least') {
    said.push(
      'Estimates behind the consensus are biased low for want of points: read it as a lower bound. ' +
        'ESS and DANCo, which look at angles too, hold out longer.',
    );
  }
  if (families === 1) {
    said.push('The consensus rests on one kind of estimator: ask for others to see whether they agree.');
  }
  const sorted = [...chosen].sort((a, b) => a.dimension - b.dimension);
  const [least, greatest] = [sorted.at(0), sorted.at(-1)];
  if (least && greatest && greatest.interval[0] > least.interval[1]) {
    const ratio = greatest.dimension / least.dimension;
    if (ratio > 1.2) {
      said.push(
        `The estimates behind the consensus do not agree: ${least.key} finds ${least.dimension.toPrecision(3)}, ` +
          `${greatest.key} ${greatest.dimension.toPrecision(3)}, ${ratio.toFixed(1)} times as much and beyond their ` +
          `intervals. Read its interval, not its middle.`,
      );
    }
  }
  return said;
}

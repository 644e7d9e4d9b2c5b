import type { NeighbourTable } from '../../compute/neighbourTable';
import { Pacer, type WorkHooks } from '../../compute/work';
import { Rng } from '../../base/rng';
import type { SumForm } from './withoutGroups';

/** Random splits into two halves: the degrees of freedom of the variance that comes of them, nearly. */
const splits = 50;
/** Standard deviations that a point's neighbours in its own half may be short of half of them all; others are left out. */
const certainty = 2;

/** What is made of a half: a value a point, from sums of its distances, and the estimate from these. */
export interface HalfStatistic {
  readonly ofSum?: SumForm;
  combine(values: Float64Array): number;
}

/**
 * How a statistic of many neighbours finds its variance, where the neighbourhoods are so large a share of the points that
 * much of it is how places differ, of which the jackknife's excess knows nothing.
 */
export interface HalfSamples {
  /** The statistic of so many neighbours; with a form of sums. */
  readonly ofNeighbours: (k: number) => HalfStatistic;
  /** The part of the variance of the estimate that is chance within neighbourhoods, from the points' values. */
  readonly noise: (values: Float64Array) => number;
}

/**
 * The variance of an estimate from half samples (McCarthy 1969, "Pseudo-replication: half samples", without strata): the
 * halves of a random split are independent, so that the squared difference of their estimates, over four, is half the
 * variance of a half's. A half has half of the neighbours as well, so that its neighbourhoods are as large. What comes
 * of places then has twice the variance in a half, and what is chance within neighbourhoods four times, or in
 * proportion where fewer than half of them can be had; it is known, and its surplus taken off. It cannot be more than
 * all.
 *
 * @param k neighbours of the whole estimate. @param known neighbours of each point that the table is sure to hold.
 * @param values of the whole estimate, usable ones.
 */
export async function halfSampleVariance(
  table: NeighbourTable,
  { ofNeighbours, noise }: HalfSamples,
  k: number,
  known: number,
  values: Float64Array,
  seed: number,
  hooks: WorkHooks,
): Promise<number> {
  const likely = Math.floor(known / 2 - (certainty * Math.sqrt(known)) / 2);
  const fewer = Math.max(2, Math.min(Math.round(k / 2), likely));
  const statistic = ofNeighbours(fewer);
  const { ofSum } = statistic;
  if (ofSum === undefined) return NaN;
  const rng = new Rng(seed).split(5);
  const halves = [new Float64Array(table.points), new Float64Array(table.points)] as const;
  const pacer = new Pacer(hooks);
  let squares = 0;
  let counted = 0;
  for (let split = 0; split < splits; split++) {
    divide(halves, rng);
    const [first, second] = halves.map((half) =>
      statistic.combine(valuesWithin(table, half, fewer, known, ofSum)),
    );
    const apart = (first ?? NaN) - (second ?? NaN);
    if (Number.isFinite(apart)) {
      squares += apart * apart;
      counted++;
    }
    await pacer.did(table.points * (known + 20));
  }
  const ofHalves = squares / counted / 4;
  const surplus = k / fewer;
  return Math.max(ofHalves - (surplus - 1) * noise(values), ofHalves / surplus);
}

/** Marks a random half of the points by ones, and the others in the other list; of an odd number, the first has one less. */
function divide([first, second]: readonly [Float64Array, Float64Array], rng: Rng): void {
  const points = first.length;
  first.fill(0);
  first.fill(1, 0, points >> 1);
  for (let i = points - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [first[i], first[j]] = [first[j] as number, first[i] as number];
  }
  for (let i = 0; i < points; i++) second[i] = 1 - (first[i] as number);
}

/** The finite values of the points of a half, of their nearest within it; without those that have too few there. */
function valuesWithin(
  { points, k: row, indices, distances }: NeighbourTable,
  half: Float64Array,
  fewer: number,
  known: number,
  { value }: SumForm,
): Float64Array {
  const found = new Float64Array(points);
  let n = 0;
  for (let i = 0; i < points; i++) {
    if (half[i] === 0) continue;
    let [sum, taken, at] = [0, 0, i * row];
    const end = at + known;
    // Which half a neighbour is in cannot be foretold: a product takes less time than a jump would.
    for (; at < end && taken < fewer; at++) {
      const counts = half[indices[at] as number] as number;
      sum += counts * (distances[at] as number);
      taken += counts;
    }
    const own = taken === fewer ? value(sum, distances[at - 1] as number) : NaN;
    if (Number.isFinite(own)) found[n++] = own;
  }
  return found.subarray(0, n);
}

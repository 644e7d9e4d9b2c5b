import { meanOf, type Combination } from './combine';

/** Points' own dimensions, and what some of them owe to each of their neighbours. */
export interface PointPulls {
  /** One dimension a point; not finite where the point has none. */
  readonly values: Float64Array;
  /** Neighbours that each value was made from. */
  readonly k: number;
  /** Points drawn at random, or all. */
  readonly centres: Int32Array;
  /** `centres × k`: their neighbours, in any order. */
  readonly neighbours: Int32Array;
  /** `centres × k`: how much larger a value is than without that neighbour, the next nearest in its place. */
  readonly pulls: Float64Array;
  /** Of every centre's value, the sum over the pairs of its neighbours of how much each pair alone sways it, squared. */
  readonly pairNoise: Float64Array;
}

/**
 * How many times the jackknife over points counts the variance that is chance within neighbourhoods, and how many times
 * the jackknife k times the pairs' noise is where all variance is of that kind. Both are means over ten spheres, whose
 * places are all alike (2 to 15 dimensions, k of 30 to 100, 500 and 1,000 points, both versions of ESS): of 1.8 to 3.5,
 * part of which is that the variance of 100 to 200 estimates is itself known to a tenth or so, and of 2.1 to 2.7.
 */
const countedTimes = 2.5;
const pairShare = 2.3;

/**
 * The standard error of a combination of the points' dimensions, by the jackknife that takes out one point at a time
 * with all it does to its neighbours' values. That counts rightly what differs from place to place, and more than once
 * what is chance within neighbourhoods (Efron and Stein 1981, "The jackknife estimate of variance"): its share is told
 * from how noisy the pairs are, and the surplus taken off.
 */
export function errorFromPulls(
  { values, k, centres, neighbours, pulls, pairNoise }: PointPulls,
  dimension: number,
  combine: Combination,
): number {
  const { weights, own: influence } = linearise(values, dimension, combine);
  const share = centres.length / values.length;
  let [noise, squares] = [0, 0];
  for (const [c, centre] of centres.entries()) {
    const weight = (weights[centre] as number) / share;
    if (weight === 0) continue;
    for (let j = 0; j < k; j++) {
      const at = neighbours[c * k + j] as number;
      const pull = weight * (pulls[c * k + j] as number);
      influence[at] = (influence[at] as number) + pull;
      squares += pull * pull;
    }
    noise += weight * weight * share * (pairNoise[c] as number);
  }
  const centre = meanOf(influence);
  let all = 0;
  for (const each of influence) all += (each - centre) ** 2;
  // Of centres that were drawn, which were drawn is a part of it.
  const jackknife = Math.max(all - (1 - share) * squares, all / 100);
  const surplus = ((countedTimes - 1) / countedTimes / pairShare) * k * noise;
  return Math.sqrt(Math.max(jackknife - surplus, jackknife / countedTimes));
}

/** How a combination moves, to first order: `weights` by each value, `own` by each point's being there at all. */
interface Linear {
  readonly weights: Float64Array;
  readonly own: Float64Array;
}

function linearise(values: Float64Array, dimension: number, combine: Combination): Linear {
  const usable = values.filter(Number.isFinite);
  const n = usable.length;
  const each = (of: (d: number) => number): Float64Array =>
    values.map((d) => (Number.isFinite(d) ? of(d) : 0));
  switch (combine) {
    case 'mean':
      return { weights: each(() => 1 / n), own: each((d) => (d - dimension) / n) };
    case 'harmonic':
      return {
        weights: each((d) => (dimension / d) ** 2 / n),
        own: each((d) => ((d - dimension) * dimension) / d / n),
      };
    case 'median': {
      // Values near the median alone can move it: those in a kernel as wide as Silverman's rule has it.
      const centre = meanOf(usable);
      const spread = Math.sqrt(meanOf(usable.map((d) => (d - centre) ** 2)));
      const width = 1.06 * spread * n ** -0.2;
      const near = each((d) => (width > 0 ? Math.exp(-0.5 * ((d - dimension) / width) ** 2) : 1));
      const sum = near.reduce((total, share) => total + share, 0);
      // Half of all points over n times the density at the median, which the kernel gives.
      const reach = (Math.sqrt(Math.PI / 2) * width) / sum;
      return {
        weights: near.map((share) => share / sum),
        own: each((d) => Math.sign(d - dimension) * reach),
      };
    }
  }
}

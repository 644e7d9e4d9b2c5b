import type { Matrix } from '../../compute/matrix';
import { Pacer, type WorkHooks } from '../../compute/work';
import { fitBinaryModel, type BinaryFit, type DistanceLaw } from './binaryModel';
import { fewPointsWarning } from './dimensionWarnings';
import { defineEstimator, type Doubt } from './estimator';
import { impossible } from './impossible';
import { jackknifeError, randomGroups } from './neighbourStatistic';
import { real } from './options';
import { studentQuantile } from './quantiles';

const mostGroups = 50;
const leastDistances = 3;

/**
 * The binary intrinsic dimension (Acevedo, Rodriguez, Laio 2025, "Unsupervised detection of semantic correlations in
 * big data", eq. 3 to 5; DADApy's `BID`): Hamming distances r between spins that are independent but for a dimension
 * that grows with the scale, d(r) = d0 + d1 r, have the law P(r) ∝ C(d(r), r) 2^−d(r). Fitted to the pairs from the
 * quantile `alphamin` of distances to the quantile `alphamax`; the dimension is d0, that at scale nought. Columns have
 * two values; repeated rows are points of their own.
 */
export const hammingEstimator = defineEstimator({
  id: 'hamming',
  options: { alphamin: real(0, 0, 0.99), alphamax: real(0.2, 0.001, 1) },
  conflict: ({ alphamin, alphamax }) =>
    alphamin < alphamax
      ? undefined
      : `hamming needs alphamin below alphamax; ${alphamin} and ${alphamax} are not.`,
  needs: () => ({ neighbours: 0, spectrum: false, distinct: false }),
  cost: (_options, { points, columns }) => (points * points * (columns / 8 + 4)) / 2,
  async estimate({ rows, seed }, { alphamin, alphamax }, key, hooks) {
    const words = packBits(rows, key);
    const groups = Math.min(mostGroups, rows.rows);
    const { all, involving } = await histograms(words, rows, groups, seed, hooks);
    const [first, last] = scaleRange(all, alphamin, alphamax);
    const law = lawBetween(all, first, last);
    if (law.distances.length < leastDistances) {
      throw impossible(key, `fewer than ${leastDistances} different distances lie between the quantiles`);
    }
    const fit = fitBinaryModel(law, startsFor(law, all, rows.columns));
    if (fit === undefined || !(fit.d0 > 0)) throw impossible(key, 'the distances have no such law');
    const deleted: number[] = [];
    for (let g = 0; g < groups; g++) {
      const left = all.map((count, r) => count - (involving[g * all.length + r] as number));
      deleted.push(fitBinaryModel(lawBetween(left, first, last), [[fit.d0, fit.d1]])?.d0 ?? NaN);
    }
    const standardError = jackknifeError(deleted);
    const spread = Math.exp((studentQuantile(groups - 1) * standardError) / fit.d0);
    return {
      dimension: fit.d0,
      interval: [fit.d0 / spread, fit.d0 * spread],
      intervalMethod: `delete-a-group jackknife, ${groups} groups`,
      details: {
        points: rows.rows,
        d0: fit.d0,
        d1: fit.d1,
        divergence: fit.divergence,
        smallest: first,
        largest: last,
        standardError,
      },
      warnings: [
        ...misfitWarning(fit),
        ...[fewPointsWarning(rows.rows)].filter((warning) => warning !== undefined),
      ],
    };
  },
});

function misfitWarning({ divergence }: BinaryFit): Doubt[] {
  return divergence > 0.01
    ? [
        {
          fault: 'rough',
          text: `The law fits the distances badly (divergence ${divergence.toPrecision(2)}): try a smaller alphamax.`,
        },
      ]
    : [];
}

/** A bit a value, 32 a word, every row from a word of its own: one for the greater of the two values. */
function packBits({ rows, columns, values }: Matrix, key: string): Int32Array {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > low)) throw impossible(key, 'no column varies');
  const length = Math.ceil(columns / 32);
  const words = new Int32Array(rows * length);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) {
      const value = values[i * columns + c] as number;
      if (value !== low && value !== high)
        throw impossible(key, 'its values are not of two kinds, as 0 and 1');
      const at = i * length + (c >>> 5);
      if (value === high) words[at] = (words[at] as number) | (1 << (c & 31));
    }
  }
  return words;
}

/** Of all pairs, and of those with a point in each group, how many lie at each distance from 0 to the columns. */
async function histograms(
  words: Int32Array,
  { rows, columns }: Matrix,
  groups: number,
  seed: number,
  hooks: WorkHooks,
): Promise<{ all: Float64Array; involving: Float64Array }> {
  const length = words.length / rows;
  const bins = columns + 1;
  const all = new Float64Array(bins);
  const involving = new Float64Array(groups * bins);
  const group = randomGroups(rows, groups, seed);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < rows; i++) {
    const own = (group[i] as number) * bins;
    for (let j = 0; j < i; j++) {
      let distance = 0;
      for (let w = 0; w < length; w++) {
        distance += bitCount((words[i * length + w] as number) ^ (words[j * length + w] as number));
      }
      const other = (group[j] as number) * bins;
      all[distance] = (all[distance] as number) + 1;
      involving[own + distance] = (involving[own + distance] as number) + 1;
      if (other !== own) involving[other + distance] = (involving[other + distance] as number) + 1;
    }
    await pacer.did(i * (4 * length + 4));
    hooks.onProgress?.((0.95 * (i + 1) ** 2) / rows ** 2);
  }
  return { all, involving };
}

function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The distances at the two quantiles: the greatest up to which no more than that share of pairs lies. */
function scaleRange(counts: Float64Array, alphamin: number, alphamax: number): [number, number] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const smallest = counts.findIndex((count) => count > 0);
  const quantile = (alpha: number): number => {
    let found = smallest;
    let sum = 0;
    counts.forEach((count, r) => {
      sum += count;
      if (count > 0 && sum / total <= alpha) found = r;
    });
    return found;
  };
  return [alphamin > 0 ? quantile(alphamin) : smallest, quantile(alphamax)];
}

function lawBetween(counts: Float64Array, first: number, last: number): DistanceLaw {
  const distances: number[] = [];
  for (let r = first; r <= last; r++) if ((counts[r] as number) > 0) distances.push(r);
  const total = distances.reduce((sum, r) => sum + (counts[r] as number), 0);
  return {
    distances: Float64Array.from(distances),
    shares: Float64Array.from(distances, (r) => (counts[r] as number) / total),
  };
}

/** As the peer starts: from the greatest distance, and from shares of the columns that have the mean distance. */
function startsFor(law: DistanceLaw, counts: Float64Array, columns: number): [number, number][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, r) => sum + count * r, 0) / total;
  const starts: [number, number][] = [[law.distances.at(-1) ?? 1, 1]];
  for (let share = 1; share < 20; share++) {
    const d0 = (columns * share) / 20;
    starts.push([d0, 2 - d0 / mean]);
  }
  return starts;
}

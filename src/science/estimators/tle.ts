import { tightSums } from '../../compute/neighbourPairs';
import { CodedError } from '../../base/errors';
import type { WorkHooks } from '../../compute/work';
import { combinations } from './combine';
import { finiteSampleWarning } from './dimensionWarnings';
import { lowerK } from './distanceEstimator';
import { crewOf, defineEstimator, type EstimatorInput } from './estimator';
import { meanDistance } from './gride';
import { oneOf, real, whole } from './options';
import { combinePointwise } from './pointwise';

/**
 * Tight local estimation (Amsaleg, Chelly, Houle, Kawarabayashi, Radovanović, Treeratanajaru 2019, "Intrinsic
 * dimensionality estimation within tight localities", eq. 6 and algorithm 1): the Hill estimator over all pairs of a
 * point's k nearest, each pair seen in a ball that lies within the neighbourhood's, and each neighbour's reflection
 * through the point seen so too. `epsilon`, in the data's units, is the distance below which pairs are left out.
 */
export const tleEstimator = defineEstimator({
  id: 'tle',
  options: { k: whole(20, 3, 500), epsilon: real(1e-4, 0, 1e6), combine: oneOf(combinations) },
  fit: lowerK,
  needs: ({ k }) => ({ neighbours: k, spectrum: false, distinct: true }),
  cost: ({ k }, { points, columns }) => (points * k * k * (columns + 100)) / 16,
  async estimate(input, { k, epsilon, combine }, key, hooks) {
    const values = await localDimensions(input, k, epsilon, hooks);
    const radius = meanDistance(input.table, k);
    if (epsilon > radius && !values.some(Number.isFinite)) {
      throw new CodedError(
        'estimate.impossible',
        `${key} has no estimate: ${k} neighbours are ${radius.toPrecision(2)} away on average, which is less than epsilon=${epsilon}.`,
        { remedy: 'Give a smaller epsilon, or leave this estimator out.' },
      );
    }
    const found = combinePointwise({ values, table: input.table, k, combine, shortfall: 1, key });
    const coarse =
      epsilon * 100 >= radius && epsilon > 0
        ? `epsilon=${epsilon} is no small distance beside that of the neighbours, ${radius.toPrecision(2)}.`
        : undefined;
    const doubts = [coarse, finiteSampleWarning(found.dimension, input.table.points)];
    return { ...found, warnings: [...found.warnings, ...doubts.filter((doubt) => doubt !== undefined)] };
  },
});

/** NaN where the farthest neighbour is at no distance. */
async function localDimensions(
  input: EstimatorInput,
  k: number,
  epsilon: number,
  hooks: WorkHooks,
): Promise<Float64Array> {
  const { points, table } = input;
  const pairs = await tightSums(points, table, k, epsilon, crewOf(input), hooks);
  return pairs.logs.map((sum, i) => {
    const at = i * table.k;
    const r = table.distances[at + k - 1] as number;
    if (!(r > 0)) return NaN;
    let logs = sum;
    let counted = k * k - (pairs.missing[i] as number);
    for (let j = at; j < at + k; j++) {
      const distance = table.distances[j] as number;
      if (distance < epsilon) counted--;
      else logs += 2 * Math.log(distance / r);
    }
    return (-2 * counted) / logs;
  });
}

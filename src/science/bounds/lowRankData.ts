import type { Rng } from '../../base/rng';
import type { DataMatrix } from '../datasets/dataSet';

/**
 * Points of a given rank: X = F B, with F rows × rank and B rank × features of independent normal entries, B's rows scaled
 * by `sizes`, so that their subspace is random and their extent along it is given. Of full rank within it with probability 1.
 *
 * @param sizes one for each of the rank's directions, above 0; as many as the rank, at most `features`.
 */
export function lowRankData(rows: number, features: number, sizes: readonly number[], rng: Rng): DataMatrix {
  const basis = sizes.map((size) =>
    Float64Array.from({ length: features }, () => (size * rng.normal()) / Math.sqrt(features)),
  );
  const values = new Float64Array(rows * features);
  for (let n = 0; n < rows; n++) {
    for (const direction of basis) {
      const factor = rng.normal();
      for (let j = 0; j < features; j++) {
        const at = n * features + j;
        values[at] = (values[at] as number) + factor * (direction[j] as number);
      }
    }
  }
  return { rows, columns: features, values };
}

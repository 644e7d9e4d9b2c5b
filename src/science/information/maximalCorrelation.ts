import { symmetricEigen } from '../../compute/symmetricEigen';
import type { WorkHooks } from '../../compute/work';
import type { Joint } from './joint';

/**
 * The squared maximal correlation of X and Y (Hirschfeld 1935, Witsenhausen 1975): the square of the second singular value of
 * p(x, y) / √(p(x) p(y)), between 0 (independent) and 1. A bottleneck that says nothing is stable for β below its inverse, and not
 * above (Wu et al. 2019, arXiv:1907.07331): there the first cluster splits at the latest.
 */
export async function squaredMaximalCorrelation(
  { px, py, conditional, xs, ys }: Joint,
  hooks: WorkHooks,
): Promise<number> {
  const scaled = conditional.map(
    (p, i) => p * Math.sqrt((px[Math.floor(i / ys)] as number) / (py[i % ys] as number)),
  );
  // The smaller of the two products with itself; its greatest eigenvalue is 1, of the constant functions.
  const wide = xs <= ys;
  const size = wide ? xs : ys;
  const values = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = 0; k < (wide ? ys : xs); k++) {
        sum +=
          (scaled[wide ? a * ys + k : k * ys + a] as number) *
          (scaled[wide ? b * ys + k : k * ys + b] as number);
      }
      values[a * size + b] = sum;
      values[b * size + a] = sum;
    }
  }
  const eigen = await symmetricEigen({ size, values }, hooks);
  return Math.min(1, Math.max(0, eigen.values[1] ?? 0));
}

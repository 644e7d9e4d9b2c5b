/** Rules that count the significant eigenvalues of a covariance, under the names that scikit-dimension gives them. */
export const pcaVersions = [
  'FO',
  'ratio',
  'participation_ratio',
  'Kaiser',
  'maxgap',
  'broken_stick',
] as const;
export type PcaVersion = (typeof pcaVersions)[number];

/**
 * The dimension by one rule.
 *
 * - `FO` (Fukunaga and Olsen 1971): eigenvalues above alpha times the greatest.
 * - `ratio`: the fewest that hold the share alpha of the variance.
 * - `participation_ratio`: (Σλ)² / Σλ², not a whole number.
 * - `Kaiser`: eigenvalues above their mean.
 * - `maxgap`: where the greatest quotient of consecutive eigenvalues lies.
 * - `broken_stick`: how many until one falls below its expectation under a random division of the variance, that one
 *   counted, as scikit-dimension does.
 *
 * @param values descending, at least one positive; rounding below zero counts as zero.
 */
export function countSignificant(values: ArrayLike<number>, version: PcaVersion, alpha: number): number {
  const spectrum = Array.from(values, (x) => Math.max(0, x));
  const total = spectrum.reduce((sum, x) => sum + x, 0);
  const greatest = spectrum[0] ?? 0;
  switch (version) {
    case 'FO':
      return spectrum.filter((x) => x > alpha * greatest).length;
    case 'ratio': {
      let sum = 0;
      let below = 0;
      for (const x of spectrum) {
        sum += x;
        if (sum / total < alpha) below++;
      }
      return Math.min(below + 1, spectrum.length);
    }
    case 'participation_ratio':
      return total ** 2 / spectrum.reduce((sum, x) => sum + x * x, 0);
    case 'Kaiser':
      return spectrum.filter((x) => x > total / spectrum.length).length;
    case 'maxgap':
      return greatestGap(spectrum);
    case 'broken_stick':
      return brokenStick(spectrum, total);
  }
}

/** Eigenvalues that are rounding of zero make no gap. */
function greatestGap(spectrum: readonly number[]): number {
  const rounding = (spectrum[0] ?? 0) * spectrum.length * Number.EPSILON;
  let best = 1;
  let gap = 0;
  for (let i = 1; i < spectrum.length; i++) {
    const before = spectrum[i - 1] ?? 0;
    if (before <= rounding) break;
    const quotient = before / Math.max(spectrum[i] ?? 0, rounding);
    if (quotient > gap) {
      gap = quotient;
      best = i;
    }
  }
  return best;
}

function brokenStick(spectrum: readonly number[], total: number): number {
  const n = spectrum.length;
  const expected = new Float64Array(n);
  let sum = 0;
  for (let i = n - 1; i >= 0; i--) {
    sum += 1 / (i + 1);
    expected[i] = sum / n;
  }
  const first = spectrum.findIndex((x, i) => (expected[i] ?? 0) > x / total);
  return first < 0 ? n : first + 1;
}

/**
 * At most how likely a uniformly random d-dimensional subspace through the start meets a set that from there, on the unit
 * sphere, has Gaussian width w: Gordon's escape theorem (Gordon 1988, "On Milman's inequality and random subspaces which
 * escape through a mesh in R^n", with the constants as Rudelson and Vershynin 2008 state them). With k = D − d: where
 * w < k/√(k + 1), the probability is at most 3.5 exp(−(k/√(k + 1) − w)² / 18).
 *
 * @param widths w of each position of the minimiser, of which one is drawn: the bound is the mean of theirs.
 * @returns from 0 to 1; 1 where the theorem says nothing.
 */
export function gordonHitBound(size: number, d: number, widths: Float64Array): number {
  const k = size - d;
  if (k <= 0) return 1;
  const reach = k / Math.sqrt(k + 1);
  let sum = 0;
  for (const width of widths) {
    const slack = Math.max(0, reach - width);
    sum += Math.min(1, 3.5 * Math.exp(-(slack * slack) / 18));
  }
  return sum / widths.length;
}

/**
 * The greatest d at which Gordon's theorem makes success no likelier than `chance`. For one half it is his lower bound on
 * the threshold. 0 where the theorem excludes nothing: then it is vacuous.
 */
export function gordonThreshold(size: number, widths: Float64Array, chance: number): number {
  let low = 0;
  let high = size;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (gordonHitBound(size, middle, widths) <= chance) low = middle;
    else high = middle;
  }
  return low;
}

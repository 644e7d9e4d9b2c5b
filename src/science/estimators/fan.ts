export interface FanOptions {
  /** A gap between consecutive eigenvalues, as their quotient, that ends the count. */
  readonly alphaFan: number;
  /** The share of the variance, noise taken off, that ends the count. */
  readonly betaFan: number;
  /** The share of the variance beyond which eigenvalues are noise. */
  readonly PFan: number;
}

/**
 * The rule of Fan, Gu, Qiao, Zhang (2010, "Intrinsic dimension estimation of data by principal component analysis",
 * algorithm 1): the mean of the eigenvalues from the one at which the share PFan is reached is noise and taken off
 * all; the dimension is the first count that is followed by a gap above alphaFan or holds more than the share betaFan.
 *
 * @param values descending, at least one positive.
 */
export function fanDimension(values: Float64Array, { alphaFan, betaFan, PFan }: FanOptions): number {
  const n = values.length;
  const total = sumOf(values, n);
  let first = 0;
  for (let sum = values[0] as number; first < n - 1 && !(sum / total > PFan);)
    sum += values[++first] as number;
  // One eigenvalue alone holds the share: none is left to be noise, and its own mean would take all off.
  if (first === 0) return 1;
  const noise = (total - sumOf(values, first)) / (n - first);
  const rest = total - n * noise;
  // Eigenvalues that are all equal are all noise; none can be told from the others.
  if (!(rest > 1e-12 * total)) return n;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const value = (values[i] as number) - noise;
    sum += value;
    const gap = i + 1 < n ? value / ((values[i + 1] as number) - noise) : 0;
    if (gap > alphaFan || sum / rest > betaFan) return i + 1;
  }
  return n;
}

function sumOf(values: Float64Array, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i] as number;
  return sum;
}

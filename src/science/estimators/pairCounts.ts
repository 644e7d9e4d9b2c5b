/** The 97.5 % point of the normal law. */
export const normal975 = 1.959963984540054;

/**
 * The standard error of ln(C2 / C1), the shares of pairs nearer than R2 and than R1: that of a mean over pairs of
 * h = [r < R2] / C2 − [r < R1] / C1, whose variance is 4 ζ1 / N + 2 ζ2 / N² (Hoeffding 1948, "A class of statistics with
 * asymptotically normal distribution", eq. 5.13). The variance V over points of their mean h is ζ1 + ζ2 / N, and
 * ζ2 = E h² = 1 / C1 − 1 / C2, since the pairs of the smaller ball are among those of the larger.
 *
 * @param near one a point, how many others are nearer than R1; @param far than R2.
 */
export function errorOfLogRatio(near: Float64Array, far: Float64Array): number {
  const n = near.length;
  const meanNear = sumOf(near) / n;
  const meanFar = sumOf(far) / n;
  let variance = 0;
  for (let i = 0; i < n; i++) {
    variance += ((far[i] as number) / meanFar - (near[i] as number) / meanNear) ** 2 / (n - 1);
  }
  const pairs = 1 / meanNear - 1 / meanFar;
  return Math.sqrt(Math.max(4 * variance - 2 * pairs, 2 * pairs) / n);
}

export function sumOf(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

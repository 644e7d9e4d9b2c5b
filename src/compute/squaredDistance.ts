/**
 * Squared Euclidean distance of two rows in float64. Terms are added into four sums by their index modulo 4, which
 * are added at the end: one fixed order, so that every backend and thread gets the same bits.
 *
 * @param a offset of the first row in `values`. @param b of the second.
 * @param limit gives up, returning Infinity, once the sum is known to exceed it.
 */
export function squaredDistance(
  values: Float32Array | Float64Array,
  a: number,
  b: number,
  columns: number,
  limit: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = columns & ~3;
  let i = 0;
  while (i < whole) {
    const stop = i + 64 < whole ? i + 64 : whole;
    for (; i < stop; i += 4) {
      const d0 = (values[a + i] as number) - (values[b + i] as number);
      const d1 = (values[a + i + 1] as number) - (values[b + i + 1] as number);
      const d2 = (values[a + i + 2] as number) - (values[b + i + 2] as number);
      const d3 = (values[a + i + 3] as number) - (values[b + i + 3] as number);
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    if (s0 + s1 + (s2 + s3) > limit) return Infinity;
  }
  for (; i < columns; i++) {
    const d = (values[a + i] as number) - (values[b + i] as number);
    s0 += d * d;
  }
  return s0 + s1 + (s2 + s3);
}

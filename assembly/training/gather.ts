/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// A batch, its activations feature by feature; see src/compute/training/kernels.ts.

/** Floats that are touched at once: half a second-level cache of 256 KB. */
const MOST_TOUCHED: i32 = 32_768;

export function gather(
  source: usize,
  rows: usize,
  count: i32,
  columns: i32,
  target: usize,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const whole = columns & ~3;
  const full = count & ~3;
  if (count * columns <= MOST_TOUCHED) touch(source, rows, count, <usize>columns * 4, target);
  // Sixteen examples at a time fill a cache line of each feature.
  for (let first = 0; first < full; first += 16) {
    const last = min(first + 16, full);
    for (let c = 0; c < whole; c += 4) {
      for (let b = first; b < last; b += 4) {
        const from = source + <usize>c * 4;
        const r = rows + <usize>b * 4;
        const a0 = v128.load(from + <usize>load<i32>(r) * <usize>columns * 4);
        const a1 = v128.load(from + <usize>load<i32>(r, 4) * <usize>columns * 4);
        const a2 = v128.load(from + <usize>load<i32>(r, 8) * <usize>columns * 4);
        const a3 = v128.load(from + <usize>load<i32>(r, 12) * <usize>columns * 4);
        const t0 = i32x4.shuffle(a0, a1, 0, 4, 1, 5);
        const t1 = i32x4.shuffle(a2, a3, 0, 4, 1, 5);
        const t2 = i32x4.shuffle(a0, a1, 2, 6, 3, 7);
        const t3 = i32x4.shuffle(a2, a3, 2, 6, 3, 7);
        const to = target + <usize>c * strideBytes + <usize>b * 4;
        v128.store(to, i32x4.shuffle(t0, t1, 0, 1, 4, 5));
        v128.store(to + strideBytes, i32x4.shuffle(t0, t1, 2, 3, 6, 7));
        v128.store(to + 2 * strideBytes, i32x4.shuffle(t2, t3, 0, 1, 4, 5));
        v128.store(to + 3 * strideBytes, i32x4.shuffle(t2, t3, 2, 3, 6, 7));
      }
    }
  }
  for (let b = 0; b < stride; b++) {
    const from = b < full ? whole : 0;
    const row = b < count ? source + <usize>load<i32>(rows + <usize>b * 4) * <usize>columns * 4 : 0;
    for (let c = from; c < columns; c++) {
      const value: f32 = b < count ? load<f32>(row + <usize>c * 4) : 0;
      store<f32>(target + <usize>c * strideBytes + <usize>b * 4, value);
    }
  }
}

/**
 * Reads a word of every cache line of the rows. A projection evicts the data from the second-level cache at every step;
 * read for nothing else, many lines are under way at a time, where between shuffles there are few.
 * @param scratch four bytes, which are overwritten
 */
function touch(source: usize, rows: usize, count: i32, rowBytes: usize, scratch: usize): void {
  let seen = 0;
  for (let b = 0; b < count; b++) {
    const row = source + <usize>load<i32>(rows + <usize>b * 4) * rowBytes;
    for (let at: usize = 0; at < rowBytes; at += 64) seen |= load<i32>(row + at);
  }
  store<i32>(scratch, seen);
}

import type { Rng } from '../../base/rng';

/**
 * Labels of which a share of the given rows is replaced by classes drawn uniformly, which may be the right ones (Zhang et
 * al. 2017, "partially corrupted labels"). With the same stream a greater share replaces the same rows and more.
 * @param share 0 to 1. @param rows those that may be replaced.
 */
export function noisyLabels(
  labels: Int32Array,
  rows: Int32Array,
  share: number,
  classes: number,
  rng: Rng,
): Int32Array {
  const noisy = labels.slice();
  const order = rows.slice();
  const drawn = Int32Array.from(rows, () => rng.integer(classes));
  const count = Math.round(share * rows.length);
  for (let i = 0; i < count; i++) {
    const j = i + rng.integer(rows.length - i);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
    noisy[order[i] as number] = drawn[i] as number;
  }
  return noisy;
}

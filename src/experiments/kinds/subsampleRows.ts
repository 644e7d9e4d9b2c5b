import { Rng } from '../../base/rng';

/** The rows to use, ascending: all of them, or so many drawn without replacement, the same for the same seed. */
export function subsampleRows(
  rows: number,
  { subsample, seed }: { readonly subsample?: number | undefined; readonly seed: number },
): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  if (subsample === undefined || subsample >= rows) return all;
  const rng = new Rng(seed).split(1);
  for (let i = 0; i < subsample; i++) {
    const j = i + rng.integer(rows - i);
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  return all.slice(0, subsample).sort();
}

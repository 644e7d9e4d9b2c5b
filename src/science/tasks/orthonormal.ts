import type { Rng } from '../../base/rng';

/**
 * Random directions at right angles to each other, uniform among all such: normal vectors by Gram and Schmidt, each
 * taken twice through, which leaves them orthogonal to rounding.
 * @param count at most `size`.
 */
export function orthonormalDirections(count: number, size: number, rng: Rng): Float64Array[] {
  const found: Float64Array[] = [];
  while (found.length < count) {
    const next = Float64Array.from({ length: size }, () => rng.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of found) {
        const share = dot(next, other);
        for (let i = 0; i < size; i++) next[i] = (next[i] ?? 0) - share * (other[i] ?? 0);
      }
      const length = Math.sqrt(dot(next, next));
      for (let i = 0; i < size; i++) next[i] = (next[i] ?? 0) / length;
    }
    found.push(next);
  }
  return found;
}

/** Of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

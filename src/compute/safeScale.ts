/**
 * A power of two that brings values whose squares might overflow or vanish near to one; 1 where there is no danger.
 * Multiplying by it loses nothing.
 */
export function safeScale(values: Float32Array | Float64Array): number {
  let largest = 0;
  for (const x of values) {
    const size = Math.abs(x);
    if (size > largest) largest = size;
  }
  if (largest === 0 || (largest > 1e-6 && largest < 1e12)) return 1;
  return 2 ** Math.max(-1022, Math.min(1022, -Math.ceil(Math.log2(largest))));
}

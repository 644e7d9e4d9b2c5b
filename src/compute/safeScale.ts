/**
 * A power of two that brings values whose squares might overflow or vanish near to one; 1 where there is no danger.
 * Multiplying by it loses nothing.
 */
export function safeScale(values: Float32Array | Float64Array): number {
  let low = 0;
  let high = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (x < low) low = x;
    else if (x > high) high = x;
  }
  const largest = Math.max(high, -low);
  if (largest === 0 || (largest > 1e-6 && largest < 1e12)) return 1;
  return 2 ** Math.max(-1022, Math.min(1022, -Math.ceil(Math.log2(largest))));
}

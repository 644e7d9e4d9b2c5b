/**
 * The cubic spline without a knot at its second and last but one node, through values at 1, 2 … n; with fewer than
 * four, the polynomial through all. Second derivatives are found by elimination.
 *
 * @param values at least one.
 */
export function cubicSpline(values: readonly number[]): (x: number) => number {
  const n = values.length;
  const y = (i: number): number => values[i] ?? NaN;
  if (n === 1) return () => y(0);
  if (n === 2) return (x) => y(0) + (x - 1) * (y(1) - y(0));
  const second = (i: number): number => y(i - 1) - 2 * y(i) + y(i + 1);
  if (n === 3) return (x) => y(0) + (x - 1) * (y(1) - y(0)) + ((x - 1) * (x - 2) * second(1)) / 2;
  const m = new Float64Array(n);
  const diagonal = new Float64Array(n);
  // m_{i−1} + 4 m_i + m_{i+1} = 6 second(i); without a knot m_0 = 2 m_1 − m_2, so that 6 m_1 = 6 second(1).
  for (let i = 1; i < n - 1; i++) {
    const end = i === 1 || i === n - 2;
    diagonal[i] = end ? 6 : 4;
    m[i] = 6 * second(i);
  }
  if (n > 4) {
    for (let i = 2; i < n - 1; i++) {
      const last = i === n - 2;
      const before = i === 2 ? 0 : 1;
      const factor = (last ? 0 : 1) / (diagonal[i - 1] as number);
      diagonal[i] = (diagonal[i] as number) - factor * before;
      m[i] = (m[i] as number) - factor * (m[i - 1] as number);
    }
  }
  m[n - 2] = (m[n - 2] as number) / (diagonal[n - 2] as number);
  for (let i = n - 3; i >= 1; i--) {
    const after = i === 1 ? 0 : (m[i + 1] as number);
    m[i] = ((m[i] as number) - after) / (diagonal[i] as number);
  }
  m[0] = 2 * (m[1] as number) - (m[2] as number);
  m[n - 1] = 2 * (m[n - 2] as number) - (m[n - 3] as number);
  return (x) => {
    const i = Math.max(0, Math.min(n - 2, Math.floor(x) - 1));
    const t = x - 1 - i;
    const s = 1 - t;
    return (
      s * y(i) + t * y(i + 1) + ((s ** 3 - s) * (m[i] as number) + (t ** 3 - t) * (m[i + 1] as number)) / 6
    );
  };
}

/** Where a function that falls and then rises between two places is least, to 1e-9, by golden sections. */
export function leastBetween(f: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  while (b - a > 1e-9) {
    const c = b - golden * (b - a);
    const d = a + golden * (b - a);
    if (f(c) < f(d)) b = d;
    else a = c;
  }
  // The ends themselves may be least.
  const middle = (a + b) / 2;
  return [low, high].reduce((best, x) => (f(x) < f(best) ? x : best), middle);
}

/**
 * Where scikit-dimension's search for the least, L-BFGS-B from a node with tolerances of a thousandth, ends: secant
 * steps, of which the first takes the curvature for one, until a step gains less than a thousandth. Undefined where a
 * step does not lead down far enough, which this does not follow further.
 */
export function tolerantLeast(
  f: (x: number) => number,
  start: number,
  low: number,
  high: number,
): number | undefined {
  const slope = (x: number, at: number): number => (f(x + 1e-8) - at) / 1e-8;
  let x = start;
  let value = f(x);
  let g = slope(x, value);
  let curvature = 1;
  for (let step = 0; step < 100; step++) {
    if (Math.abs(x - Math.max(low, Math.min(high, x - g))) <= 1e-3) return x;
    const next = Math.max(low, Math.min(high, x - g / curvature));
    const below = f(next);
    const after = slope(next, below);
    const along = g * (next - x);
    if (!(below <= value + 1e-3 * along && Math.abs(after) <= 0.9 * Math.abs(g))) return undefined;
    const gained = (value - below) / Math.max(Math.abs(value), Math.abs(below), 1);
    const secant = (after - g) / (next - x);
    if (secant > 0) curvature = secant;
    [x, value, g] = [next, below, after];
    if (gained <= 1e-3) return x;
  }
  return x;
}

/**
 * The principal branch of Lambert's W, w e^w = x, to rounding, by Newton’s and Halley’s methods (Corless, Gonnet, Hare, Jeffrey,
 * Knuth 1996, "On the Lambert W function", eq. 5.9).
 *
 * @param x from 0, finite.
 */
export function lambertW(x: number): number {
  if (x === 0) return 0;
  // Beyond e the method works on w + ln w = ln x, which cannot overflow.
  const large = x > Math.E;
  const log = Math.log(x);
  let w = large ? log - Math.log(log) : x / (1 + x);
  for (let step = 0; step < 50; step++) {
    let next: number;
    if (large) {
      const f = w + Math.log(w) - log;
      next = w - (f * w) / (1 + w);
    } else {
      const e = Math.exp(w);
      const f = w * e - x;
      next = w - f / (e * (w + 1) - ((w + 2) * f) / (2 * w + 2));
    }
    if (Math.abs(next - w) <= 4e-16 * Math.abs(next)) return next;
    w = next;
  }
  return w;
}

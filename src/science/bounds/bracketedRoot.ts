const mostSteps = 120;

/**
 * A root of a continuous function between an argument where it is not positive and one where it is, to the resolution of
 * doubles: regula falsi with the Illinois rule (Dowell and Jarratt 1971), and a halving wherever three steps have not
 * made the bracket a quarter of what it was.
 *
 * @returns the end of the last bracket at which the function is positive.
 */
export function bracketedRoot(f: (x: number) => number, negative: number, positive: number): number {
  let a = negative;
  let fa = f(a);
  let b = positive;
  let fb = f(b);
  let width = Math.abs(b - a);
  let last: 'a' | 'b' | undefined;
  for (let step = 1; step <= mostSteps; step++) {
    const resolution = 2 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b), 1);
    if (Math.abs(b - a) <= resolution) break;
    const slow = step % 4 === 0 && Math.abs(b - a) > width / 4;
    if (step % 4 === 0) width = Math.abs(b - a);
    const secant = (a * fb - b * fa) / (fb - fa);
    const inside = secant > Math.min(a, b) && secant < Math.max(a, b);
    const x = slow || !inside ? (a + b) / 2 : secant;
    if (x === a || x === b) break;
    const fx = f(x);
    // An end that stays twice has its value halved, which draws the secant towards it.
    if (fx > 0) {
      b = x;
      fb = fx;
      if (last === 'b') fa /= 2;
      last = 'b';
    } else {
      a = x;
      fa = fx;
      if (last === 'a') fb /= 2;
      last = 'a';
    }
  }
  return b;
}

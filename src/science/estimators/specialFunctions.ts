/** ln Γ(x) for x > 0, to 1e-14 relative, by Stirling's series beyond 10 (Abramowitz and Stegun 1964, 6.1.41). */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  for (; z < 10; z++) product *= z;
  const s = 1 / (z * z);
  const series =
    1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))));
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series / z - Math.log(product);
}

/** ψ(x) for x > 0, the derivative of ln Γ (Abramowitz and Stegun 1964, 6.3.18). */
export function digamma(x: number): number {
  let sum = 0;
  let z = x;
  for (; z < 10; z++) sum -= 1 / z;
  const s = 1 / (z * z);
  const series =
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s * (1 / 240 - s * (1 / 132 - s * (691 / 32760 - s / 12))))));
  return sum + Math.log(z) - 1 / (2 * z) - series;
}

/**
 * The regularised lower incomplete gamma function P(a, x), for a > 0 and x ≥ 0: its series below a + 1, Lentz's
 * continued fraction of its complement above (Press et al. 2007, "Numerical Recipes", 6.2).
 */
export function lowerGamma(a: number, x: number): number {
  if (x === 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return 1 - front * h;
}

/** ln I0(x) and I1(x) / I0(x) of the modified Bessel functions, for x ≥ 0 (Abramowitz and Stegun 1964, 9.6, 9.7). */
export function besselRatio(x: number): { readonly logI0: number; readonly ratio: number } {
  if (x < 40) {
    const q = (x * x) / 4;
    let term = 1;
    let zero = 1;
    let one = 1;
    for (let n = 1; n < 500 && term > 1e-18 * zero; n++) {
      term *= q / (n * n);
      zero += term;
      one += term / (n + 1);
    }
    return { logI0: Math.log(zero), ratio: ((x / 2) * one) / zero };
  }
  const zero = besselSeries(0, x);
  return { logI0: x - 0.5 * Math.log(2 * Math.PI * x) + Math.log(zero), ratio: besselSeries(1, x) / zero };
}

/** The asymptotic series of I_order(x) √(2πx) e^−x. */
function besselSeries(order: 0 | 1, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 30; n++) {
    term *= -(4 * order - (2 * n - 1) ** 2) / (8 * n * x);
    sum += term;
  }
  return sum;
}

/** The distribution function of the standard normal law, by P(1/2, x²/2). */
export function normalDistribution(x: number): number {
  const half = lowerGamma(0.5, (x * x) / 2) / 2;
  return x < 0 ? 0.5 - half : 0.5 + half;
}

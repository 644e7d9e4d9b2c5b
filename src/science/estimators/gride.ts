import type { NeighbourStatistic } from './neighbourStatistic';

const smallest = 1e-6;
const largest = 1e9;

/**
 * Gride (Denti, Doimo, Laio, Mira 2022, "The generalized ratios intrinsic dimension estimator"): with
 * mu = r_n2 / r_n1, the dimension that solves
 * (N − 1) / d = Σ [(1 − n2 + n1) / (1 − mu^−d) + n2 − 1] ln mu. Larger ranks look at larger scales; (1, 2) is TwoNN
 * by maximum likelihood.
 */
export function gride(n1: number, n2: number): NeighbourStatistic {
  const between = n2 - n1 - 1;
  /** The equation's right side minus its left, times d, and its derivative: it grows with d from below zero. */
  const score = (logs: Float64Array, d: number): { value: number; slope: number } => {
    let value = 1 - logs.length;
    let slope = 0;
    for (const log of logs) {
      const t = d * log;
      value += (n2 - 1) * t - between * overOneMinusExp(t);
      slope += (n2 - 1) * log - between * log * overOneMinusExpSlope(t);
    }
    return { value, slope };
  };
  return {
    neighbours: n2,
    jackknifeExcess: n2 === 2 ? 1.78 : n2 <= 16 ? 1.9 : 1.65,
    value: (logs) => (logs[n2 - 1] as number) - (logs[n1 - 1] as number),
    combine(logs, near = 4) {
      let low = smallest;
      let high = largest;
      if (score(logs, high).value <= 0 || score(logs, low).value >= 0) return NaN;
      let d = near;
      for (let step = 0; step < 200; step++) {
        const { value, slope } = score(logs, d);
        if (value > 0) high = d;
        else low = d;
        const newton = d - value / slope;
        const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
        if (Math.abs(next - d) <= 1e-14 * d) return next;
        d = next;
      }
      return d;
    },
  };
}

/** t / (1 − e^−t), which is 1 at 0. */
function overOneMinusExp(t: number): number {
  return t < 1e-8 ? 1 + t / 2 : t / -Math.expm1(-t);
}

/** The derivative of t / (1 − e^−t), which is 1/2 at 0. */
function overOneMinusExpSlope(t: number): number {
  if (t < 1e-4) return 0.5 + t / 6;
  const e = -Math.expm1(-t);
  return (e - t * Math.exp(-t)) / (e * e);
}

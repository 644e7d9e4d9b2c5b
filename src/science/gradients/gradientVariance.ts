/** A function of one coordinate, summed over all of them. */
export interface CoordinateFunction {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  /** Where value or slope jumps; quadrature stops there. */
  readonly breaks: readonly number[];
}

/** What the gradient is taken with respect to: each coordinate's mean, or the logarithm of their standard deviation. */
export type GradientOf = 'mean' | 'scale';

export interface GradientProblem {
  readonly term: CoordinateFunction;
  readonly of: GradientOf;
  /** Of every coordinate: q = N(mean, deviation²). */
  readonly mean: number;
  readonly deviation: number;
  /** Added to the function: it changes no gradient. */
  readonly offset: number;
}

/** The estimators of ∇ E_q f, in the order they are told. */
export const gradientEstimators = [
  'score',
  'mean-baseline',
  'best-baseline',
  'leave-one-out',
  'reparameterised',
] as const;
export type GradientEstimator = (typeof gradientEstimators)[number];

export interface PredictedVariance {
  readonly dimension: number;
  /** ‖∇ E_q f‖². */
  readonly signal: number;
  /** The trace of the covariance of one sample's estimate; of `leave-one-out` that of the mean of K samples, times K. */
  readonly variance: Readonly<Record<GradientEstimator, number>>;
  /** The constant baselines: E f, and that of the least variance. */
  readonly baselines: { readonly mean: number; readonly best: number };
  /** ‖E ĝ − ∇‖² of the reparameterised estimator: 0 wherever f is continuous. */
  readonly squaredBias: number;
}

const reach = 10;
const cells = 4000;

/**
 * The exact variances of every estimator by one-dimensional quadrature. For f(z) = c + Σ φ(z_j) the score's share of coordinate i
 * needs of the others only their mean and variance: E[(f − b)² s²] = A + 2kB + (k² + (d − 1) v) C with k = c + (d − 1) E φ − b,
 * A = E[φ²s²], B = E[φ s²], C = E[s²], v = Var φ. The mean baseline is b = E f, the best constant one b = E[f s²] / E[s²] (Greensmith,
 * Bartlett and Baxter 2004); one that is the mean of the other K − 1 samples (Kool, van Hoof and Welling 2019) adds (d v C + g²) / (K − 1).
 */
export function predictVariance(
  problem: GradientProblem,
  dimension: number,
  samples: number,
): PredictedVariance {
  const { term, of, offset } = problem;
  const score = scoreOf(problem);
  const slope = slopeOf(problem);
  const expect = (pick: (noise: number, z: number) => number): number => expectation(problem, pick);
  const mean = expect((_, z) => term.value(z));
  const spread = expect((_, z) => (term.value(z) - mean) ** 2);
  const A = expect((noise, z) => (term.value(z) * score(noise)) ** 2);
  const B = expect((noise, z) => term.value(z) * score(noise) ** 2);
  const C = of === 'mean' ? 1 / problem.deviation ** 2 : 2;
  const gradient = expect((noise, z) => term.value(z) * score(noise));
  const others = (dimension - 1) * spread * C;
  const withBaseline = (k: number): number => A + 2 * k * B + k * k * C + others - gradient ** 2;
  const direct = expect((noise, z) => slope(noise, z));
  const centred = withBaseline(-mean);
  const each: Record<GradientEstimator, number> = {
    score: withBaseline(offset + (dimension - 1) * mean),
    'mean-baseline': centred,
    'best-baseline': withBaseline(-B / C),
    'leave-one-out': centred + (dimension * spread * C + gradient ** 2) / (samples - 1),
    reparameterised: expect((noise, z) => (slope(noise, z) - direct) ** 2),
  };
  const variance = Object.fromEntries(
    gradientEstimators.map((name) => [name, dimension * Math.max(0, each[name])]),
  ) as Record<GradientEstimator, number>;
  const rest = offset + (dimension - 1) * mean;
  return {
    dimension,
    signal: dimension * gradient ** 2,
    variance,
    baselines: { mean: rest + mean, best: rest + B / C },
    squaredBias: dimension * (direct - gradient) ** 2,
  };
}

/** ∇ log q of a coordinate, by its noise ε = (z − μ) / σ. */
export function scoreOf({ of, deviation }: GradientProblem): (noise: number) => number {
  return of === 'mean' ? (noise) => noise / deviation : (noise) => noise * noise - 1;
}

/** The reparameterised gradient of a coordinate. */
export function slopeOf({ of, deviation, term }: GradientProblem): (noise: number, z: number) => number {
  return of === 'mean' ? (_, z) => term.slope(z) : (noise, z) => term.slope(z) * deviation * noise;
}

/** Over one coordinate, by the midpoint rule between its breaks. */
function expectation(
  { mean, deviation, term }: GradientProblem,
  pick: (noise: number, z: number) => number,
): number {
  const breaks = term.breaks.map((z) => (z - mean) / deviation).filter((noise) => Math.abs(noise) < reach);
  const ends = [-reach, ...breaks.toSorted((a, b) => a - b), reach];
  let sum = 0;
  for (let piece = 1; piece < ends.length; piece++) {
    const from = ends[piece - 1] as number;
    const width = ((ends[piece] as number) - from) / cells;
    for (let i = 0; i < cells; i++) {
      const noise = from + (i + 0.5) * width;
      sum += width * Math.exp(-0.5 * noise * noise) * pick(noise, mean + deviation * noise);
    }
  }
  return sum / Math.sqrt(2 * Math.PI);
}

import type { Rng } from '../../base/rng';
import type { WorkHooks } from '../../compute/work';
import {
  bottleneck,
  identityEncoder,
  lagrangian,
  splitClusters,
  type BottleneckPoint,
  type Encoder,
} from './bottleneck';
import type { Joint } from './joint';

/**
 * The bottleneck at each β, by annealing from both ends, the better of the two kept: upward from one cluster, each tried whether
 * it splits (deterministic annealing, Tishby et al. 1999, section 3.4), and downward from a cluster for every x, which are joined as
 * they come to say the same. Neither is sure to find the least, and what one misses the other may find.
 *
 * @param betas ascending, above 0.
 */
export async function bottleneckCurve(
  joint: Joint,
  betas: readonly number[],
  rng: Rng,
  hooks: WorkHooks,
): Promise<BottleneckPoint[]> {
  const step = 1 / (2 * betas.length);
  const up: BottleneckPoint[] = [];
  let encoder: Encoder = { clusters: 1, values: new Float64Array(joint.xs).fill(1) };
  for (const [i, beta] of betas.entries()) {
    const start = encoder.clusters < joint.xs ? splitClusters(encoder, rng.split(i)) : encoder;
    const point = await bottleneck(joint, beta, start, hooks);
    up.push(point);
    encoder = point.encoder;
    hooks.onProgress?.((i + 1) * step);
  }
  const best = [...up];
  encoder = identityEncoder(joint.xs);
  for (let i = betas.length - 1; i >= 0; i--) {
    const point = await bottleneck(joint, betas[i] as number, encoder, hooks);
    encoder = point.encoder;
    // Ties go to fewer clusters.
    if (lagrangian(point) < lagrangian(best[i] as BottleneckPoint) - 1e-9) best[i] = point;
    hooks.onProgress?.(1 - i * step);
  }
  return best;
}

/**
 * The same for a distribution that is near one whose curve is known: each β starts where that one ended, each cluster tried once
 * more whether it splits. Cheaper by far, for resampled counts.
 *
 * @param known of the same number of values of X.
 */
export async function nearbyCurve(
  joint: Joint,
  known: readonly BottleneckPoint[],
  rng: Rng,
  hooks: WorkHooks,
): Promise<BottleneckPoint[]> {
  const points: BottleneckPoint[] = [];
  for (const [i, { beta, encoder }] of known.entries()) {
    const start = encoder.clusters < joint.xs ? splitClusters(encoder, rng.split(i)) : encoder;
    points.push(await bottleneck(joint, beta, start, hooks));
  }
  return points;
}

const refinements = 7;

/**
 * The curve with more points where it reaches `relevant` bits on Y: β between its two neighbours there is halved, in its logarithm,
 * again and again, each time from the clusters of the upper one. Where the curve jumps, the two come close in β alone.
 */
export async function refineCurve(
  joint: Joint,
  curve: readonly BottleneckPoint[],
  relevant: number,
  hooks: WorkHooks,
): Promise<BottleneckPoint[]> {
  const points = [...curve];
  for (let i = 0; i < refinements; i++) {
    const at = points.findIndex((point) => point.relevant >= relevant);
    const [before, after] = [points[at - 1], points[at]];
    if (before === undefined || after === undefined) return points;
    points.splice(at, 0, await bottleneck(joint, Math.sqrt(before.beta * after.beta), after.encoder, hooks));
  }
  return points;
}

/** The least I(X; T) on the curve that keeps so much of Y, by straight lines between its points; undefined beyond its end. */
export function bitsFor(curve: readonly BottleneckPoint[], relevant: number): number | undefined {
  const at = curve.findIndex((point) => point.relevant >= relevant);
  const [before, after] = [at > 0 ? curve[at - 1] : { kept: 0, relevant: 0 }, curve[at]];
  if (after === undefined || before === undefined) return undefined;
  if (after.relevant === before.relevant) return after.kept;
  const share = (relevant - before.relevant) / (after.relevant - before.relevant);
  return before.kept + share * (after.kept - before.kept);
}

/** Of two binary variables that differ with probability e, X uniform: I(T; Y) for I(X; T), in bits (Wyner and Ziv 1973, Mrs. Gerber). */
export function symmetricChannelCurve(e: number, points: number): { kept: number; relevant: number }[] {
  return Array.from({ length: points }, (_, i) => {
    const q = 0.5 * (1 - i / (points - 1));
    return { kept: 1 - binaryEntropy(q), relevant: 1 - binaryEntropy(q * (1 - e) + (1 - q) * e) };
  });
}

function binaryEntropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);
}

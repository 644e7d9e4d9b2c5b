import { Pacer, type WorkHooks } from '../../compute/work';
import type { Rng } from '../../base/rng';
import { entropy, informationBetween, type Joint } from './joint';

/** p(t | x), a row an x. */
export interface Encoder {
  readonly clusters: number;
  readonly values: Float64Array;
}

/** What a bottleneck at one β keeps. */
export interface BottleneckPoint {
  readonly beta: number;
  /** I(X; T) and I(T; Y), in bits. */
  readonly kept: number;
  readonly relevant: number;
  readonly encoder: Encoder;
  readonly iterations: number;
  /** False where the change was still above the tolerance after the most iterations. */
  readonly converged: boolean;
}

const tolerance = 1e-8;
const mostIterations = 4000;
/** Clusters whose p(y | t) differ less than that, in total variation, are one. */
const sameCluster = 1e-4;
const leastWeight = 1e-9;
/** How far apart the halves of a cluster start when it is tried whether it splits. */
const nudge = 0.02;

/**
 * The self-consistent equations of the information bottleneck (Tishby, Pereira and Bialek 1999, theorem 4), in turn until they hold:
 * p(t | x) ∝ p(t) exp(−β D[p(y|x) ‖ p(y|t)]). Each turn lowers I(X; T) − β I(T; Y); where they end may be a local minimum. Clusters that
 * came to be the same are joined.
 *
 * @param beta above 0; what a bit on Y is worth, in bits on X.
 */
export async function bottleneck(
  joint: Joint,
  beta: number,
  start: Encoder,
  hooks: WorkHooks,
): Promise<BottleneckPoint> {
  const pacer = new Pacer(hooks);
  const { xs, ys, px, conditional } = joint;
  const k = start.clusters;
  let encoder = start.values.slice();
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < mostIterations) {
    const { weights, decoder } = decode(joint, encoder, k);
    const logs = decoder.map((p) => Math.log(Math.max(p, 1e-300)));
    const next = new Float64Array(xs * k);
    let change = 0;
    for (let x = 0; x < xs; x++) {
      let most = -Infinity;
      for (let t = 0; t < k; t++) {
        // The terms of D without p(y | t) are the same for every cluster.
        let cross = 0;
        for (let y = 0; y < ys; y++) {
          const p = conditional[x * ys + y] as number;
          if (p > 0) cross += p * (logs[t * ys + y] as number);
        }
        const exponent =
          (weights[t] as number) > 0 ? Math.log(weights[t] as number) + beta * cross : -Infinity;
        next[x * k + t] = exponent;
        if (exponent > most) most = exponent;
      }
      let sum = 0;
      for (let t = 0; t < k; t++) {
        const value = Math.exp((next[x * k + t] as number) - most);
        next[x * k + t] = value;
        sum += value;
      }
      for (let t = 0; t < k; t++) {
        const value = (next[x * k + t] as number) / sum;
        change = Math.max(change, (px[x] as number) * Math.abs(value - (encoder[x * k + t] as number)));
        next[x * k + t] = value;
      }
    }
    encoder = next;
    iterations++;
    converged = change < tolerance;
    await pacer.did(xs * k * (ys + 20) + k * ys * 20);
  }
  const joined = joinClusters(joint, { clusters: k, values: encoder });
  return { beta, ...informationOf(joint, joined), encoder: joined, iterations, converged };
}

/** I(X; T) and I(T; Y) of an encoder, in bits. */
export function informationOf(
  joint: Joint,
  { clusters, values }: Encoder,
): { kept: number; relevant: number } {
  const { weights, decoder } = decode(joint, values, clusters);
  return {
    kept: informationBetween(joint.px, values, clusters),
    relevant: informationBetween(weights, decoder, joint.ys),
  };
}

/** I(X; T) − β I(T; Y): the less the better. */
export function lagrangian({ beta, kept, relevant }: BottleneckPoint): number {
  return kept - beta * relevant;
}

/** Every value of X its own cluster. */
export function identityEncoder(xs: number): Encoder {
  return {
    clusters: xs,
    values: Float64Array.from({ length: xs * xs }, (_, i) => (i % (xs + 1) === 0 ? 1 : 0)),
  };
}

/** Each cluster as two halves that differ a little, at random: where the whole is unstable they move apart. */
export function splitClusters({ clusters, values }: Encoder, rng: Rng): Encoder {
  const split = new Float64Array(2 * values.length);
  values.forEach((p, i) => {
    const lean = nudge * (2 * rng.uniform() - 1);
    const x = Math.floor(i / clusters);
    const at = x * 2 * clusters + 2 * (i % clusters);
    split[at] = (p * (1 + lean)) / 2;
    split[at + 1] = (p * (1 - lean)) / 2;
  });
  return { clusters: 2 * clusters, values: split };
}

/** The weight of every cluster, p(t), and the rows p(y | t); a cluster without weight has a row of zeros. */
export function decode(
  { xs, ys, px, conditional }: Joint,
  encoder: Float64Array,
  clusters: number,
): { weights: Float64Array; decoder: Float64Array } {
  const weights = new Float64Array(clusters);
  const decoder = new Float64Array(clusters * ys);
  for (let x = 0; x < xs; x++) {
    for (let t = 0; t < clusters; t++) {
      const p = (px[x] as number) * (encoder[x * clusters + t] as number);
      if (p === 0) continue;
      weights[t] = (weights[t] as number) + p;
      for (let y = 0; y < ys; y++) {
        decoder[t * ys + y] = (decoder[t * ys + y] as number) + p * (conditional[x * ys + y] as number);
      }
    }
  }
  for (let t = 0; t < clusters; t++) {
    const weight = weights[t] as number;
    if (weight === 0) continue;
    for (let y = 0; y < ys; y++) decoder[t * ys + y] = (decoder[t * ys + y] as number) / weight;
  }
  return { weights, decoder };
}

/** Clusters without weight left out, and those that say the same of Y added together: both change no information. */
function joinClusters(joint: Joint, { clusters, values }: Encoder): Encoder {
  const { xs, ys } = joint;
  const { weights, decoder } = decode(joint, values, clusters);
  const kept: number[] = [];
  const into = Array.from(weights, (weight, t) => {
    if (weight < leastWeight) return -1;
    const same = kept.findIndex((other) => {
      let apart = 0;
      for (let y = 0; y < ys; y++) {
        apart += Math.abs((decoder[t * ys + y] as number) - (decoder[other * ys + y] as number));
      }
      return apart / 2 < sameCluster;
    });
    return same >= 0 ? same : kept.push(t) - 1;
  });
  const joined = new Float64Array(xs * kept.length);
  for (let x = 0; x < xs; x++) {
    let sum = 0;
    for (let t = 0; t < clusters; t++) {
      const to = into[t] ?? -1;
      if (to < 0) continue;
      joined[x * kept.length + to] =
        (joined[x * kept.length + to] as number) + (values[x * clusters + t] as number);
      sum += values[x * clusters + t] as number;
    }
    for (let t = 0; t < kept.length; t++) {
      joined[x * kept.length + t] = (joined[x * kept.length + t] as number) / sum;
    }
  }
  return { clusters: kept.length, values: joined };
}

/** The bits that T takes in all: H(T), of the weights of its clusters. */
export function clusterEntropy(joint: Joint, { clusters, values }: Encoder): number {
  return entropy(decode(joint, values, clusters).weights);
}

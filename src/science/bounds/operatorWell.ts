import type { Rng } from '../../base/rng';
import { dotRuns } from '../../compute/dotRuns';
import type { WorkHooks } from '../../compute/work';
import { lanczos } from './lanczos';
import { spectralDensity, type SpectralMeasure } from './spectralDensity';
import type { SymmetricOperator } from './symmetricOperator';
import { topEigenpairs, type Eigenpair } from './topEigenpairs';
import { tridiagonalEigen } from './tridiagonalEigen';

/** A share of a vector's squared length that is rounding. */
const negligible = 1e-13;

/** A quadratic well that stands for an operator and a minimiser: equal to them as far as so many products can tell. */
export interface OperatorWell {
  /** D of them, greatest first; negative ones are taken for 0. */
  readonly eigenvalues: Float64Array;
  /** The minimiser's coordinate along each; signs are of no account. */
  readonly minimiser: Float64Array;
}

export interface OperatorWells {
  /** From all probes together. */
  readonly all: OperatorWell;
  /** From each probe by itself: how these differ is the uncertainty of the bulk of the spectrum. */
  readonly each: readonly OperatorWell[];
  /** The eigenvalues found one by one. */
  readonly top: readonly Eigenpair[];
  /** The share of the spectrum that is negative, which a well has not: 0 of a Gauss–Newton matrix. */
  readonly negative: number;
  /** The least eigenvalue that a probe has come upon. */
  readonly least: number;
}

export interface OperatorWellOptions {
  /** How many eigenvalues are found one by one, with the minimiser's coordinate along each. */
  readonly top: number;
  /** Products with the operator for each probe, for the top and for the minimiser. */
  readonly steps: number;
  /** Random vectors for the bulk, from 2. */
  readonly probes: number;
  readonly rng: Rng;
  readonly hooks: WorkHooks;
}

/**
 * The spectrum of an operator and where a vector lies in it, by products alone. The greatest eigenvalues come from Lanczos,
 * the bulk from stochastic Lanczos quadrature, as quantiles. What of the vector is not along the greatest is told by Lanczos
 * from it: a Gauss rule whose nodes take the places of the bulk eigenvalues next to them, so that cᵀH^p c is exact up to
 * p = 2·steps − 1, the loss at the start among them.
 *
 * @param offset from the start to the minimiser, of length D, not zero.
 */
export async function operatorWell(
  operator: SymmetricOperator,
  offset: Float64Array,
  { top, steps, probes, rng, hooks }: OperatorWellOptions,
): Promise<OperatorWells> {
  const { size } = operator;
  const inner = { signal: hooks.signal, breathe: hooks.breathe };
  const pairs = await topEigenpairs(operator, Math.min(top, size), steps, rng.split(0), inner);
  const { measures } = await spectralDensity(operator, { probes, steps, rng: rng.split(1), hooks });
  const rest = offset.slice();
  const along = pairs.map(({ vector }) => {
    const share = dotRuns(rest, 0, vector, 0, size);
    for (let i = 0; i < size; i++) rest[i] = (rest[i] as number) - share * (vector[i] as number);
    return share;
  });
  const bulk = await measureFrom(operator, rest, steps, rng.split(2), inner);
  const wellOf = (chosen: readonly SpectralMeasure[]): OperatorWell =>
    assemble(size, pairs, along, chosen, bulk, dotRuns(rest, 0, rest, 0, size));
  // A null space comes out a little below zero as often as above.
  const floor = -negligible * Math.abs(pairs[0]?.value ?? 0);
  return {
    all: wellOf(measures),
    each: measures.map((measure) => wellOf([measure])),
    top: pairs,
    negative:
      measures.reduce(
        (sum, { nodes, weights }) =>
          sum + nodes.reduce((share, node, i) => share + (node < floor ? (weights[i] as number) : 0), 0),
        0,
      ) / measures.length,
    least: measures.reduce((least, { nodes }) => Math.min(least, nodes.at(-1) ?? 0), Infinity),
  };
}

/** The spectral measure of a vector, its weights shares of its squared length; empty where it is zero to rounding. */
async function measureFrom(
  operator: SymmetricOperator,
  start: Float64Array,
  steps: number,
  rng: Rng,
  hooks: WorkHooks,
): Promise<SpectralMeasure> {
  if (!(dotRuns(start, 0, start, 0, start.length) > 0)) {
    return { nodes: new Float64Array(0), weights: new Float64Array(0) };
  }
  const basis = await lanczos(operator, start, { steps, whenInvariant: 'stop', rng, hooks });
  const { values, vectors } = tridiagonalEigen(basis.diagonal, basis.offDiagonal);
  return { nodes: values, weights: Float64Array.from(vectors, (vector) => (vector[0] ?? 0) ** 2) };
}

function assemble(
  size: number,
  pairs: readonly Eigenpair[],
  along: readonly number[],
  measures: readonly SpectralMeasure[],
  bulk: SpectralMeasure,
  bulkSquares: number,
): OperatorWell {
  const values = [
    ...pairs.map(({ value }, i) => ({ value, c: along[i] ?? 0 })),
    ...placeNodes(bulkEigenvalues(size, pairs, measures), bulk, bulkSquares),
  ].sort((a, b) => b.value - a.value);
  return {
    eigenvalues: Float64Array.from(values, ({ value }) => Math.max(0, value)),
    minimiser: Float64Array.from(values, ({ c }) => c),
  };
}

/**
 * Quantiles of what measures have besides the eigenvalues that were found one by one. Nodes above those are theirs; a node
 * at the least of them may stand for more, as where a bulk has one value, and gives up only as many as were found.
 */
function bulkEigenvalues(
  size: number,
  pairs: readonly Eigenpair[],
  measures: readonly SpectralMeasure[],
): number[] {
  const least = pairs.at(-1)?.value ?? Infinity;
  const near = 1e-6 * Math.abs(least);
  const found = pairs.filter(({ value }) => value <= least + near).length / size;
  const all = measures
    .flatMap(({ nodes, weights }) =>
      Array.from(nodes, (node, i) => {
        const weight = weights[i] as number;
        return { node, weight: Math.abs(node - least) <= near ? Math.max(0, weight - found) : weight };
      }),
    )
    .filter(({ node }) => node <= least + near)
    .sort((a, b) => b.node - a.node);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const count = size - pairs.length;
  const quantiles: number[] = [];
  let at = 0;
  let reached = all[0]?.weight ?? 0;
  for (let i = 0; i < count; i++) {
    while (at < all.length - 1 && reached < ((i + 0.5) / count) * total) reached += all[++at]?.weight ?? 0;
    quantiles.push(all[at]?.node ?? 0);
  }
  return quantiles;
}

/** Each node of the minimiser's measure in place of the eigenvalue nearest to it that has none yet. */
function placeNodes(
  eigenvalues: readonly number[],
  { nodes, weights }: SpectralMeasure,
  squares: number,
): { value: number; c: number }[] {
  const placed = eigenvalues.map((value) => ({ value, c: 0 }));
  const taken = new Set<number>();
  // Rounding brings in eigenvalues that the vector has no part in: without weight they have no place to take.
  const heaviest = Array.from(nodes, (_, i) => i)
    .filter((i) => (weights[i] ?? 0) > negligible)
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  for (const i of heaviest.slice(0, placed.length)) {
    const node = nodes[i] ?? 0;
    let best = -1;
    for (let k = 0; k < placed.length; k++) {
      if (taken.has(k)) continue;
      const gap = Math.abs((eigenvalues[k] ?? 0) - node);
      if (best < 0 || gap < Math.abs((eigenvalues[best] ?? 0) - node)) best = k;
    }
    if (best < 0) break;
    taken.add(best);
    placed[best] = { value: node, c: Math.sqrt(squares * (weights[i] ?? 0)) };
  }
  return placed;
}

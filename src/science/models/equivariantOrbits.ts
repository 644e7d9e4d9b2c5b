import { err, ok, type Result } from '../../base/result';
import type { FeatureGroup } from './featureGroup';
import type { NetworkSpec } from './modelSpec';
import { layOut } from './networkLayout';

/** Which parameters a group makes equal. */
export interface ParameterOrbits {
  /** The orbit of each of D parameters, numbered by their first ones. */
  readonly orbitOf: Int32Array;
  /** How many there are: the dimension of what is invariant. */
  readonly count: number;
}

/**
 * The orbits of a network's parameters under a group that permutes its inputs, every hidden layer carrying copies of
 * the regular representation (unit c |G| + h goes to c |G| + g h) and the outputs staying as they are. The group acts
 * on a layer's weights by W → ρ_out(g) W ρ_in(g)⁻¹, a permutation of them. The symmetriser, the mean over the group
 * (Reynolds operator), so projects on what is constant on orbits, and exactly those networks are invariant functions
 * with equivariant layers. Each orbit adds one dimension (Burnside's lemma: the mean number of fixed parameters).
 * The error is a sentence: a network with convolutions, or with a hidden layer that no number of copies fills.
 */
export function parameterOrbits(network: NetworkSpec, group: FeatureGroup): Result<ParameterOrbits, string> {
  const { stages, layers, parameters } = layOut(network);
  if (stages.length > 0)
    return err(`${group.name} needs a fully connected network, and ${network.name} is none.`);
  const order = group.elements.length;
  const bad = layers.slice(0, -1).find(({ outputs }) => outputs % order !== 0);
  if (bad !== undefined)
    return err(
      `${group.name} has ${order} elements, and a hidden layer of ${bad.outputs} units is no multiple of it.`,
    );
  const orbitOf = new Int32Array(parameters).fill(-1);
  let count = 0;
  for (const [l, { inputs, outputs, weights, bias }] of layers.entries()) {
    const isLast = l + 1 === layers.length;
    const from = (g: number, i: number): number =>
      l === 0 ? (group.elements[g]?.[i] as number) : regular(group, g, i);
    const to = (g: number, j: number): number => (isLast ? j : regular(group, g, j));
    for (let k = weights; k < weights + inputs * outputs; k++) {
      if (orbitOf[k] !== -1) continue;
      const [i, j] = [Math.floor((k - weights) / outputs), (k - weights) % outputs];
      for (let g = 0; g < order; g++) orbitOf[weights + from(g, i) * outputs + to(g, j)] = count;
      count++;
    }
    for (let j = 0; j < outputs; j++) {
      if (orbitOf[bias + j] !== -1) continue;
      for (let g = 0; g < order; g++) orbitOf[bias + to(g, j)] = count;
      count++;
    }
  }
  return ok({ orbitOf, count });
}

function regular({ table, elements }: FeatureGroup, g: number, unit: number): number {
  const h = unit % elements.length;
  return unit - h + (table[g]?.[h] as number);
}

import { CodedError } from '../../base/errors';
import { parameterOrbits, type ParameterOrbits } from '../../science/models/equivariantOrbits';
import { parseSymmetry, type FeatureGroup } from '../../science/models/featureGroup';
import {
  isLayersNetwork,
  isWellNetwork,
  parametersOf,
  type AnyNetwork,
} from '../../science/models/layersNetwork';
import type { TrainingJob } from '../../science/subspace/replicaBackend';
import type { TrainingPlan } from '../../science/subspace/trainReplica';
import type { SubspaceResult } from '../subspaceResult';
import type { SubspaceSpec } from './subspaceOptions';
import { shapeOf, type TrainingTask } from './trainingTask';

/**
 * What a block's `symmetry` makes equal among the parameters; undefined where it asks for none.
 * @throws `experiment.invalid` where the group does not act on these data or this network.
 */
export function symmetryOf(
  spec: SubspaceSpec,
  { data, outputs }: Pick<TrainingTask, 'data' | 'outputs'>,
  network: AnyNetwork,
): { readonly group: FeatureGroup; readonly orbits: ParameterOrbits } | undefined {
  const location = { file: spec.data };
  const group = parseSymmetry(spec.symmetry ?? 'none', data.matrix.columns, shapeOf(spec, data));
  if (!group.ok)
    throw new CodedError('experiment.invalid', `The symmetry ${group.error}`, {
      remedy: 'Say what image a row is with `shape`, or name another `symmetry`.',
      location,
    });
  if (group.value === undefined || isWellNetwork(network)) return undefined;
  if (isLayersNetwork(network))
    throw new CodedError(
      'experiment.invalid',
      'A model from a file has no `symmetry`: what its weights do is not known.',
      {
        remedy: 'Leave `symmetry` out, or name a network of Marginalia’s, such as mlp(64-32-10).',
        location,
      },
    );
  const orbits = parameterOrbits(network, group.value);
  if (orbits.ok) return { group: group.value, orbits: orbits.value };
  const width = group.value.elements.length * Math.ceil(32 / group.value.elements.length);
  throw new CodedError('experiment.invalid', `The symmetry ${orbits.error}`, {
    remedy: `Take \`model: mlp(${data.matrix.columns}-${width}-${outputs})\`, or another multiple.`,
    location,
  });
}

/** A block's options with the epochs of its second phase. Throws `experiment.invalid` where none are left for the first. */
export function phasesOf(spec: SubspaceSpec): SubspaceSpec {
  if (spec.then === undefined) return { ...spec, thenEpochs: undefined };
  const thenEpochs = spec.thenEpochs ?? Math.floor(spec.epochs / 2);
  if (thenEpochs >= 1 && thenEpochs < spec.epochs) return { ...spec, thenEpochs };
  throw new CodedError(
    'experiment.invalid',
    `Of ${spec.epochs} epochs a second phase of ${thenEpochs} leaves ${spec.epochs - thenEpochs} to the first.`,
    {
      remedy: 'Both phases need an epoch: raise `epochs`, or set `thenEpochs` below it.',
      location: { file: spec.data },
    },
  );
}

/** The network and its free parameters, as the result has them. */
export function modelOf(
  { network, orbits }: Pick<TrainingJob, 'network' | 'orbits'>,
  { symmetry }: SubspaceSpec,
): SubspaceResult['model'] {
  const parameters = parametersOf(network);
  if (orbits === undefined) return { name: network.name, parameters };
  return {
    name: `${network.name}, equivariant under ${symmetry} (${parameters} parameters, of which the group leaves ${orbits.count} free)`,
    parameters: orbits.count,
  };
}

/** `burn-in of 64 steps`, `random for 40 epochs, then full space for 10`. */
export function describeMethod(
  { method, burnIn, epochs }: SubspaceSpec,
  { then, thenEpochs = 0 }: Pick<TrainingPlan, 'then' | 'thenEpochs'>,
): string {
  const first = method === 'burn-in' ? `burn-in of ${burnIn} steps` : method;
  if (then === undefined) return first;
  const second = then === 'full' ? 'full space' : 'another random subspace';
  return `${first} for ${epochs - thenEpochs} epochs, then ${second} for ${thenEpochs}`;
}

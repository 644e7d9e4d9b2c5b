import type { GpuLimits } from '../device';
import { GpuFault } from '../gpuFault';
import type { GpuNetwork } from './gpuTrainingJob';

/** Rows of activations a replica has: the features, then every layer's outputs. */
export function activationRows({ layers }: Pick<GpuNetwork, 'layers'>): number {
  return layers.reduce((sum, { outputs }) => sum + outputs, layers[0]?.inputs ?? 0);
}

/** Words of a projection: two rows of a column each, columns padded to sixteen rows. */
export function matrixWords(parameters: number, dimension: number): number {
  return 8 * Math.ceil(parameters / 16) * dimension;
}

/**
 * Splits replicas into groups that are trained side by side, none of whose buffers is larger than the device binds, in
 * their order. Throws a GpuFault where one alone is too large.
 *
 * @param dimensions d of each; undefined for all of parameter space, which stands in groups of its own.
 */
export function groupReplicas(
  network: GpuNetwork,
  dimensions: readonly (number | undefined)[],
  limits: GpuLimits,
): number[][] {
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const shared = Math.max(network.features.byteLength, network.answers.byteLength);
  if (shared > most) throw tooLarge(shared, most);
  const activations = 4 * activationRows(network) * network.batch;
  const groups: number[][] = [];
  let [taken, space]: [number, boolean | undefined] = [0, undefined];
  dimensions.forEach((dimension, i) => {
    const matrix = dimension === undefined ? 0 : 4 * matrixWords(network.parameters, dimension);
    // The greatest of a replica's parts bounds the group, since each has a buffer of its own.
    const bytes = Math.max(matrix, activations, 8 * network.parameters, 8 * (dimension ?? 0));
    if (bytes > most) throw tooLarge(bytes, most);
    const isSubspace = dimension !== undefined;
    const group = groups.at(-1);
    if (
      group === undefined ||
      space !== isSubspace ||
      taken + bytes > most ||
      group.length === mostReplicas
    ) {
      groups.push([i]);
      taken = bytes;
    } else {
      group.push(i);
      taken += bytes;
    }
    space = isSubspace;
  });
  return groups;
}

/** Far fewer than workgroups a dimension may have; more fill no device better. */
const mostReplicas = 512;

function tooLarge(bytes: number, most: number): GpuFault {
  const megabytes = (value: number): string => (value / 2 ** 20).toFixed(0);
  return new GpuFault(
    'memory',
    `it binds ${megabytes(most)} MB at a time, and one run needs ${megabytes(bytes)} MB`,
  );
}

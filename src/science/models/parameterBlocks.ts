import { layOut, type ConvolutionLayer, type NetworkLayer } from './networkLayout';
import type { NetworkSpec } from './modelSpec';

/** Where one layer's parameters stand among all of them; a range holds its start and not its end. */
export interface ParameterBlock {
  /** For people: `layer 1 (64 × 32)`. */
  readonly name: string;
  readonly weights: readonly [number, number];
  readonly biases: readonly [number, number];
}

/** The layers of a network that have parameters, from the input on. */
export function parameterBlocks(network: NetworkSpec): ParameterBlock[] {
  const { stages, layers } = layOut(network);
  const block = (
    name: string,
    { weights, inputs, outputs, bias }: NetworkLayer,
    l: number,
  ): ParameterBlock => ({
    name: `layer ${l + 1} (${name})`,
    weights: [weights, weights + inputs * outputs],
    biases: [bias, bias + outputs],
  });
  const convolutions = stages.filter((stage): stage is ConvolutionLayer => stage.kind === 'conv');
  return [
    ...convolutions.map((layer, l) =>
      block(`conv ${layer.kernel} × ${layer.kernel}, ${layer.outputs}`, layer, l),
    ),
    ...layers.map((layer, l) => block(`${layer.inputs} × ${layer.outputs}`, layer, convolutions.length + l)),
  ];
}

/** All weights of all layers, ascending; biases are none. */
export function allWeights(blocks: readonly ParameterBlock[]): Int32Array {
  return concatenated(
    blocks.map(({ weights: [from, to] }) => Int32Array.from({ length: to - from }, (_, i) => from + i)),
  );
}

/** One list after the other. */
export function concatenated(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    all.set(part, next);
    next += part.length;
  }
  return all;
}

import type { Rng } from '../../base/rng';
import type { Activation, ConvolutionShape, PoolShape, Pooling } from '../../compute/training/kernels';
import { alongAxis, sizeAfter, type ImageSize } from './imageSpec';
import type { NetworkSpec } from './modelSpec';

/** One layer, and where its parameters stand among all of them: weights row-major by input, then biases. */
export interface NetworkLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Index of the first weight. */
  readonly weights: number;
  /** Index of the first bias. */
  readonly bias: number;
  /** After the layer; the last one has none. */
  readonly activation: Activation;
}

/** A convolution; `inputs` are those of one output pixel, by channel, row and column of its patch. */
export interface ConvolutionLayer extends NetworkLayer {
  readonly kind: 'conv';
  readonly from: ImageSize;
  readonly to: ImageSize;
  /** Zeros before the image's first row and column. */
  readonly before: readonly [rows: number, columns: number];
  /** The image with the zeros around it. */
  readonly padded: ImageSize;
  readonly shape: Omit<ConvolutionShape, 'stride'>;
  readonly kernel: number;
}

export interface PoolLayer {
  readonly kind: Pooling;
  readonly from: ImageSize;
  readonly to: ImageSize;
  readonly shape: Omit<PoolShape, 'stride'>;
}

export interface NetworkLayout {
  /** What is done to images first, in order; their parameters come before all others. */
  readonly stages: readonly (ConvolutionLayer | PoolLayer)[];
  /** The fully connected layers. */
  readonly layers: readonly NetworkLayer[];
  /** How many parameters there are: D. */
  readonly parameters: number;
}

export function layOut({ widths, activation, image }: NetworkSpec): NetworkLayout {
  const stages: (ConvolutionLayer | PoolLayer)[] = [];
  let next = 0;
  let from: ImageSize = image?.size ?? { height: 0, width: 0, channels: 0 };
  for (const stage of image?.stages ?? []) {
    const to = sizeAfter(from, stage);
    if (stage.kind === 'conv') {
      const layer = convolution(from, to, stage, activation, next);
      stages.push(layer);
      next = layer.bias + layer.outputs;
    } else stages.push({ kind: stage.kind, from, to, shape: { ...from, size: stage.size } });
    from = to;
  }
  const layers: NetworkLayer[] = [];
  for (let l = 0; l + 1 < widths.length; l++) {
    const inputs = widths[l] ?? 0;
    const outputs = widths[l + 1] ?? 0;
    const isLast = l + 2 === widths.length;
    layers.push({
      inputs,
      outputs,
      weights: next,
      bias: next + inputs * outputs,
      activation: isLast ? 'identity' : activation,
    });
    next += inputs * outputs + outputs;
  }
  return { stages, layers, parameters: next };
}

function convolution(
  from: ImageSize,
  to: ImageSize,
  stage: Parameters<typeof alongAxis>[1],
  activation: Activation,
  weights: number,
): ConvolutionLayer {
  const [rows, columns] = [alongAxis(from.height, stage), alongAxis(from.width, stage)];
  const padded = {
    height: from.height + rows.before + rows.after,
    width: from.width + columns.before + columns.after,
    channels: from.channels,
  };
  const inputs = from.channels * stage.kernel ** 2;
  return {
    kind: 'conv',
    inputs,
    outputs: to.channels,
    weights,
    bias: weights + inputs * to.channels,
    activation,
    from,
    to,
    before: [rows.before, columns.before],
    padded,
    shape: {
      patch: inputs,
      outputs: to.channels,
      height: to.height,
      width: to.width,
      across: stage.step,
      down: stage.step * padded.width,
    },
    kernel: stage.kernel,
  };
}

/** Pixels of the padded input from a patch's first element to each, by channel, row and column. */
export function patchOffsets({ kernel, padded, inputs }: ConvolutionLayer): Int32Array {
  return Int32Array.from({ length: inputs }, (_, p) => {
    const [channel, row, column] = [
      Math.floor(p / kernel ** 2),
      Math.floor((p % kernel ** 2) / kernel),
      p % kernel,
    ];
    return (channel * padded.height + row) * padded.width + column;
  });
}

/**
 * Draws a network's parameters: weights normal with variance 2 / inputs before ReLU and GELU (He et al. 2015, eq. 10),
 * 2 / (inputs + outputs) elsewhere (Glorot and Bengio 2010, eq. 12), biases zero. A convolution counts its patch.
 */
export function drawParameters({ stages, layers }: NetworkLayout, target: Float32Array, rng: Rng): void {
  // A pixel that goes into a convolution is seen by kernel² pixels of each channel that comes out.
  const convolutions = stages.flatMap((stage) =>
    stage.kind === 'conv' ? [{ ...stage, seen: stage.outputs * stage.kernel ** 2 }] : [],
  );
  for (const layer of [...convolutions, ...layers.map((each) => ({ ...each, seen: each.outputs }))]) {
    const { inputs, outputs, seen, weights, bias, activation } = layer;
    const rectified = activation === 'relu' || activation === 'gelu';
    const deviation = Math.sqrt(2 / (rectified ? inputs : inputs + seen));
    for (let k = weights; k < bias; k++) target[k] = deviation * rng.normal();
    target.fill(0, bias, bias + outputs);
  }
}

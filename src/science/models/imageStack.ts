import type { Arena } from '../../compute/training/arena';
import { convolutionScratch, type Address } from '../../compute/training/kernels';
import { patchOffsets, type ConvolutionLayer, type NetworkLayout, type PoolLayer } from './networkLayout';
import { imageValues, type ImageSize } from './imageSpec';

interface StageBuffers {
  /** After the stage, and the loss's gradient by that. */
  readonly output: Address;
  readonly delta: Address;
}

interface ConvolutionBuffers extends StageBuffers {
  readonly layer: ConvolutionLayer;
  readonly offsets: Address;
  /** Before the activation. */
  readonly linear: Address;
  /** The input with zeros around it, and its gradient; undefined where there are none around it. */
  readonly padded: { readonly input: Address; readonly delta: Address } | undefined;
}

interface PoolBuffers extends StageBuffers {
  readonly layer: PoolLayer;
}

type Buffers = ConvolutionBuffers | PoolBuffers;

/** Convolutions and pooling on a batch of images: what comes before a network's fully connected layers. */
export class ImageStack {
  private readonly stages: readonly Buffers[];

  /** @param chunk the most examples that pass through together, a multiple of 8. */
  constructor(
    { stages }: NetworkLayout,
    private readonly arena: Arena,
    chunk: number,
  ) {
    const image = (size: ImageSize): Address => arena.floats(imageValues(size) * chunk);
    this.stages = stages.map((layer): Buffers => {
      const buffers = { output: image(layer.to), delta: image(layer.to) };
      if (layer.kind !== 'conv') return { ...buffers, layer };
      const table = patchOffsets(layer);
      const offsets = arena.bytes(convolutionScratch(layer.shape));
      arena.viewIntegers(offsets, table.length).set(table);
      const padded = isPadded(layer) ? { input: image(layer.padded), delta: image(layer.padded) } : undefined;
      return { ...buffers, layer, offsets, linear: image(layer.to), padded };
    });
  }

  /** Of the last stage. */
  get output(): Address {
    return this.last.output;
  }

  /** Of every stage, and the values that one example has there. */
  get outputs(): readonly { output: Address; outputs: number }[] {
    return this.stages.map(({ layer, output }) => ({ output, outputs: imageValues(layer.to) }));
  }

  /** Where the loss's gradient by the output is expected. */
  get delta(): Address {
    return this.last.delta;
  }

  private get last(): Buffers {
    return this.stages.at(-1) as Buffers;
  }

  forward(theta: Address, input: Address, stride: number): void {
    const { kernels } = this.arena;
    for (const [s, stage] of this.stages.entries()) {
      const from = this.stages[s - 1]?.output ?? input;
      if (!isConvolution(stage)) {
        kernels.pool(stage.layer.kind, from, stage.output, { ...stage.layer.shape, stride });
        continue;
      }
      const { layer, offsets, linear, output, padded } = stage;
      if (padded !== undefined) this.move(layer, from, padded.input, stride, 'in');
      const [weights, bias] = [theta + 4 * layer.weights, theta + 4 * layer.bias];
      kernels.convolve(padded?.input ?? from, offsets, weights, bias, linear, { ...layer.shape, stride });
      kernels.activate(layer.activation, linear, output, imageValues(layer.to) * stride);
    }
  }

  /** Adds to the gradient of the parameters, from that by the output, which is overwritten. */
  backward(theta: Address, gradient: Address, input: Address, stride: number): void {
    const { kernels } = this.arena;
    for (let s = this.stages.length - 1; s >= 0; s--) {
      const stage = this.stages[s] as Buffers;
      const below = this.stages[s - 1];
      if (isConvolution(stage))
        this.backThrough(stage, below, theta, gradient, below?.output ?? input, stride);
      else if (below !== undefined) {
        const { layer, output, delta } = stage;
        kernels.poolBack(layer.kind, below.output, output, delta, below.delta, { ...layer.shape, stride });
      }
    }
  }

  private backThrough(
    { layer, offsets, linear, output, delta, padded }: ConvolutionBuffers,
    below: Buffers | undefined,
    theta: Address,
    gradient: Address,
    input: Address,
    stride: number,
  ): void {
    const { kernels } = this.arena;
    const shape = { ...layer.shape, stride };
    kernels.activateBack(layer.activation, linear, output, delta, imageValues(layer.to) * stride);
    const [weights, bias] = [gradient + 4 * layer.weights, gradient + 4 * layer.bias];
    kernels.convolveGradient(padded?.input ?? input, offsets, delta, weights, bias, shape);
    if (below === undefined) return;
    const target = padded?.delta ?? below.delta;
    this.arena.clear(target, imageValues(layer.padded) * stride);
    kernels.convolveInput(theta + 4 * layer.weights, offsets, delta, target, shape);
    if (padded !== undefined) this.move(layer, below.delta, padded.delta, stride, 'out');
  }

  /** Copies an image into the zeros around it, which stay, or out of them. */
  private move(
    { from, padded, before }: ConvolutionLayer,
    plain: Address,
    wide: Address,
    stride: number,
    way: 'in' | 'out',
  ): void {
    const floats = new Float32Array(this.arena.kernels.memory.buffer);
    const row = from.width * stride;
    // The zeros lie elsewhere for another number of examples.
    if (way === 'in') floats.fill(0, wide >> 2, (wide >> 2) + imageValues(padded) * stride);
    for (let c = 0; c < from.channels; c++) {
      for (let y = 0; y < from.height; y++) {
        const inside =
          (wide >> 2) + ((c * padded.height + y + before[0]) * padded.width + before[1]) * stride;
        const outside = (plain >> 2) + (c * from.height + y) * row;
        const [to, at] = way === 'in' ? [inside, outside] : [outside, inside];
        floats.copyWithin(to, at, at + row);
      }
    }
  }
}

/** Floats that one example takes in an {@link ImageStack}. */
export function stackFloats({ stages }: NetworkLayout): number {
  return stages.reduce((sum, layer) => {
    const own = (layer.kind === 'conv' ? 3 : 2) * imageValues(layer.to);
    return sum + own + (layer.kind === 'conv' && isPadded(layer) ? 2 * imageValues(layer.padded) : 0);
  }, 0);
}

function isPadded({ padded, from }: ConvolutionLayer): boolean {
  return imageValues(padded) > imageValues(from);
}

function isConvolution(stage: Buffers): stage is ConvolutionBuffers {
  return stage.layer.kind === 'conv';
}

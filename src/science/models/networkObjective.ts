import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Address, LayerShape, TrainingKernels } from '../../compute/training/kernels';
import { planarOrder, type ImageShape } from '../datasets/imageShape';
import { ImageStack, stackFloats } from './imageStack';
import { layerNames } from './layerNames';
import type { NetworkSpec } from './modelSpec';
import { drawParameters, layOut, type NetworkLayer, type NetworkLayout } from './networkLayout';
import type { LayerValues, Objective, Rows, Score } from './objective';

/** Examples for a network: features row by row, and what each row's answer is. */
export interface TrainingData {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns`. */
  readonly features: Float32Array;
  /** Classes from 0, one a row; or numbers, `rows × outputs`. */
  readonly answers: Int32Array | Float32Array;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Examples that pass through the network together at most: their activations fit into a core's own caches. */
const mostTogether = 128;
/** Floats that images may take while they pass through: a second-level cache of a megabyte. */
const imageFloats = 2 ** 18;

/** Examples that pass through a network together, a multiple of 8. */
function chunkOf(layout: NetworkLayout): number {
  const each = stackFloats(layout);
  if (each === 0) return mostTogether;
  return Math.min(mostTogether, 8 * Math.max(1, Math.floor(imageFloats / each / 8)));
}

/** Bytes that an objective takes from its kernels' memory: the data, and what passes through the network. */
export function objectiveBytes(network: NetworkSpec, rows: number, columns: number): number {
  const layout = layOut(network);
  const units = layout.layers.reduce((sum, { outputs }) => sum + 3 * outputs, 0);
  return 4 * (rows * (columns + 3) + chunkOf(layout) * (columns + units + stackFloats(layout)));
}

interface LayerBuffers extends NetworkLayer {
  /** Before and after the activation; the same place where there is none. */
  readonly linear: Address;
  readonly output: Address;
  /** The loss's gradient by `linear`, which is the output's own place in the last layer. */
  readonly delta: Address;
}

/** A network, fully connected or with convolutions before, under the mean cross-entropy of its labels, or the mean squared error of its outputs. */
export class NetworkObjective implements Objective {
  readonly parameters: number;
  readonly train: Rows;
  readonly test: Rows;
  private readonly layout: NetworkLayout;
  private readonly kernels: TrainingKernels;
  private readonly stack: ImageStack | undefined;
  private readonly buffers: readonly LayerBuffers[];
  private readonly chunk: number;
  private readonly features: Address;
  private readonly answers: Address;
  private readonly input: Address;
  private readonly tally: Address;
  private readonly classifies: boolean;

  constructor(
    network: NetworkSpec,
    private readonly data: TrainingData,
    private readonly arena: Arena,
  ) {
    this.layout = layOut(network);
    this.parameters = this.layout.parameters;
    this.kernels = arena.kernels;
    this.classifies = data.answers instanceof Int32Array;
    this.features = arena.store(data.features);
    if (network.image !== undefined) this.order(network.image.size);
    this.answers = arena.store(data.answers);
    this.train = { at: arena.store(data.train), count: data.train.length };
    this.test = { at: arena.store(data.test), count: data.test.length };
    const chunk = (this.chunk = chunkOf(this.layout));
    this.input = arena.floats(data.columns * chunk);
    this.tally = arena.bytes(16);
    this.stack = this.layout.stages.length > 0 ? new ImageStack(this.layout, arena, chunk) : undefined;
    this.buffers = this.layout.layers.map((layer, l) => {
      const linear = arena.floats(layer.outputs * chunk);
      const isLast = l + 1 === this.layout.layers.length;
      return {
        ...layer,
        linear,
        output: isLast ? linear : arena.floats(layer.outputs * chunk),
        delta: isLast ? linear : arena.floats(layer.outputs * chunk),
      };
    });
  }

  initialise(target: Float32Array, rng: Rng): void {
    drawParameters(this.layout, target, rng);
  }

  gradient(theta: Address, rows: Rows, gradient: Address): number {
    this.arena.clear(gradient, this.parameters);
    const terms = this.terms(rows.count);
    this.eachChunk(theta, rows, 1 / terms, (stride) => this.backward(theta, gradient, stride));
    return this.arena.double(this.tally) / terms;
  }

  evaluate(theta: Address, rows: Rows): Score {
    this.eachChunk(theta, rows, 0, () => {});
    return {
      loss: this.arena.double(this.tally) / this.terms(rows.count),
      accuracy: this.classifies ? this.arena.double(this.tally + 8) / rows.count : undefined,
    };
  }

  layers(theta: Address, rows: Rows): LayerValues[] {
    const all = [...(this.stack?.outputs ?? []), ...this.buffers];
    const names = layerNames(this.buffers.length, this.layout.stages);
    const found = all.map(({ outputs }, l): LayerValues => ({
      name: names[l] ?? '',
      columns: outputs,
      values: new Float32Array(rows.count * outputs),
    }));
    this.eachForward(theta, rows, (first, count, stride) =>
      all.forEach(({ output, outputs }, l) => {
        const values = this.arena.viewFloats(output, outputs * stride);
        const target = found[l]?.values;
        for (let b = 0; target && b < count; b++) {
          for (let j = 0; j < outputs; j++) target[(first + b) * outputs + j] = values[j * stride + b] ?? NaN;
        }
      }),
    );
    return found;
  }

  /** Brings the channels of every image one after the other, as the kernels have them. */
  private order(image: ImageShape): void {
    const order = planarOrder(image);
    if (order === undefined) return;
    const { rows, columns } = this.data;
    const features = this.arena.viewFloats(this.features, rows * columns);
    for (let row = 0; row < rows; row++) {
      const from = features.slice(row * columns, (row + 1) * columns);
      order.forEach((at, k) => (features[row * columns + k] = from[at] as number));
    }
  }

  /** Summands of the mean loss: examples, and their outputs where the error is squared. */
  private terms(count: number): number {
    return this.classifies ? count : count * (this.buffers.at(-1)?.outputs ?? 1);
  }

  private eachChunk(theta: Address, rows: Rows, scale: number, then: (stride: number) => void): void {
    this.arena.clear(this.tally, 4);
    const last = this.buffers.at(-1);
    if (last === undefined) return;
    const loss = this.classifies ? 'crossEntropy' : 'squaredError';
    this.eachForward(theta, rows, (first, count, stride) => {
      const at = rows.at + 4 * first;
      this.kernels[loss](last.linear, this.answers, at, count, last.outputs, stride, scale, this.tally);
      then(stride);
    });
  }

  /** Takes the rows through the network, chunk by chunk; what every layer makes of a chunk is there when it is told. */
  private eachForward(
    theta: Address,
    rows: Rows,
    then: (first: number, count: number, stride: number) => void,
  ): void {
    const { chunk } = this;
    for (let first = 0; first < rows.count; first += chunk) {
      const count = Math.min(chunk, rows.count - first);
      const stride = 8 * Math.ceil(count / 8);
      this.kernels.gather(this.features, rows.at + 4 * first, count, this.data.columns, this.input, stride);
      this.forward(theta, stride);
      then(first, count, stride);
    }
  }

  private forward(theta: Address, stride: number): void {
    this.stack?.forward(theta, this.input, stride);
    let input = this.stack?.output ?? this.input;
    for (const layer of this.buffers) {
      const { weights, bias, linear, output, activation, outputs } = layer;
      this.kernels.dense(input, theta + 4 * weights, theta + 4 * bias, linear, shapeOf(layer, stride));
      if (output !== linear) this.kernels.activate(activation, linear, output, outputs * stride);
      input = output;
    }
  }

  private backward(theta: Address, gradient: Address, stride: number): void {
    const { kernels, buffers, stack } = this;
    for (let l = buffers.length - 1; l >= 0; l--) {
      const layer = buffers[l] as LayerBuffers;
      const below = buffers[l - 1];
      const shape = shapeOf(layer, stride);
      const input = below?.output ?? stack?.output ?? this.input;
      kernels.denseGradient(
        input,
        layer.delta,
        gradient + 4 * layer.weights,
        gradient + 4 * layer.bias,
        shape,
      );
      const delta = below?.delta ?? stack?.delta;
      if (delta !== undefined) kernels.denseInput(theta + 4 * layer.weights, layer.delta, delta, shape);
      if (below === undefined) continue;
      kernels.activateBack(below.activation, below.linear, below.output, below.delta, below.outputs * stride);
    }
    stack?.backward(theta, gradient, this.input, stride);
  }
}

function shapeOf({ inputs, outputs }: NetworkLayer, stride: number): LayerShape {
  return { inputs, outputs, stride };
}

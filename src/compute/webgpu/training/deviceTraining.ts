import { throwIfAborted } from '../../../base/abort';
import type { WorkHooks } from '../../work';
import type { GpuBuffer, GpuDevice, GpuPipeline } from '../device';
import { checked, DeviceBuffers, readBack } from '../deviceBuffers';
import { activationRows, matrixWords } from './groupMemory';
import type { GpuLayer, GpuNetwork, GpuReplica, GpuStep, GpuTally } from './gpuTrainingJob';
import { productTile } from './layerKernels';
import { drawn, wide } from './spaceKernels';
import {
  layerBytes,
  layerWords,
  replicaWords,
  runBytes,
  runWords,
  stepBytes,
  stepWords,
  type ReplicaConstants,
} from './structures';
import type { TrainingPipelines } from './trainingPipelines';

/** Steps a command buffer holds: a cancelled run is gone soon. */
const stepsAtOnce = 32;
/** Workgroups in one direction: every device allows so many. */
const mostGroups = 65_535;

/** One dispatch: what runs, on what, and how often. */
interface Dispatch {
  readonly pipeline: GpuPipeline;
  readonly group: object;
  readonly size: readonly [number, number, number];
}

/** The rows that a pass goes over, and where it counts. */
interface Pass {
  readonly run: GpuBuffer;
  readonly steps: GpuBuffer;
  readonly state: GpuBuffer;
  readonly order: GpuBuffer;
  readonly tally: GpuBuffer;
}

/** Replicas that are trained side by side on one device: every dispatch works on all of them. */
export class DeviceTraining {
  private readonly buffers: DeviceBuffers;
  private readonly rows: number;
  private readonly reader: GpuBuffer;
  private readonly training: Pass;
  private readonly evaluation: Pass;
  private readonly begin: readonly Dispatch[];
  private readonly trainStep: readonly Dispatch[];
  private readonly evaluateStep: readonly Dispatch[];

  private constructor(
    private readonly device: GpuDevice,
    private readonly pipelines: TrainingPipelines,
    private readonly network: GpuNetwork,
    private readonly replicas: readonly GpuReplica[],
    /** Entries of an order, and steps of an epoch, at most. */
    private readonly most: { readonly rows: number; readonly steps: number },
  ) {
    const count = replicas.length;
    const { parameters, layers } = network;
    this.rows = network.features.length / (layers[0]?.inputs ?? 1);
    this.buffers = new DeviceBuffers(device);
    const { buffers } = this;
    this.reader = buffers.reader(8 * count);
    this.training = this.pass(count * most.rows, most.rows, true);
    this.evaluation = this.pass(this.rows, 0, false);

    const constants = this.constants();
    const isFull = replicas[0]?.dimension === undefined;
    const coordinates = constants.reduce((sum, { dimension }) => sum + dimension, 0);
    const words = constants.reduce((sum, { dimension }) => sum + matrixWords(parameters, dimension), 0);
    const activations = 4 * count * activationRows(network) * network.batch;
    const at = {
      features: this.upload(new Float32Array(network.features)),
      answers: this.upload(asWords(network.answers)),
      replicas: this.upload(replicaWords(constants)),
      base: buffers.input(4 * count * parameters),
      theta: buffers.output(4 * count * parameters),
      gradient: buffers.output(4 * count * parameters),
      matrix: buffers.output(isFull ? 4 : 4 * words),
      scales: buffers.output(4 * coordinates),
      values: buffers.output(4 * coordinates),
      pulled: buffers.output(4 * coordinates),
      moments: buffers.output(8 * coordinates),
      linear: buffers.output(activations),
      activations: buffers.output(activations),
      deltas: buffers.output(activations),
      terms: buffers.output(8 * count * network.batch),
    };
    replicas.forEach(({ base }, i) => {
      const bytes = 4 * i * parameters;
      device.queue.writeBuffer(at.base, bytes, new Float32Array(base));
      device.queue.writeBuffer(at.theta, bytes, new Float32Array(base));
    });
    const { run } = this.training;
    const greatest = Math.max(...constants.map(({ dimension }) => dimension));
    const pieces = Math.ceil((greatest * Math.ceil(parameters / 16)) / drawn);
    const across = Math.min(pieces, mostGroups);
    this.begin = isFull
      ? []
      : [
          this.dispatch('draw', [run, at.replicas, at.matrix], [across, Math.ceil(pieces / across), count]),
          this.dispatch('norms', [run, at.replicas, at.matrix, at.scales], [greatest, count, 1]),
        ];
    const forward = (pass: Pass): Dispatch[] => this.forward(pass, at);
    const optimise = (values: GpuBuffer, gradient: GpuBuffer): Dispatch =>
      this.dispatch(
        'optimise',
        [run, at.replicas, this.training.steps, this.training.state, values, gradient, at.moments],
        [Math.ceil(greatest / wide), count, 1],
      );
    const space = [run, at.replicas, at.matrix, at.scales];
    this.trainStep = [
      ...forward(this.training),
      ...this.backward(at),
      ...(isFull
        ? [optimise(at.theta, at.gradient)]
        : [
            this.dispatch('projectBack', [...space, at.gradient, at.pulled], [greatest, count, 1]),
            optimise(at.values, at.pulled),
            this.dispatch(
              'project',
              [...space, at.values, at.base, at.theta],
              [Math.ceil(matrixWords(parameters, 1) / wide), count, 1],
            ),
          ]),
      this.dispatch('advance', [this.training.state], [1, 1, 1]),
    ];
    this.evaluateStep = [
      ...forward(this.evaluation),
      this.dispatch('advance', [this.evaluation.state], [1, 1, 1]),
    ];
  }

  /**
   * Puts a group of replicas on a device: all in subspaces, or all in full space. Rejects with a GpuFault where they do
   * not fit.
   */
  static async start(
    device: GpuDevice,
    pipelines: TrainingPipelines,
    network: GpuNetwork,
    replicas: readonly GpuReplica[],
    most: { readonly rows: number; readonly steps: number },
  ): Promise<DeviceTraining> {
    return checked(device, async () => {
      const training = new DeviceTraining(device, pipelines, network, replicas, most);
      training.submit(training.begin, 1);
      await device.queue.onSubmittedWorkDone();
      return training;
    });
  }

  /**
   * Takes all replicas through the steps, and tells what their batches came to.
   * @param orders rows of the data, `most.rows` for each replica, one replica after the other.
   */
  async train(orders: Uint32Array, steps: readonly GpuStep[], hooks: WorkHooks): Promise<GpuTally[]> {
    return this.go(this.training, this.trainStep, orders, steps, hooks);
  }

  /** What the rows come to in each replica as it is. */
  async evaluate(rows: Uint32Array, hooks: WorkHooks): Promise<GpuTally[]> {
    const steps: GpuStep[] = [];
    const { batch } = this.network;
    for (let start = 0; start < rows.length; start += batch) {
      const count = Math.min(batch, rows.length - start);
      steps.push({ start, count, rate: 0, correction1: 1, correction2: 1 });
    }
    return this.go(this.evaluation, this.evaluateStep, rows, steps, hooks);
  }

  end(): void {
    this.buffers.destroy();
  }

  private async go(
    pass: Pass,
    dispatches: readonly Dispatch[],
    orders: Uint32Array,
    steps: readonly GpuStep[],
    hooks: WorkHooks,
  ): Promise<GpuTally[]> {
    const { device, replicas } = this;
    const { queue } = device;
    queue.writeBuffer(pass.order, 0, orders);
    queue.writeBuffer(pass.steps, 0, stepWords(steps));
    queue.writeBuffer(pass.state, 0, Uint32Array.of(0));
    queue.writeBuffer(pass.tally, 0, new Uint32Array(2 * replicas.length));
    for (let done = 0; done < steps.length; done += stepsAtOnce) {
      this.submit(dispatches, Math.min(stepsAtOnce, steps.length - done));
      await queue.onSubmittedWorkDone();
      await hooks.breathe?.();
      throwIfAborted(hooks.signal);
    }
    const read = await readBack(device, pass.tally, this.reader, 8 * replicas.length);
    const numbers = new Float32Array(read.buffer);
    return replicas.map((_, i) => ({ loss: numbers[2 * i] ?? NaN, correct: numbers[2 * i + 1] ?? NaN }));
  }

  private submit(dispatches: readonly Dispatch[], times: number): void {
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let i = 0; i < times; i++) {
      for (const { pipeline, group, size } of dispatches) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(...size);
      }
    }
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  private forward(pass: Pass, at: Memory): Dispatch[] {
    const { network, replicas } = this;
    const { run, steps, state, order } = pass;
    const { batch, layers } = network;
    const features = layers[0]?.inputs ?? 0;
    return [
      this.dispatch(
        'gather',
        [run, steps, state, at.features, order, at.activations],
        [Math.ceil(features / 64), batch, replicas.length],
      ),
      ...this.layerBuffers().map(({ layer, buffer }) =>
        this.dispatch(
          'forward',
          [run, buffer, at.theta, at.linear, at.activations],
          this.tiles(layer.outputs, batch),
        ),
      ),
      this.dispatch(
        'loss',
        [run, steps, state, at.answers, order, at.linear, at.deltas, at.terms],
        [Math.ceil(batch / 64), replicas.length, 1],
      ),
      this.dispatch('tally', [run, at.terms, pass.tally], [replicas.length, 1, 1]),
    ];
  }

  private backward(at: Memory): Dispatch[] {
    const { run } = this.training;
    return this.layerBuffers()
      .toReversed()
      .flatMap(({ layer, buffer, isFirst }) => [
        this.dispatch(
          'gradient',
          [run, buffer, at.activations, at.deltas, at.gradient],
          this.tiles(layer.inputs + 1, layer.outputs),
        ),
        ...(isFirst
          ? []
          : [
              this.dispatch(
                'input',
                [run, buffer, at.theta, at.linear, at.deltas],
                this.tiles(layer.inputs, this.network.batch),
              ),
            ]),
      ]);
  }

  private layerBuffers(): { layer: GpuLayer; buffer: GpuBuffer; isFirst: boolean }[] {
    const { layers } = this.network;
    let input = 0;
    return layers.map((layer, l) => {
      const below = layers[l - 1]?.activation ?? 'identity';
      const output = input + layer.inputs;
      const buffer = this.buffers.uniform(layerBytes);
      this.device.queue.writeBuffer(buffer, 0, layerWords({ ...layer, input, output, below }));
      input = output;
      return { layer, buffer, isFirst: l === 0 };
    });
  }

  private tiles(rows: number, columns: number): [number, number, number] {
    return [Math.ceil(rows / productTile), Math.ceil(columns / productTile), this.replicas.length];
  }

  private constants(): ReplicaConstants[] {
    const { parameters } = this.network;
    let [matrix, values] = [0, 0];
    return this.replicas.map(({ dimension, stream }) => {
      const found = { dimension: dimension ?? parameters, matrix, values, stream };
      matrix += dimension === undefined ? 0 : matrixWords(parameters, dimension);
      values += found.dimension;
      return found;
    });
  }

  private pass(orderLength: number, orderStride: number, trains: boolean): Pass {
    const { network, buffers, replicas } = this;
    const run = buffers.uniform(runBytes);
    const words = runWords({
      replicas: replicas.length,
      parameters: network.parameters,
      features: network.layers[0]?.inputs ?? 0,
      outputs: network.layers.at(-1)?.outputs ?? 0,
      stride: network.batch,
      width: activationRows(network),
      orderStride,
      classifies: network.answers instanceof Int32Array,
      trains,
      optimiser: network.optimiser,
    });
    this.device.queue.writeBuffer(run, 0, words);
    const steps = trains ? this.most.steps : Math.ceil(this.rows / network.batch);
    return {
      run,
      steps: buffers.input(stepBytes * steps),
      state: buffers.output(4),
      order: buffers.input(4 * orderLength),
      tally: buffers.output(8 * replicas.length),
    };
  }

  private upload(words: Float32Array | Uint32Array): GpuBuffer {
    const buffer = this.buffers.input(words.byteLength);
    this.device.queue.writeBuffer(buffer, 0, words);
    return buffer;
  }

  private dispatch(
    name: keyof TrainingPipelines,
    resources: readonly GpuBuffer[],
    size: Dispatch['size'],
  ): Dispatch {
    const pipeline = this.pipelines[name];
    const group = this.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: resources.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    return { pipeline, group, size };
  }
}

interface Memory {
  readonly features: GpuBuffer;
  readonly answers: GpuBuffer;
  readonly theta: GpuBuffer;
  readonly gradient: GpuBuffer;
  readonly linear: GpuBuffer;
  readonly activations: GpuBuffer;
  readonly deltas: GpuBuffer;
  readonly terms: GpuBuffer;
}

function asWords(answers: Int32Array | Float32Array): Uint32Array {
  return new Uint32Array(answers.slice().buffer);
}

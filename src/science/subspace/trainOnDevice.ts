import { Rng } from '../../base/rng';
import { Arena } from '../../compute/training/arena';
import { createTrainingKernels } from '../../compute/training/createKernels';
import type { Address } from '../../compute/training/kernels';
import type { GpuDevice } from '../../compute/webgpu/device';
import { DeviceTraining } from '../../compute/webgpu/training/deviceTraining';
import type { GpuNetwork, GpuReplica, GpuStep, GpuTally } from '../../compute/webgpu/training/gpuTrainingJob';
import { groupReplicas } from '../../compute/webgpu/training/groupMemory';
import type { TrainingPipelines } from '../../compute/webgpu/training/trainingPipelines';
import type { WorkHooks } from '../../compute/work';
import { drawParameters, layOut } from '../models/networkLayout';
import type { Score } from '../models/objective';
import { adam, corrections } from './optimiser';
import type { OnOutcome, NativeJob } from './replicaBackend';
import { ReplicaRecord } from './replicaRecord';
import { rateFactor } from './schedule';
import { startStream } from './startStream';
import type { Replica } from './trainReplica';

/** Why a device cannot train these; undefined where it can. A clause that completes "the GPU was not used: …". */
export function unsuitedForDevice(
  { network, plan, orbits }: NativeJob,
  replicas: readonly Replica[],
): string | undefined {
  if (network.image !== undefined) return 'it has no convolutions';
  if (orbits !== undefined) return 'it holds no parameters equal';
  const inSubspaces = replicas.some(({ dimension }) => dimension !== undefined);
  if (inSubspaces && plan.then !== undefined) return 'it trains in one phase only';
  if (inSubspaces && plan.method !== 'random') return `it trains no subspaces by the method ${plan.method}`;
  if (inSubspaces && plan.projection !== 'dense') return `it has no ${plan.projection} projections`;
  if (replicas.some(({ layersOf }) => layersOf !== undefined)) return 'it hands over no representations';
  return undefined;
}

/**
 * Trains replicas side by side on a device, from the streams of chance that `trainReplica` draws from: what a replica
 * begins at, its subspace and its batches are the same, and its scores differ by the rounding of sums alone.
 *
 * @param onOutcome hears of replicas in their order, group by group. Rejects with a GpuFault where they do not fit.
 */
export async function trainOnDevice(
  device: GpuDevice,
  pipelines: TrainingPipelines,
  job: NativeJob,
  replicas: readonly Replica[],
  onOutcome: OnOutcome,
  hooks: WorkHooks,
): Promise<void> {
  const network = networkFor(job);
  const groups = groupReplicas(
    network,
    replicas.map(({ dimension }) => dimension),
    device.limits,
  );
  for (const members of groups) {
    const group = members.map((i) => replicas[i] as Replica);
    await trainGroup(device, pipelines, network, job, group, onOutcome, hooks);
  }
}

async function trainGroup(
  device: GpuDevice,
  pipelines: TrainingPipelines,
  network: GpuNetwork,
  job: NativeJob,
  replicas: readonly Replica[],
  onOutcome: OnOutcome,
  hooks: WorkHooks,
): Promise<void> {
  const { data, plan } = job;
  const count = data.train.length;
  const perEpoch = Math.ceil(count / plan.batch);
  const batches = replicas.map((replica) => new Batches(job, replica));
  const begun = replicas.map((replica) => begin(job, replica));
  const most = { rows: count, steps: perEpoch };
  const training = await DeviceTraining.start(device, pipelines, network, begun, most);
  try {
    const records = replicas.map((replica) => new ReplicaRecord(plan, replica));
    const over = new Set<number>();
    const watched = plan.target.split === 'train' ? data.train : data.test;
    const rate = replicas[0]?.dimension === undefined ? plan.fullRate : plan.rate;
    const orders = new Uint32Array(replicas.length * count);
    for (let epoch = 0; epoch < plan.epochs && over.size < replicas.length; epoch++) {
      batches.forEach((each, i) => orders.set(each.order(epoch), i * count));
      const steps = stepsOf(job, epoch, perEpoch, rate);
      const trained = await training.train(orders, steps, hooks);
      const scores = await training.evaluate(Uint32Array.from(watched), hooks);
      trained.forEach((tally, i) => {
        if (over.has(i)) return;
        const { loss } = scoreOf(tally, count, network);
        const score = scoreOf(scores[i], watched.length, network);
        // What went on beside it was of no more use to it.
        if (records[i]?.atEpoch(epoch + 1, loss, score) === true) over.add(i);
      });
      hooks.onProgress?.((epoch + 1) / plan.epochs);
    }
    const train = await training.evaluate(Uint32Array.from(data.train), hooks);
    const test = await training.evaluate(Uint32Array.from(data.test), hooks);
    records.forEach((record, i) =>
      onOutcome(
        record.outcome(scoreOf(train[i], count, network), scoreOf(test[i], data.test.length, network)),
        undefined,
      ),
    );
  } finally {
    training.end();
  }
}

function networkFor({ network, data, plan }: NativeJob): GpuNetwork {
  const { layers, parameters } = layOut(network);
  const name = plan.optimiser;
  return {
    layers,
    parameters,
    features: data.features,
    answers: data.answers,
    batch: Math.min(plan.batch, data.train.length),
    optimiser:
      name === 'sgd' || name === 'momentum'
        ? { name: 'momentum', decay: name === 'sgd' ? 0 : plan.momentum }
        : { name: 'adam', ...adam },
  };
}

function begin({ network, plan }: NativeJob, { dimension, index }: Replica): GpuReplica {
  const rng = new Rng(plan.seed).split(dimension ?? 0).split(index);
  const layout = layOut(network);
  const base = new Float32Array(layout.parameters);
  drawParameters(layout, base, plan.start === undefined ? rng.split(0) : startStream(plan.seed, plan.start));
  return { base, dimension, stream: rng.split(1).words };
}

/** A replica's order of the training rows, shuffled anew for every epoch as `descend` does it. */
class Batches {
  private readonly arena: Arena;
  private readonly at: Address;
  private readonly rng: Rng;
  private readonly count: number;

  constructor({ data, plan }: NativeJob, { dimension, index }: Replica) {
    const kernels = createTrainingKernels();
    this.arena = new Arena(kernels, kernels.free);
    this.at = this.arena.store(data.train);
    this.count = data.train.length;
    this.rng = new Rng(plan.seed)
      .split(dimension ?? 0)
      .split(index)
      .split(2);
  }

  order(epoch: number): Int32Array {
    this.arena.kernels.shuffle(this.at, this.count, this.rng.split(epoch).words);
    return this.arena.viewIntegers(this.at, this.count);
  }
}

function stepsOf({ data, plan }: NativeJob, epoch: number, perEpoch: number, rate: number): GpuStep[] {
  const all = plan.epochs * perEpoch;
  return Array.from({ length: perEpoch }, (_, i) => {
    const step = epoch * perEpoch + i;
    const start = i * plan.batch;
    return {
      start,
      count: Math.min(plan.batch, data.train.length - start),
      rate: rate * rateFactor(plan.schedule, step, all, epoch),
      ...corrections(plan.optimiser, step + 1),
    };
  });
}

function scoreOf(
  tally: GpuTally | undefined,
  rows: number,
  { answers, layers }: Pick<GpuNetwork, 'answers' | 'layers'>,
): Score {
  const classifies = answers instanceof Int32Array;
  const terms = classifies ? rows : rows * (layers.at(-1)?.outputs ?? 1);
  return {
    loss: (tally?.loss ?? NaN) / terms,
    accuracy: classifies ? (tally?.correct ?? NaN) / rows : undefined,
  };
}

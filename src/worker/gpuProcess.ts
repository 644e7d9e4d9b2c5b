import { setImmediate } from 'node:timers/promises';
import { openDevice } from '../adapters/webgpu/webGpuPackage';
import type { GpuDevice } from '../compute/webgpu/device';
import { GpuFault } from '../compute/webgpu/gpuFault';
import { compileTraining, type TrainingPipelines } from '../compute/webgpu/training/trainingPipelines';
import { toGpuSchema, type FromGpu } from '../protocol/gpuMessages';
import { faultOf, GpuServer } from '../protocol/gpuServer';
import type { NativeJob } from '../science/subspace/replicaBackend';
import { trainOnDevice } from '../science/subspace/trainOnDevice';
import type { Replica } from '../science/subspace/trainReplica';

// The process that holds the GPU: a driver that crashes takes nothing else with it. It is told what to do by the process
// that started it, and ends with that.

let pipelines: Promise<TrainingPipelines> | undefined;

async function train(
  device: GpuDevice,
  { job, replicas }: { readonly job: NativeJob; readonly replicas: readonly Replica[] },
): Promise<void> {
  pipelines ??= compileTraining(device);
  const lost = device.lost.then(({ message }) => {
    throw new GpuFault('lost', `the device was lost (${message.trim() || 'no reason given'})`);
  });
  const training = trainOnDevice(
    device,
    await pipelines,
    job,
    replicas,
    (outcome) => void send({ type: 'outcome', outcome }),
    { onProgress: (fraction) => void send({ type: 'progress', fraction }), breathe: () => setImmediate() },
  );
  await Promise.race([training, lost]);
}

function send(message: FromGpu): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) throw new Error('this program is started by Marginalia');
    process.send(message, undefined, {}, () => resolve());
  });
}

async function fail(error: unknown): Promise<void> {
  await send(faultOf(error));
  process.exit(1);
}

const server = new GpuServer({
  open: openDevice,
  send,
  now: () => performance.now(),
  breathe: () => setImmediate(),
  train,
});
process.on('message', (message: unknown) => void server.take(toGpuSchema.parse(message)).catch(fail));
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (error) => void fail(error));
process.on('unhandledRejection', (error) => void fail(error));

import { setImmediate } from 'node:timers/promises';
import { toGpuSchema, type FromGpu, type ToGpu } from '../adapters/webgpu/gpuMessages';
import { openDevice, type OpenDevice } from '../adapters/webgpu/webGpuPackage';
import { DeviceCandidates } from '../compute/webgpu/candidateSearch';
import { GpuFault } from '../compute/webgpu/gpuFault';
import { compileTraining, type TrainingPipelines } from '../compute/webgpu/training/trainingPipelines';
import type { NativeJob } from '../science/subspace/replicaBackend';
import { trainOnDevice } from '../science/subspace/trainOnDevice';
import type { Replica } from '../science/subspace/trainReplica';

/**
 * The process that holds the GPU: a driver that crashes takes nothing else with it. It is told what to do by the process
 * that started it, and ends with that.
 */
class GpuServer {
  private open: OpenDevice | undefined;
  private pipelines: Promise<TrainingPipelines> | undefined;
  private answer: ((message: ToGpu) => void) | undefined;

  async take(message: ToGpu): Promise<void> {
    switch (message.type) {
      case 'open': {
        this.open = await openDevice(message.folders);
        return send({ type: 'adapter', ...this.open.name });
      }
      case 'find': {
        if (this.open === undefined) throw new Error('asked to find before a device was opened');
        const { device, name } = this.open;
        const search = new DeviceCandidates(device, name, () => performance.now());
        const { comparedTiles } = await search.find(
          { ...message, pack: (from, to) => this.points(from, to) },
          async (block) => void (await this.ask({ type: 'block', ...block })),
          {
            onProgress: (fraction) => void send({ type: 'progress', fraction }),
            breathe: () => setImmediate(),
          },
        );
        return send({ type: 'found', comparedTiles });
      }
      case 'train': {
        await this.train(message.job, message.replicas);
        return send({ type: 'trained' });
      }
      case 'points':
      case 'next':
        this.answer?.(message);
    }
  }

  private async train(job: NativeJob, replicas: readonly Replica[]): Promise<void> {
    if (this.open === undefined) throw new Error('asked to train before a device was opened');
    const { device } = this.open;
    this.pipelines ??= compileTraining(device);
    const lost = device.lost.then(({ message }) => {
      throw new GpuFault('lost', `the device was lost (${message.trim() || 'no reason given'})`);
    });
    const training = trainOnDevice(
      device,
      await this.pipelines,
      job,
      replicas,
      (outcome) => void send({ type: 'outcome', outcome }),
      { onProgress: (fraction) => void send({ type: 'progress', fraction }), breathe: () => setImmediate() },
    );
    await Promise.race([training, lost]);
  }

  private async points(from: number, to: number): Promise<Float32Array> {
    const answer = await this.ask({ type: 'pack', from, to });
    if (answer.type !== 'points') throw new Error(`asked for points, and got "${answer.type}"`);
    return answer.values;
  }

  private async ask(question: FromGpu): Promise<ToGpu> {
    const answered = new Promise<ToGpu>((resolve) => (this.answer = resolve));
    await send(question);
    return answered;
  }
}

function send(message: FromGpu): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) throw new Error('this program is started by Marginalia');
    process.send(message, undefined, {}, () => resolve());
  });
}

async function fail(error: unknown): Promise<void> {
  const fault = error instanceof GpuFault ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  await send({ type: 'fault', reason: fault?.reason ?? 'lost', message });
  process.exit(1);
}

const server = new GpuServer();
process.on('message', (message: unknown) => void server.take(toGpuSchema.parse(message)).catch(fail));
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (error) => void fail(error));
process.on('unhandledRejection', (error) => void fail(error));

import { CodedError } from '../../base/errors';
import type { BackendChoice } from '../../compute/backendChoice';
import { Arena } from '../../compute/training/arena';
import { createTrainingKernels } from '../../compute/training/createKernels';
import { Pacer } from '../../compute/work';
import type { LayersSource } from '../../science/models/layersNetwork';
import type { LayersJob } from '../../science/subspace/replicaBackend';
import { trainReplica, type Replica } from '../../science/subspace/trainReplica';
import { buildModel } from './buildModel';
import type { FromLayers, TensorFlowBackend, ToLayers } from './layersMessages';
import { LayersObjective } from './layersObjective';
import { backendsFor, openTensorFlow } from './openTensorFlow';
import type { OpenTensorFlow } from './tensorFlow';
import { tryStep } from './tryStep';

interface Opened {
  readonly choice: BackendChoice;
  readonly only: TensorFlowBackend | undefined;
  readonly folders: readonly string[];
}

interface Work {
  readonly job: LayersJob;
  readonly objective: LayersObjective;
  readonly arena: Arena;
}

/** What a process that trains models of TensorFlow.js answers to what it is told. */
export class LayersServer {
  private opened: Opened | undefined;
  private open: OpenTensorFlow | undefined;
  private work: Work | undefined;

  /** @param programFolder holds what backends load. */
  constructor(private readonly programFolder: string) {}

  async take(message: ToLayers): Promise<FromLayers> {
    switch (message.type) {
      case 'open':
        this.opened = { choice: message.choice, only: message.only, folders: message.folders };
        return { type: 'ready' };
      case 'describe':
        return this.describe(message.source);
      case 'job':
        await this.begin(message.job);
        return { type: 'ready' };
      case 'replica':
        return { type: 'outcome', ...(await this.train(message.replica)) };
    }
  }

  /** Takes the first backend on which the model can be trained. */
  private async describe(source: LayersSource): Promise<FromLayers> {
    if (this.opened === undefined) throw new Error('asked for a model before anything was opened');
    const { choice, only, folders } = this.opened;
    const notices =
      choice === 'webgpu'
        ? ['TensorFlow.js does not use WebGPU: it does not run outside a browser yet.']
        : [];
    const candidates = only === undefined ? backendsFor(choice) : [only];
    for (const backend of candidates) {
      let open: OpenTensorFlow | undefined;
      try {
        open = await openTensorFlow(backend, this.programFolder, folders);
      } catch (error) {
        notices.push(`TensorFlow.js does not use ${words[backend]}: ${reasonOf(error)}.`);
      }
      if (open === undefined) continue;
      const { model, shape } = await buildModel(open.tf, source, 'values');
      try {
        await tryStep(open.tf, model);
      } catch (error) {
        // The last one has everything that TensorFlow.js has: what it cannot do is the model's doing.
        if (backend === candidates.at(-1)) throw untrainable(source, reasonOf(error));
        notices.push(`TensorFlow.js does not use ${words[backend]} for this model: ${reasonOf(error)}.`);
        continue;
      } finally {
        model.dispose();
      }
      this.open = open;
      return { type: 'described', shape, backend, name: open.name, notices };
    }
    throw new Error(notices.join(' ') || 'there is nothing here that TensorFlow.js could compute with');
  }

  private async begin(job: LayersJob): Promise<void> {
    if (this.open === undefined) throw new Error('asked to train before a model was described');
    this.work?.objective.dispose();
    this.work = undefined;
    const kernels = createTrainingKernels();
    const arena = new Arena(kernels, kernels.free);
    const objective = await LayersObjective.open(this.open.tf, job.network, job.data, arena);
    this.work = { job, objective, arena };
  }

  private train(replica: Replica): ReturnType<typeof trainReplica> {
    if (this.work === undefined) throw new Error('asked to train before there was a job');
    const { job, objective, arena } = this.work;
    // No hooks: a process that is no longer wanted is ended from outside.
    return trainReplica(objective, arena, job.plan, replica, new Pacer({}));
  }
}

const words: Readonly<Record<TensorFlowBackend, string>> = {
  tensorflow: 'its native package',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

function untrainable({ path }: LayersSource, reason: string): CodedError {
  return new CodedError('experiment.invalid', `TensorFlow.js cannot train the model: ${reason}.`, {
    remedy: 'Leave out or replace the layer that it names.',
    location: { file: path },
  });
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const kernel = /Kernel '(\w+)' not registered/u.exec(message)?.[1];
  return kernel === undefined
    ? (message.split('\n', 1)[0] ?? '').replace(/[.\s]+$/u, '')
    : `it has no ${kernel} there`;
}

import { CodedError } from '../../base/errors';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';
import { imageValues } from '../../science/models/imageSpec';
import { layerNames } from '../../science/models/layerNames';
import { isLayersNetwork, parametersOf, type LearningNetwork } from '../../science/models/layersNetwork';
import { layOut } from '../../science/models/networkLayout';
import { checkMemory } from '../../science/datasets/memory';
import { replicasOnCallingThread } from '../../science/subspace/replicaBackend';
import type { RunContext } from '../kind';
import { contextPart } from '../kinds/contextPart';
import { Stages } from '../kinds/stages';
import { subsampleRows } from '../kinds/subsampleRows';
import { anyNetworkOf, asksForRegression, openModel } from '../kinds/ownModel';
import { readTask, trainingJob } from '../kinds/trainingTask';
import { fillTraining } from '../kinds/trainingOptions';
import { checkDepths, chooseLayers } from './chooseLayers';
import type { LayerSpec, pointsNames } from './layerOptions';
import type { LayerResult } from './layerResult';
import { inputLayer, measureNetworks } from './measureNetworks';
import type { MeasuredLayers } from './measureLayers';
import { sound, trainNetworks } from './trainNetworks';

/** Of a whole run, training. */
const trainingShare = 0.6;

export interface MeasuredNetwork extends MeasuredLayers {
  readonly network: NonNullable<LayerResult['network']>;
}

/**
 * Trains the network that a block names, as often as it says, and measures the layers on rows of its data.
 * @throws `experiment.invalid` for a model that does not fit the data; `data.unreadable` for a layer there is not.
 */
export async function trainedLayers(
  spec: LayerSpec & { readonly model: string },
  requests: readonly EstimatorSpec[],
  context: RunContext,
): Promise<MeasuredNetwork> {
  const training = fillTraining(spec);
  const { seeds = 3, points = 'test', seed, data: file } = spec;
  const opened = await openModel(spec.model, context);
  const isRegression = asksForRegression({ ...training, data: file, model: spec.model }, opened);
  // No target ends the training: the score that it names is the one that is reported.
  const target = isRegression ? 'loss <= 0' : 'accuracy >= 1';
  const stages = new Stages(contextPart(context, 0, trainingShare));
  const task = await readTask({ ...spec, ...training, target }, isRegression, context, stages);
  const network = anyNetworkOf(spec.model, opened, task, spec);
  const parameters = parametersOf(network);
  const made = layersOf(network);
  const wanted = wantedLayers(spec, ['input', ...made.names]);
  checkDepths(spec.depths, wanted);
  const rows = pointsOf(task.input, points);
  const used = Int32Array.from(subsampleRows(rows.length, spec), (i) => rows[i] ?? 0);
  const numbers = used.length * made.values * seeds;
  checkMemory(file, numbers, Float32Array.BYTES_PER_ELEMENT, spec.maxMemory * 2 ** 30);

  const plan = { method: 'random', projection: 'dense', burnIn: 1, rate: training.fullRate } as const;
  const job = trainingJob(network, task, { ...spec, ...training, ...plan });
  const trainer = context.replicas ?? replicasOnCallingThread();
  stages.plan(1);
  const all = await trainNetworks(job, seeds, { target: undefined, points: used }, trainer, stages, 1);
  const networks = sound(all, file);
  const chosen = networks.map(({ outcome, layers: found }) => ({
    outcome,
    layers: found.filter(({ name }) => wanted.includes(name)),
  }));
  const found = await measureNetworks(
    wanted.includes('input') ? inputLayer(task.input, used) : undefined,
    chosen,
    { requests, seed, source: file, depths: spec.depths },
    contextPart(context, trainingShare, 1),
  );
  const { epochs, batch, optimiser, fullRate } = training;
  return {
    ...found,
    rows: rows.length,
    backend: `training by ${trainer.description}; neighbours by ${found.backend}`,
    warnings: [...warningsOf(all.length, networks.length), ...found.warnings],
    network: {
      name: network.name,
      parameters,
      epochs,
      steps: epochs * Math.ceil(task.input.train.length / batch),
      optimiser,
      rate: fullRate,
      points,
      scores: networks.map(({ outcome: { index, train, test } }) => ({ index, train, test })),
    },
  };
}

/** What a network's layers are called, and how many values all of them make of an example. */
function layersOf(network: LearningNetwork): { readonly names: readonly string[]; readonly values: number } {
  if (isLayersNetwork(network)) return { names: network.shape.measured, values: network.shape.units };
  const { stages, layers } = layOut(network);
  const units = layers.reduce((sum, { outputs }) => sum + outputs, 0);
  const pixels = stages.reduce((sum, { to }) => sum + imageValues(to), 0);
  return { names: layerNames(layers.length, stages), values: units + pixels };
}

function wantedLayers({ layers, data }: LayerSpec, names: readonly string[]): string[] {
  const all = names.map((name) => ({ name, source: name, rows: undefined, read: unread }));
  return chooseLayers(all, layers, data).map(({ name }) => name);
}

function unread(): never {
  throw new CodedError('internal', 'a layer was read before its network was trained');
}

/** The rows of the data that a block names. */
export function pointsOf(
  { rows, train, test }: { readonly rows: number; readonly train: Int32Array; readonly test: Int32Array },
  points: (typeof pointsNames)[number],
): Int32Array {
  if (points === 'all') return Int32Array.from({ length: rows }, (_, i) => i);
  return points === 'train' ? train : test;
}

function warningsOf(trained: number, left: number): string[] {
  const warnings: string[] = [];
  if (left < trained)
    warnings.push(
      `${trained - left} of ${trained} networks diverged and are left out: a smaller fullRate may help.`,
    );
  if (left === 1)
    warnings.push(
      'One network was measured: the intervals do not tell how such networks differ. Set `seeds` to more.',
    );
  return warnings;
}

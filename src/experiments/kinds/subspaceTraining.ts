import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import type { Result } from '../../base/result';
import { fitModel, parseModel, type NetworkSpec } from '../../science/models/modelSpec';
import { layOut } from '../../science/models/networkLayout';
import { replicasOnCallingThread, type TrainingJob } from '../../science/subspace/replicaBackend';
import { parseSchedule } from '../../science/subspace/schedule';
import { describeTarget, parseTarget, type Target } from '../../science/subspace/target';
import { prepareInput, readAnswers, type Answers } from '../../science/subspace/trainingInput';
import type { DataSet } from '../../science/datasets/dataSet';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import type { SubspaceResult } from '../subspaceResult';
import { Stages } from './stages';
import { checkDimensions, mostDimensions } from './subspaceLimits';
import { subspaceSchema, type SubspaceSpec } from './subspaceOptions';
import { extendingKeys, KeptReplicas } from './subspaceKept';
import { trainAll, type TrainedRuns } from './subspaceRuns';
import { summarise, warningsOf } from './subspaceSummary';

/** Apart from the streams of the replicas, which are numbered by their dimension. */
const splitStream = 0xffff_ffff;

/** How many dimensions a random subspace must have for training in it to reach a target. */
export const subspaceTraining: ExperimentKind<typeof subspaceSchema> = {
  id: 'subspace-training',
  title: 'Subspace training',
  description:
    'Trains a network in random subspaces of growing dimension, and fits the dimension at which half the runs reach the target.',
  starter: ['data: {data}', 'label: label', 'model: mlp(64-32-10)', 'target: accuracy >= 0.9'],
  revision: 1,
  schema: subspaceSchema,
  fileKeys: ['data'],
  keeps: true,
  extension: {
    keys: extendingKeys,
    by: ({ dimensions, runs, seeds }) =>
      dimensions === 'auto'
        ? { key: 'runs', now: runs, most: 100_000, noun: 'runs in subspaces at most' }
        : { key: 'seeds', now: seeds, most: 10_000, noun: 'runs at each dimension' },
  },
  fields: () => ['threshold', 'full'],
  run,
};

async function run(spec: SubspaceSpec, context: RunContext): Promise<KindOutcome> {
  const stages = new Stages(context);
  const data = await stages.run('reading the data', 0.02, ({ onProgress }) =>
    context.readData(
      spec.data,
      { header: spec.header, label: spec.label, missing: spec.missing, maxBytes: spec.maxMemory * 2 ** 30 },
      onProgress,
    ),
  );
  const target = demand(parseTarget(spec.target), spec);
  const answers = answersOf(data, spec, target);
  const network = networkOf(spec, data.matrix.columns, answers.classes.length);
  const { parameters } = layOut(network);
  const most = mostDimensions(spec, parameters, data.matrix.rows, context.threads);
  const dimensions = spec.dimensions === 'auto' ? undefined : ascending(spec.dimensions);
  if (dimensions !== undefined) checkDimensions(dimensions, most);
  const job: TrainingJob = {
    network,
    data: prepareInput(
      data.matrix,
      answers,
      spec.test,
      spec.normalise,
      new Rng(spec.seed).split(splitStream),
      (bytes) => new SharedArrayBuffer(bytes),
    ),
    plan: { ...spec, target, schedule: demand(parseSchedule(spec.schedule), spec) },
  };

  const trainer = context.replicas ?? replicasOnCallingThread();
  const kept = await KeptReplicas.open(context, spec, trainer.arithmetic);
  const outcomeOf = (trained: TrainedRuns, warns: boolean): KindOutcome<SubspaceResult> => ({
    result: resultOf(spec, job, data, answers.classes.length, parameters, trained, warns),
    backend: trainer.description,
    precision: 'float32',
    reused: kept.reused(),
  });
  const trained = await trainAll(job, spec, dimensions ?? most.dimension, {
    ...{ trainer, stages, kept, threads: context.threads },
    onRun: (soFar) => context.soFar?.(() => outcomeOf(soFar, false)),
  });
  const outcome = outcomeOf(trained, true);
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}

/** @param warns whether all is done that will be: before, nothing can be said against it. */
function resultOf(
  spec: SubspaceSpec,
  job: TrainingJob,
  data: DataSet,
  classes: number,
  parameters: number,
  { outcomes, value, planned }: TrainedRuns,
  warns: boolean,
): SubspaceResult {
  const summary = summarise(outcomes);
  const dropped = data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : [];
  const { optimiser, rate, fullRate, schedule, projection, epochs, batch } = spec;
  const { target } = job.plan;
  return {
    kind: 'subspace-training',
    data: {
      path: spec.data,
      n: data.matrix.rows,
      features: data.matrix.columns,
      train: job.data.train.length,
      test: job.data.test.length,
      classes,
      droppedRows: data.droppedRows,
    },
    model: { name: job.network.name, parameters },
    target: { text: describeTarget(target), measure: target.measure, value: value ?? null },
    budget: {
      epochs,
      batch,
      steps: epochs * Math.ceil(job.data.train.length / batch),
      optimiser: optimiser === 'momentum' ? `momentum (${spec.momentum})` : optimiser,
      rate,
      fullRate,
      schedule,
      projection,
      method: spec.method === 'burn-in' ? `burn-in of ${spec.burnIn} steps` : spec.method,
    },
    ...summary,
    planned,
    warnings: warns ? [...dropped, ...warningsOf(summary, planned)] : dropped,
  };
}

/** Of a task's two kinds; that the target can be measured is checked too. */
function answersOf(data: DataSet, spec: SubspaceSpec, target: Target): Answers {
  const location = { file: spec.data };
  if (data.labels === undefined) {
    throw new CodedError('experiment.invalid', 'These data have no labels to be predicted.', {
      remedy: 'Name the column to predict with `label`.',
      location,
    });
  }
  const model = demand(parseModel(spec.model), spec);
  const isRegression =
    spec.task === 'regression' ||
    (spec.task === 'auto' && model.widths !== undefined && model.widths.at(-1) === 1);
  if (isRegression && target.measure === 'accuracy') {
    throw new CodedError('experiment.invalid', 'A regression has no accuracy.', {
      remedy: 'Write the target as a loss, the mean squared error: `target: loss <= 0.05`.',
      location,
    });
  }
  const answers = readAnswers(data.labels, isRegression ? 'regression' : 'classification');
  if (answers.ok) return answers.value;
  throw new CodedError('experiment.invalid', `${sentence(answers.error)}.`, {
    remedy: 'Name another column with `label`.',
    location,
  });
}

function networkOf(spec: SubspaceSpec, features: number, classes: number): NetworkSpec {
  const network = fitModel(demand(parseModel(spec.model), spec), features, Math.max(1, classes));
  if (network.ok) return network.value;
  throw new CodedError('experiment.invalid', network.error, {
    remedy: `For these data a model begins with ${features} and ends with ${Math.max(1, classes)}: \`model: mlp(${features}-32-${Math.max(1, classes)})\`.`,
    location: { file: spec.data },
  });
}

function ascending(dimensions: readonly number[]): number[] {
  return [...new Set(dimensions)].sort((a, b) => a - b);
}

/** What the schema has let through parses. */
function demand<T>(result: Result<T, string>, spec: SubspaceSpec): T {
  if (result.ok) return result.value;
  throw new CodedError('experiment.invalid', sentence(result.error), { location: { file: spec.data } });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

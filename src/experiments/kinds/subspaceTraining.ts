import type { ReplicaOutcome } from '../../science/subspace/outcome';
import { isWellNetwork, parametersOf, type AnyNetwork } from '../../science/models/layersNetwork';
import { replicasOnCallingThread, type TrainingJob } from '../../science/subspace/replicaBackend';
import { describeTarget } from '../../science/subspace/target';
import { isWell } from '../../science/tasks/wellTask';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { predictionNames, type PredictedThreshold } from '../predictedThreshold';
import type { SubspaceResult } from '../subspaceResult';
import { contextPart } from './contextPart';
import { askedWork, predictThreshold } from './predictThreshold';
import { anyNetworkOf, asksForRegression, openModel } from './ownModel';
import { Stages } from './stages';
import { checkDimensions, mostDimensions } from './subspaceLimits';
import { describeMethod, modelOf, phasesOf, symmetryOf } from './subspaceVariants';
import type { SubspaceSpec } from './subspaceOptions';
import { extendingKeys, KeptReplicas } from './subspaceKept';
import { trainAll, type TrainedRuns } from './subspaceRuns';
import { summarise, warningsOf } from './subspaceSummary';
import { readTask, trainingJob, type TrainingTask } from './trainingTask';
import { subspaceTrainingSchema } from './wellOptions';
import { blameOf, predictWellThreshold, wellPredictionNames, wellTask } from './wellTraining';

/** Of the whole run, what is training where the threshold is to be predicted too. */
const trainingShare = 0.7;
/** Points of all curves together, while a run goes on. */
const mostPointsSoFar = 20_000;

/** How many dimensions a random subspace must have for training in it to reach a target. */
export const subspaceTraining: ExperimentKind<typeof subspaceTrainingSchema> = {
  id: 'subspace-training',
  title: 'Subspace training',
  description:
    'Trains a network in random subspaces of growing dimension, and fits the dimension at which half the runs reach the target.',
  starter: ['data: {data}', 'label: label', 'model: mlp(in-32-out)', 'target: accuracy >= 0.9'],
  revision: 2,
  schema: subspaceTrainingSchema,
  fileKeys: ['data'],
  modelKeys: ['model'],
  keeps: true,
  extension: {
    keys: extendingKeys,
    by: ({ dimensions, runs, seeds }) =>
      dimensions === 'auto'
        ? { key: 'runs', now: runs, most: 100_000, noun: 'runs in subspaces at most' }
        : { key: 'seeds', now: seeds, most: 10_000, noun: 'runs at each dimension' },
  },
  fields: (spec) => ['threshold', 'full', ...(predicts(spec) ? predictedNames(spec) : [])],
  run,
};

/** Of a well it costs next to nothing. */
function predicts({ data, predict: asked }: Pick<SubspaceSpec, 'data' | 'predict'>): boolean {
  return asked ?? isWell(data);
}

function predictedNames({ data }: Pick<SubspaceSpec, 'data'>): readonly string[] {
  return isWell(data) ? wellPredictionNames : predictionNames;
}

/** What is trained, and for what; with the options by which it is. */
async function openTask(
  spec: SubspaceSpec,
  context: RunContext,
  stages: Stages,
): Promise<{ spec: SubspaceSpec; task: TrainingTask; network: AnyNetwork }> {
  const well = wellTask(spec);
  if (well !== undefined) return well;
  const opened = await openModel(spec.model, context);
  const task = await readTask(spec, asksForRegression(spec, opened), context, stages);
  return { spec, task, network: anyNetworkOf(spec.model, opened, task, spec) };
}

async function run(asked: SubspaceSpec, context: RunContext): Promise<KindOutcome> {
  const training = predicts(asked) ? contextPart(context, 0, trainingShare) : context;
  const stages = new Stages(training);
  const { spec, task, network } = await openTask(asked, context, stages);
  const symmetric = symmetryOf(spec, task, network);
  const most = mostDimensions(spec, network, task.data.matrix, context.threads, symmetric?.orbits.count);
  const dimensions = spec.dimensions === 'auto' ? undefined : ascending(spec.dimensions);
  if (dimensions !== undefined) checkDimensions(dimensions, most);
  const job = { ...trainingJob(network, task, phasesOf(spec)), orbits: symmetric?.orbits };

  const trainer = context.replicas ?? replicasOnCallingThread();
  const kept = await KeptReplicas.open(context, asked, trainer.arithmetic);
  const outcomeOf = (
    trained: TrainedRuns,
    whole: boolean,
    predicted?: PredictedThreshold,
  ): KindOutcome<SubspaceResult> => ({
    result: resultOf(spec, job, task, trained, whole, predicted),
    backend: trainer.description,
    precision: 'float32',
    reused: kept.reused(),
  });
  const trained = await trainAll(job, spec, dimensions ?? most.dimension, {
    ...{ trainer, stages, kept, threads: context.threads },
    onRun: (soFar) =>
      context.soFar?.(() => ({
        ...outcomeOf(soFar, false),
        work: {
          done: soFar.outcomes.length,
          planned: soFar.planned,
          atMost: dimensions === undefined,
          noun: 'runs',
        },
      })),
  });
  const isWhole = predicts(spec) && trained.outcomes.length === trained.planned;
  const predicted = isWhole
    ? await predict(job, trained, spec, contextPart(context, trainingShare, 1))
    : undefined;
  const outcome = outcomeOf(trained, true, predicted);
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}

async function predict(
  job: TrainingJob,
  { value, outcomes }: TrainedRuns,
  spec: SubspaceSpec,
  context: RunContext,
): Promise<PredictedThreshold | undefined> {
  const { measure, split } = job.plan.target;
  const target = value === undefined ? undefined : { measure, split, value, relative: false as const };
  const stages = new Stages(context);
  stages.plan(1);
  const { network } = job;
  if (isWellNetwork(network)) {
    const found = await predictWellThreshold(network, value, job.plan, stages, spec.predict === true);
    return found && { ...found, sentences: [...found.sentences, ...blameOf(outcomes, value).sentences] };
  }
  return predictThreshold(job, target, stages, askedWork);
}

/** @param whole whether all is done that will be: before, nothing can be said against it. */
function resultOf(
  spec: SubspaceSpec,
  job: TrainingJob,
  { data, answers, target }: TrainingTask,
  { outcomes, value, planned }: TrainedRuns,
  whole: boolean,
  predicted: PredictedThreshold | undefined,
): SubspaceResult {
  const summary = summarise(whole ? outcomes : withShortCurves(outcomes), {
    design: spec.dimensions === 'auto' ? 'searched' : 'fixed',
    parameters: parametersOf(job.network),
  });
  const dropped = data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : [];
  const { optimiser, rate, fullRate, schedule, projection, epochs, batch } = spec;
  const isOfWell = isWellNetwork(job.network);
  const examples = isOfWell
    ? { n: 0, train: 0, test: 0 }
    : { n: data.matrix.rows, train: job.data.train.length, test: job.data.test.length };
  return {
    kind: 'subspace-training',
    data: {
      path: spec.data,
      ...examples,
      features: data.matrix.columns,
      classes: answers.classes.length,
      droppedRows: data.droppedRows,
    },
    model: modelOf(job, spec),
    target: { text: describeTarget(target), measure: target.measure, value: value ?? null },
    budget: {
      epochs,
      batch: isOfWell ? 0 : batch,
      steps: epochs * Math.ceil(job.data.train.length / batch),
      optimiser: optimiser === 'momentum' ? `momentum (${spec.momentum})` : optimiser,
      rate,
      fullRate,
      schedule,
      projection,
      method: describeMethod(spec, job.plan),
    },
    ...summary,
    planned,
    ...(predicted === undefined ? {} : { predicted }),
    warnings: whole
      ? [...dropped, ...warningsOf(summary, planned), ...blameOf(outcomes, value).warnings]
      : dropped,
  };
}

/** What there is so far is written and read every second: of very many runs, fewer points of each curve. */
function withShortCurves(outcomes: readonly ReplicaOutcome[]): readonly ReplicaOutcome[] {
  const most = Math.max(4, Math.floor(mostPointsSoFar / outcomes.length));
  return outcomes.map((outcome) => {
    const { curve } = outcome;
    if (curve.length <= most) return outcome;
    const step = Math.ceil(curve.length / most);
    return { ...outcome, curve: curve.filter((_, i) => (curve.length - 1 - i) % step === 0) };
  });
}

function ascending(dimensions: readonly number[]): number[] {
  return [...new Set(dimensions)].sort((a, b) => a - b);
}

import { capitalised } from '../../base/text';
import { CodedError } from '../../base/errors';
import type { Result } from '../../base/result';
import { Rng } from '../../base/rng';
import type { DataSet } from '../../science/datasets/dataSet';
import { parseShape, squareImage, type ImageShape } from '../../science/datasets/imageShape';
import { withDataWidths } from '../../science/models/dataWidths';
import { isTask } from '../../science/tasks/generatedData';
import type { AnyNetwork } from '../../science/models/layersNetwork';
import { fitModel, parseModel, type NetworkSpec } from '../../science/models/modelSpec';
import type { TrainingData } from '../../science/models/networkObjective';
import type { TrainingPlan } from '../../science/subspace/trainReplica';
import type { TrainingJob } from '../../science/subspace/replicaBackend';
import { parseSchedule } from '../../science/subspace/schedule';
import { parseTarget, type Target } from '../../science/subspace/target';
import { prepareInput, readAnswers, type Answers } from '../../science/subspace/trainingInput';
import type { RunContext } from '../kind';
import type { Stages } from './stages';
import type { SubspaceSpec } from './subspaceOptions';

/** Apart from the streams of the replicas, which are numbered by their dimension. */
const splitStream = 0xffff_ffff;

/** The options that say what is learnt, whatever the network. */
type ExamplesSpec = Pick<
  SubspaceSpec,
  'data' | 'label' | 'header' | 'missing' | 'maxMemory' | 'test' | 'normalise' | 'seed'
>;

/** What networks are to learn: data with answers, a part of them kept for testing. */
export interface TrainingExamples {
  readonly data: DataSet;
  readonly answers: Answers;
  /** Outputs a network must have. */
  readonly outputs: number;
  readonly input: TrainingData;
}

/** Examples, and when they are learnt. */
export interface TrainingTask extends TrainingExamples {
  readonly target: Target;
}

/**
 * Reads a block's data and splits them.
 * @throws `experiment.invalid` where there are no labels, or none that fit the task.
 */
export async function readExamples(
  spec: ExamplesSpec,
  isRegression: boolean,
  context: RunContext,
  stages: Stages,
): Promise<TrainingExamples> {
  const data = await stages.run('reading the data', 0.02, ({ onProgress }) =>
    context.readData(
      spec.data,
      { header: spec.header, label: spec.label, missing: spec.missing, maxBytes: spec.maxMemory * 2 ** 30 },
      onProgress,
    ),
  );
  const answers = answersOf(data, spec, isRegression);
  const input = prepareInput(
    data.matrix,
    answers,
    spec.test,
    spec.normalise,
    new Rng(spec.seed).split(splitStream),
    (bytes) => new SharedArrayBuffer(bytes),
  );
  return { data, answers, outputs: Math.max(1, answers.classes.length), input };
}

/**
 * Reads a block's data, splits them, and says when they are learnt.
 * @throws `experiment.invalid` where there are no labels, or none that fit the task and its target.
 */
export async function readTask(
  spec: ExamplesSpec & Pick<SubspaceSpec, 'target'>,
  isRegression: boolean,
  context: RunContext,
  stages: Stages,
): Promise<TrainingTask> {
  const target = demand(parseTarget(spec.target), spec);
  if (isRegression && target.measure === 'accuracy') {
    throw new CodedError('experiment.invalid', 'A regression has no accuracy.', {
      remedy: 'Write the target as a loss, the mean squared error: `target: loss <= 0.05`.',
      location: { file: spec.data },
    });
  }
  return { ...(await readExamples(spec, isRegression, context, stages)), target };
}

/** Whether a block asks for a regression: `auto` takes a model with one output for one, and a task, whose answers are numbers. */
export function isRegressionOf({
  data,
  task,
  model,
}: Pick<SubspaceSpec, 'data' | 'task' | 'model'>): boolean {
  if (task !== 'auto') return task === 'regression';
  if (isTask(data)) return true;
  // What takes its outputs from the data is a classification unless `task` says otherwise.
  const parsed = parseModel(withDataWidths(model, 1, 2));
  return parsed.ok && parsed.value.outputs === 1;
}

/** The network that `model` names. Throws `experiment.invalid` where it does not fit the task. */
export function networkOf(
  model: string,
  { data, outputs }: Pick<TrainingExamples, 'data' | 'outputs'>,
  spec: Pick<SubspaceSpec, 'data'> & Partial<Pick<SubspaceSpec, 'shape'>>,
): NetworkSpec {
  const inputs = data.matrix.columns;
  const parsed = demand(parseModel(withDataWidths(model, inputs, outputs)), spec);
  const network = fitModel(parsed, inputs, outputs, shapeOf(spec, data));
  if (network.ok) return network.value;
  throw new CodedError('experiment.invalid', network.error, {
    remedy:
      parsed.image === undefined || parsed.outputs !== undefined
        ? `For these data a model begins with ${inputs} and ends with ${outputs}: \`model: mlp(${inputs}-32-${outputs})\`.`
        : 'Say what image a row is, such as `shape: 28x28` or `shape: 32x32x3`, or take smaller kernels.',
    location: { file: spec.data },
  });
}

/** What image a row is: as the block says, or the file; else a square of grey where the features make up one. */
export function shapeOf(
  { data: file, shape }: Pick<SubspaceSpec, 'data'> & Partial<Pick<SubspaceSpec, 'shape'>>,
  { image, matrix }: DataSet,
): ImageShape | undefined {
  return shape === undefined
    ? (image ?? squareImage(matrix.columns))
    : demand(parseShape(shape), { data: file });
}

/** How a network is trained for a task, as a block's options say. */
export function trainingJob<Network extends AnyNetwork>(
  network: Network,
  { input, target }: TrainingTask,
  spec: Omit<TrainingJob['plan'], 'target' | 'schedule'> & Pick<SubspaceSpec, 'data' | 'schedule'>,
): TrainingJob<Network> {
  const schedule = demand(parseSchedule(spec.schedule), spec);
  return { network, data: input, plan: planOf(spec, target, schedule) };
}

/** Of a block's options those that training depends on, and no others: replicas are kept by their plan. */
export function planOf(
  spec: Omit<TrainingPlan, 'target' | 'schedule'>,
  target: TrainingPlan['target'],
  schedule: TrainingPlan['schedule'],
): TrainingPlan {
  const { epochs, batch, optimiser, momentum, rate, fullRate, method, projection, burnIn, seed } = spec;
  const { then, thenEpochs, start } = spec;
  return {
    ...{ epochs, batch, optimiser, momentum, rate, fullRate, method, projection, burnIn, seed },
    ...(then === undefined ? {} : { then, thenEpochs }),
    ...(start === undefined ? {} : { start }),
    ...{ target, schedule },
  };
}

function answersOf({ labels }: DataSet, spec: Pick<SubspaceSpec, 'data'>, isRegression: boolean): Answers {
  const location = { file: spec.data };
  if (labels === undefined) {
    throw new CodedError('experiment.invalid', 'These data have no labels to be predicted.', {
      remedy: 'Name the column to predict with `label`.',
      location,
    });
  }
  const answers = readAnswers(labels, isRegression ? 'regression' : 'classification');
  if (answers.ok && answers.value.classes.length === labels.length) {
    throw new CodedError('experiment.invalid', 'Every row has a class of its own: no row tells of another.', {
      remedy: 'Name another column with `label`; to predict a number, set `task: regression`.',
      location,
    });
  }
  if (answers.ok) return answers.value;
  throw new CodedError('experiment.invalid', `${capitalised(answers.error)}.`, {
    remedy: 'Name another column with `label`.',
    location,
  });
}

/** What the schema has let through parses. */
function demand<T>(result: Result<T, string>, spec: Pick<SubspaceSpec, 'data'>): T {
  if (result.ok) return result.value;
  throw new CodedError('experiment.invalid', capitalised(result.error), { location: { file: spec.data } });
}

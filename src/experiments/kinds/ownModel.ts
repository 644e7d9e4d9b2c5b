import { CodedError } from '../../base/errors';
import { describeShape, type ImageShape } from '../../science/datasets/imageShape';
import type { LayersNetwork, LearningNetwork, OpenedModel } from '../../science/models/layersNetwork';
import { isModelFile } from '../../science/models/layersFile';
import { isTask } from '../../science/tasks/generatedData';
import type { RunContext } from '../kind';
import type { SubspaceSpec } from './subspaceOptions';
import { isRegressionOf, networkOf, shapeOf, type TrainingExamples } from './trainingTask';

/** Layers of a model that its name lists. */
const mostListed = 8;

/** Opens the model that a block names, where it names a file; undefined where it names a network of ours. */
export async function openModel(model: string, context: RunContext): Promise<OpenedModel | undefined> {
  if (!isModelFile(model)) return undefined;
  if (context.openModel === undefined)
    throw new CodedError('internal', 'there is nothing here to open a model of TensorFlow.js with');
  return context.openModel(model.trim());
}

/** Whether a block asks for a regression; of a model of the user's own, `auto` takes one linear output for one. */
export function asksForRegression(
  spec: Pick<SubspaceSpec, 'data' | 'task' | 'model'>,
  opened: OpenedModel | undefined,
): boolean {
  if (opened === undefined || spec.task !== 'auto' || isTask(spec.data)) return isRegressionOf(spec);
  return opened.shape.outputs === 1 && opened.shape.activation !== 'sigmoid';
}

/**
 * The network that a block names, whether one of ours or a file.
 * @throws `experiment.invalid` where it does not fit the data.
 */
export function anyNetworkOf(
  model: string,
  opened: OpenedModel | undefined,
  examples: TrainingExamples,
  spec: Pick<SubspaceSpec, 'data'> & Partial<Pick<SubspaceSpec, 'shape' | 'begin'>>,
): LearningNetwork {
  return opened === undefined ? networkOf(model, examples, spec) : fitModelFile(opened, examples, spec);
}

function fitModelFile(
  { source, shape }: OpenedModel,
  { data, answers, outputs }: TrainingExamples,
  spec: Pick<SubspaceSpec, 'data'> & Partial<Pick<SubspaceSpec, 'shape' | 'begin'>>,
): LayersNetwork {
  const { path, weights } = source;
  const file = path;
  const classifies = answers.classes.length > 0;
  const isSingle = classifies && shape.outputs === 1 && outputs === 2;
  if (shape.outputs !== outputs && !isSingle) {
    const needed = classifies ? `the data have ${outputs} classes` : 'a regression needs 1';
    throw new CodedError('experiment.invalid', `The model has ${shape.outputs} outputs, and ${needed}.`, {
      remedy: `End it with Dense(${outputs}), or name other data or another \`label\`.`,
      location: { file },
    });
  }
  if (spec.begin === 'stored' && weights === undefined) {
    throw new CodedError(
      'experiment.invalid',
      'The file holds the layers of a model, and no weights to start from.',
      {
        remedy: 'Leave `begin` out, or name a model.json with its weights.',
        location: { file },
      },
    );
  }
  const image = shapeOf(spec, data);
  const input = inputOf(shape.input, data.matrix.columns, image, file);
  const layers =
    shape.layers.length > mostListed
      ? [...shape.layers.slice(0, mostListed), `${shape.layers.length - mostListed} more`]
      : shape.layers;
  return {
    name: `${path} (${input.join(' × ')}: ${layers.join(', ')})`,
    source,
    shape,
    input,
    order: input.length === 3 && image !== undefined ? pixelOrder(image) : undefined,
    answers: classifies ? 'classes' : 'values',
    start: weights === undefined ? 'drawn' : (spec.begin ?? 'stored'),
  };
}

/** One example's shape, where the model leaves none of it open, or an image says what is left. */
function inputOf(
  wanted: readonly (number | null)[],
  features: number,
  image: ImageShape | undefined,
  file: string,
): number[] {
  const found =
    wanted.length === 3 && image !== undefined ? [image.height, image.width, image.channels] : [features];
  const filled =
    wanted.length === found.length
      ? wanted.map((size, axis) => size ?? found[axis] ?? 0)
      : wanted.map((size) => size ?? openAxis(wanted, features));
  const values = filled.reduce((product, size) => product * size, 1);
  const isImage = wanted.length === 3 && image !== undefined;
  if (values === features && (!isImage || filled.every((size, axis) => size === found[axis]))) return filled;
  const takes = wanted.map((size) => size ?? 'any').join(' × ');
  const has = isImage ? `images of ${describeShape(image)}` : `${features} features`;
  throw new CodedError('experiment.invalid', `The model takes ${takes}, and the data have ${has}.`, {
    remedy: isImage
      ? 'Say what image a row is with `shape`, such as 28x28 or 3x32x32, or export the model for these images.'
      : `Export it with Input(shape=(${features},)), or a Reshape that begins with ${features} values.`,
    location: { file },
  });
}

/** What one open axis must be for all the features to find room. */
function openAxis(wanted: readonly (number | null)[], features: number): number {
  const known = wanted.reduce<number>((product, size) => product * (size ?? 1), 1);
  return wanted.filter((size) => size === null).length === 1 ? Math.floor(features / known) : 0;
}

/** TensorFlow.js has an image pixel by pixel: where its values stand in a row that has channel by channel. */
function pixelOrder({ height, width, channels, planar }: ImageShape): Int32Array | undefined {
  if (!planar || channels === 1) return undefined;
  const pixels = height * width;
  return Int32Array.from(
    { length: channels * pixels },
    (_, k) => (k % channels) * pixels + Math.floor(k / channels),
  );
}

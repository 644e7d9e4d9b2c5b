import type { LayersModel } from '@tensorflow/tfjs-layers';
import { CodedError } from '../../base/errors';
import { exportHelp } from '../../science/models/layersFile';
import type { LayersShape, LayersSource } from '../../science/models/layersNetwork';
import { prepareTopology } from '../../science/models/layersTopology';
import type { TensorFlow } from './tensorFlow';

/** A model as TensorFlow.js has it. */
export interface BuiltModel {
  readonly model: LayersModel;
  readonly shape: LayersShape;
}

/**
 * Builds a model, with its weights where it has some, else with what its initialisers draw.
 * @throws `experiment.invalid` where TensorFlow.js cannot build it, or it has more than one input or output.
 */
export async function buildModel(
  tf: TensorFlow,
  { path, topology, weights }: LayersSource,
  answers: 'classes' | 'values',
): Promise<BuiltModel> {
  const prepared = prepareTopology(topology, answers);
  if (!prepared.ok) throw fault(path, prepared.error, 'Export a model with one output.');
  const artifacts = {
    modelTopology: prepared.value.topology,
    ...(weights === undefined
      ? {}
      : { weightSpecs: [...weights.specs], weightData: weights.bytes.slice().buffer }),
  };
  const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts)).catch((error: unknown) => {
    throw buildFault(path, error instanceof Error ? error.message : String(error));
  });
  try {
    return { model, shape: shapeOf(model, path, prepared.value.activation) };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

function shapeOf(model: LayersModel, path: string, activation: string): LayersShape {
  const [input, ...otherInputs] = model.inputs;
  const [output, ...otherOutputs] = model.outputs;
  if (input === undefined || otherInputs.length > 0)
    throw fault(
      path,
      `It has ${model.inputs.length} inputs, and one is needed.`,
      'Export a model with one input.',
    );
  if (output === undefined || otherOutputs.length > 0)
    throw fault(
      path,
      `It has ${model.outputs.length} outputs, and one is needed.`,
      'Export a model with one output.',
    );
  const outputs = output.shape[1];
  if (output.shape.length !== 2 || outputs === null || outputs === undefined) {
    const shape = output.shape
      .slice(1)
      .map((size) => size ?? 'any')
      .join(' × ');
    throw fault(
      path,
      `Its output has the shape ${shape}, and a row of numbers is needed.`,
      'End the model with Flatten or a global pooling, and a Dense layer.',
    );
  }
  const count = (list: typeof model.trainableWeights): number =>
    list.reduce(
      (sum, { shape }) => sum + shape.reduce<number>((product, size) => product * (size ?? 1), 1),
      0,
    );
  const parameters = count(model.trainableWeights);
  if (parameters === 0)
    throw fault(
      path,
      'None of its layers is trainable.',
      'Set `trainable` of its layers before exporting it.',
    );
  const made = measuredLayers(model);
  return {
    measured: made.map(({ name }) => name),
    units: made.reduce((sum, layer) => sum + valuesOf(layer), 0),
    layers: model.layers.map((layer) => layer.getClassName()).filter((name) => name !== 'InputLayer'),
    parameters,
    fixed: count(model.nonTrainableWeights),
    input: input.shape.slice(1),
    outputs,
    activation,
  };
}

/** Layers that give what they take, when a model is only asked, or the same values in another shape. */
const passing = new Set([
  ...['InputLayer', 'Dropout', 'SpatialDropout1D', 'GaussianDropout', 'GaussianNoise', 'AlphaDropout'],
  ...['Flatten', 'Reshape'],
]);

/** A model's own layers whose outputs are worth looking at, from the input on. */
export function measuredLayers(model: LayersModel): LayersModel['layers'] {
  return model.layers.filter((layer) => !passing.has(layer.getClassName()));
}

function valuesOf({ outputShape }: LayersModel['layers'][number]): number {
  const [first] = outputShape;
  const shape = Array.isArray(first) ? first : (outputShape as (number | null)[]);
  return shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** What TensorFlow.js says, in words that name what to do. */
function buildFault(path: string, reason: string): CodedError {
  const unknown = /Unknown (layer|initializer|regularizer|activation[^:]*|constraint): (\w+)/iu.exec(reason);
  if (unknown !== null) {
    return fault(
      path,
      `It has the ${unknown[1]?.toLowerCase()} “${unknown[2]}”, which TensorFlow.js does not have.`,
      'Build the model from layers of Keras that TensorFlow.js has, without Lambda or layers of your own.',
    );
  }
  if (/inputShape|batchInputShape/u.test(reason)) {
    return fault(
      path,
      'It does not say what it takes in.',
      'Begin the model with an Input layer, and export it again.',
    );
  }
  if (/no target variable|weights are not set|shape mismatch|Layer weight shape/iu.test(reason)) {
    return fault(
      path,
      `Its weights are not those of its layers: ${reason}.`,
      'Export the model and its weights together again.',
    );
  }
  return fault(path, `TensorFlow.js cannot build the model: ${reason.replace(/[.\s]+$/u, '')}.`, exportHelp);
}

function fault(file: string, message: string, remedy: string): CodedError {
  return new CodedError('experiment.invalid', message, { remedy, location: { file } });
}

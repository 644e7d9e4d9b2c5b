import { err, ok, type Result } from '../../base/result';
import type { Activation } from '../../compute/training/kernels';
import { describeShape, type ImageShape } from '../datasets/imageShape';
import { isModelFile } from './layersFile';
import { describeStage, namedImageModels, parseLayers, sizeAfterAll, type ImageStage } from './imageSpec';

/** A model as a block names it: `linear`, `mlp(64-32-10)`, `mlp(64-32-10, tanh)`, `lenet`, `cnn(conv8x3-max2-10)`. */
export interface ModelSpec {
  /** As it was named: `linear`, `mlp`, `cnn`, `lenet` … */
  readonly family: string;
  /** From the inputs to the outputs; undefined where the data decide both. Of a model for images, see `image`. */
  readonly widths: readonly number[] | undefined;
  readonly activation: Activation;
  /** Of a model for images: what comes first, and the units after it, without the outputs where the data decide them. */
  readonly image?: { readonly stages: readonly ImageStage[]; readonly units: readonly number[] };
  /** Undefined where the data decide. */
  readonly outputs?: number | undefined;
}

/** A model whose widths are known. */
export interface NetworkSpec {
  /** In normal form, for people: `mlp(64-32-10, relu)`. */
  readonly name: string;
  /** Of the fully connected layers, from their inputs to the outputs. */
  readonly widths: readonly number[];
  readonly activation: Activation;
  /** What comes before the fully connected layers, which take the last stage's image channel by channel. */
  readonly image?: { readonly size: ImageShape; readonly stages: readonly ImageStage[] };
}

const activations: readonly Activation[] = ['relu', 'tanh', 'gelu'];
const mostUnits = 65_536;
const imageNames = Object.keys(namedImageModels);

/** What a block may write as `model`, in one line. */
export const modelHelp =
  'linear; mlp(inputs-hidden-…-outputs) such as mlp(64-32-10), with relu, tanh or gelu after a comma; of images, lenet, tinycnn, smallcnn, mediumcnn or cnn(conv6x5-max2-conv16x3same/2-avg2-84-10)';

/** The error is a sentence that says what is possible. */
export function parseModel(text: string): Result<ModelSpec, string> {
  const plain = text.trim();
  if (plain === 'linear') return ok({ family: 'linear', widths: undefined, activation: 'identity' });
  const named = /^(\w+)\s*(?:\(\s*(\w*)\s*\))?$/.exec(plain);
  const layers = namedImageModels[named?.[1] ?? ''];
  if (named?.[1] !== undefined && layers !== undefined)
    return parseImageModel(named[1], layers, named[2] === '' ? undefined : named[2]);
  if (isModelFile(plain))
    return err(
      `“${plain}” is a model’s file, which subspace-training and layer-dimension train: here write ${modelHelp}.`,
    );
  const match = /^(mlp|cnn)\(\s*([^,()]*)(?:,\s*(\w+)\s*)?\)$/.exec(plain);
  if (!match) return err(`“${plain}” is no model: write ${modelHelp}.`);
  const [, family = '', list = '', name] = match;
  return family === 'mlp' ? parseMlp(list, name) : parseImageModel('cnn', list, name);
}

function parseMlp(list: string, name: string | undefined): Result<ModelSpec, string> {
  const widths = list.split('-').map((part) => Number(part.trim() === '' ? NaN : part));
  if (
    widths.length < 2 ||
    widths.some((width) => !(Number.isInteger(width) && width >= 1 && width <= mostUnits))
  ) {
    return err(`the widths of mlp(…) are whole numbers from 1 to ${mostUnits}, such as 64-32-10.`);
  }
  const activation = readActivation(name);
  if (!activation.ok) return activation;
  return ok({ family: 'mlp', widths, activation: activation.value, outputs: widths.at(-1) });
}

function parseImageModel(family: string, list: string, name: string | undefined): Result<ModelSpec, string> {
  const layers = parseLayers(list);
  if (!layers.ok) return layers;
  const activation = readActivation(name);
  if (!activation.ok) return activation;
  const { stages, units } = layers.value;
  const isNamed = imageNames.includes(family);
  if (!isNamed && units.length === 0)
    return err('cnn(…) ends with the number of its outputs, such as cnn(conv6x5-max2-10).');
  return ok({
    family,
    widths: undefined,
    activation: activation.value,
    image: { stages, units: isNamed ? units : units.slice(0, -1) },
    outputs: isNamed ? undefined : units.at(-1),
  });
}

function readActivation(name = 'relu'): Result<Activation, string> {
  const activation = activations.find((known) => known === name);
  return activation === undefined
    ? err(`there is no activation “${name}”: choose ${activations.join(', ')}.`)
    : ok(activation);
}

/**
 * The model for data of so many features and outputs. The error says which of its widths does not fit.
 * @param shape of the images that the features are, where they are.
 */
export function fitModel(
  spec: ModelSpec,
  inputs: number,
  outputs: number,
  shape?: ImageShape,
): Result<NetworkSpec, string> {
  const own = spec.outputs ?? spec.widths?.at(-1);
  if (own !== undefined && own !== outputs)
    return err(`The model has ${own} outputs, and the data need ${outputs}.`);
  if (spec.image !== undefined) return fitImageModel(spec, spec.image, inputs, outputs, shape);
  const widths = spec.widths ?? [inputs, outputs];
  if (widths[0] !== inputs)
    return err(`The model takes ${widths[0]} inputs, and the data have ${inputs} features.`);
  const name =
    spec.family === 'linear' ? `linear(${widths.join('-')})` : `mlp(${widths.join('-')}, ${spec.activation})`;
  return ok({ name, widths, activation: spec.activation });
}

function fitImageModel(
  { family, activation }: ModelSpec,
  { stages, units }: NonNullable<ModelSpec['image']>,
  inputs: number,
  outputs: number,
  shape: ImageShape | undefined,
): Result<NetworkSpec, string> {
  if (shape === undefined)
    return err(`The model takes images, and nothing tells what ${inputs} features are.`);
  const { height, width, channels } = shape;
  if (height * width * channels !== inputs)
    return err(
      `Images of ${describeShape(shape)} have ${height * width * channels} values, and the data have ${inputs} features.`,
    );
  const last = sizeAfterAll(shape, stages);
  if (!last.ok) return last;
  const flat = last.value.height * last.value.width * last.value.channels;
  const layers = [...stages.map(describeStage), ...units, outputs].join('-');
  return ok({
    name: `${family}(${height}x${width}x${channels}: ${layers}, ${activation})`,
    widths: [flat, ...units, outputs],
    activation,
    image: { size: shape, stages },
  });
}

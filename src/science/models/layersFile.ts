import { z } from 'zod';
import { err, ok, type Result } from '../../base/result';

/** Bytes of one value in a shard, by how it is stored there. */
const bytesPerValue = {
  float32: 4,
  int32: 4,
  bool: 1,
  complex64: 8,
  uint8: 1,
  uint16: 2,
  float16: 2,
} as const;

const weightSchema = z.looseObject({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.enum(['float32', 'int32', 'bool', 'complex64']),
  quantization: z.looseObject({ dtype: z.enum(['uint8', 'uint16', 'float16']) }).optional(),
  group: z.string().optional(),
});
/** One array among a model's weights, as its manifest has it. */
export type StoredWeight = z.infer<typeof weightSchema>;

const groupSchema = z.object({ paths: z.array(z.string().min(1)).min(1), weights: z.array(weightSchema) });
/** Files that, one after the other, hold some of the weights. */
export type WeightGroup = z.infer<typeof groupSchema>;

const topologySchema = z.looseObject({ class_name: z.string(), config: z.unknown() });

/** A `tf.LayersModel` as its JSON file tells it, before its weights are read. */
export interface LayersFile {
  /** `{ class_name, config }`, as Keras writes a model. */
  readonly topology: Readonly<Record<string, unknown>>;
  /** None where the file is a topology alone. */
  readonly groups: readonly WeightGroup[];
}

/** Why a file is no model of TensorFlow.js Layers, and what to do about it; both are sentences. */
export interface LayersFileFault {
  readonly message: string;
  readonly remedy: string;
  /** From 1, where the file is no JSON. */
  readonly line?: number;
  readonly column?: number;
}

/** How a model is brought into the form that is read here. */
export const exportHelp =
  'Write it with `tensorflowjs_converter --input_format=keras`, `tfjs.converters.save_keras_model` or `model.save`, as docs/subspace-training.md shows.';

/** Whether what a block names as its model is a file. */
export function isModelFile(model: string): boolean {
  return /\.json$/iu.test(model.trim());
}

/** Reads `model.json` of TensorFlow.js Layers, or the topology that Keras' `model.to_json()` writes. */
export function readLayersFile(text: string): Result<LayersFile, LayersFileFault> {
  let json: unknown;
  try {
    json = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    return err({ ...placeOf(error, text), remedy: 'Export the model again.' });
  }
  const fields = z.record(z.string(), z.unknown()).safeParse(json);
  if (!fields.success) return err({ message: 'The file is JSON, but no model.', remedy: exportHelp });
  const { format, modelTopology, weightsManifest, ...rest } = fields.data;
  if (format === 'graph-model' || hasGraph(modelTopology)) {
    return err({
      message: 'This is a graph model, whose weights are constants: it cannot be trained.',
      remedy: `Export the Keras model itself, not a SavedModel. ${exportHelp}`,
    });
  }
  const topology = topologyOf(modelTopology ?? rest);
  if (!topology.ok) return topology;
  if (weightsManifest === undefined) return ok({ topology: topology.value, groups: [] });
  const groups = z.array(groupSchema).safeParse(weightsManifest);
  if (!groups.success) {
    const at = groups.error.issues[0]?.path.join('.') ?? '';
    return err({
      message: `Its weightsManifest is not one: see “${at}”.`,
      remedy: 'Export the model again.',
    });
  }
  return ok({ topology: topology.value, groups: groups.data });
}

/** Bytes that a group's files hold together. */
export function groupBytes({ weights }: WeightGroup): number {
  return weights.reduce((sum, { shape, dtype, quantization }) => {
    const values = shape.reduce((product, size) => product * size, 1);
    return sum + values * bytesPerValue[quantization?.dtype ?? dtype];
  }, 0);
}

function hasGraph(topology: unknown): boolean {
  return z.looseObject({ node: z.array(z.unknown()) }).safeParse(topology).success;
}

/** `model_config` holds it where Keras wrote the model with its training. */
function topologyOf(given: unknown): Result<LayersFile['topology'], LayersFileFault> {
  const wrapped = z.looseObject({ model_config: z.unknown() }).safeParse(given);
  const found = topologySchema.safeParse(wrapped.data?.model_config ?? given);
  if (!found.success)
    return err({
      message: 'The file is JSON, but has no model with class_name and config.',
      remedy: exportHelp,
    });
  if (isKeras3(found.data)) {
    return err({
      message: 'This is the form of Keras 3, which TensorFlow.js does not read.',
      remedy:
        'Build the model with Keras 2 (the package `tf_keras`, or `TF_USE_LEGACY_KERAS=1`) and export it again.',
    });
  }
  return ok(found.data);
}

/** Keras 3 says of every object which module it is from. */
function isKeras3(topology: Readonly<Record<string, unknown>>): boolean {
  return 'module' in topology && 'registered_name' in topology;
}

function placeOf(error: unknown, text: string): Omit<LayersFileFault, 'remedy'> {
  const reason = error instanceof Error ? error.message : String(error);
  const position = Number(
    /position (\d+)/u.exec(reason)?.[1] ?? (/end of/u.test(reason) ? text.length : NaN),
  );
  if (Number.isNaN(position)) return { message: 'The file is no JSON.' };
  const before = text.slice(0, position).split('\n');
  return {
    message:
      position >= text.trimEnd().length
        ? 'The JSON ends too early: the file is cut short.'
        : 'The file is no JSON.',
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

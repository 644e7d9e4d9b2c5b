import { err, ok, type Result } from '../../base/result';

/** A JSON object of a topology, which may be changed. */
type Fields = Record<string, unknown>;

/** A topology that is ready to be built for training. */
export interface PreparedTopology {
  readonly topology: Fields;
  /** After the last layer, as the file has it: `linear`, `softmax` … */
  readonly activation: string;
}

/**
 * A copy of a topology without the seeds of its initialisers and dropouts, which would make every run begin at the same
 * point and drop the same units at every step.
 * @param answers of `classes` the last layer's softmax or sigmoid is taken away: the loss is computed from what comes before it, where no logarithm of a
 *   rounded 0 can occur. The error is a sentence.
 */
export function prepareTopology(
  given: Readonly<Fields>,
  answers: 'classes' | 'values',
): Result<PreparedTopology, string> {
  const topology = structuredClone(given) as Fields;
  withoutSeeds(topology);
  const last = lastLayer(topology);
  if (last === undefined) return err('It has several outputs, or none, and one is needed.');
  const activation = activationOf(last);
  if (answers === 'classes' && (activation === 'softmax' || activation === 'sigmoid')) {
    if (isUsedWithin(topology, last))
      return err(
        'Its output is also used within the model, so that its scores cannot be taken before the last activation.',
      );
    if (last['class_name'] === 'Softmax') {
      last['class_name'] = 'Activation';
      last['config'] = {
        ...pick(fieldsOf(last['config']), ['name', 'trainable', 'dtype']),
        activation: 'linear',
      };
    } else fieldsOf(last['config'])['activation'] = 'linear';
  }
  return ok({ topology, activation });
}

/** The activation of a last layer; `linear` where it has none. */
function activationOf(layer: Fields): string {
  if (layer['class_name'] === 'Softmax') return 'softmax';
  const { activation } = fieldsOf(layer['config']);
  if (typeof activation === 'string') return activation;
  const named = fieldsOf(activation)['class_name'];
  return typeof named === 'string' ? named.toLowerCase() : 'linear';
}

function withoutSeeds(value: unknown): void {
  if (Array.isArray(value)) value.forEach(withoutSeeds);
  else if (isFields(value)) {
    if ('class_name' in value && isFields(value['config']) && 'seed' in value['config'])
      value['config']['seed'] = null;
    Object.values(value).forEach(withoutSeeds);
  }
}

/** What a model's answer comes from, within nested models too; undefined where there is not one. */
function lastLayer(model: Fields): Fields | undefined {
  const layers = layersOf(model);
  if (layers === undefined) return model;
  const outputs = fieldsOf(model['config'])['output_layers'];
  if (outputs === undefined) {
    const last = layers.at(-1);
    return last === undefined ? undefined : lastLayer(last);
  }
  // Of one output some versions write ["dense", 0, 0] instead of [["dense", 0, 0]].
  const list: unknown[] = Array.isArray(outputs) ? outputs : [];
  const [only, ...others] = Array.isArray(list[0]) ? list : [list];
  if (others.length > 0 || !Array.isArray(only)) return undefined;
  const last = layers.find((layer) => nameOf(layer) === only[0]);
  return last === undefined ? undefined : lastLayer(last);
}

/** Whether another layer of the model takes what the last one gives. */
function isUsedWithin(model: Fields, last: Fields): boolean {
  const name = nameOf(last);
  const takes = (value: unknown): boolean =>
    Array.isArray(value) && ((value[0] === name && typeof value[1] === 'number') || value.some(takes));
  return (layersOf(model) ?? []).some((layer) => takes(layer['inbound_nodes']) || isUsedWithin(layer, last));
}

/** Undefined of what is a layer itself. */
function layersOf(model: Fields): Fields[] | undefined {
  const { config } = model;
  // Before Keras 2.2.3 a sequential model's config was the list itself.
  const layers = Array.isArray(config) ? config : fieldsOf(config)['layers'];
  return Array.isArray(layers) ? layers.filter(isFields) : undefined;
}

function nameOf(layer: Fields): unknown {
  return layer['name'] ?? fieldsOf(layer['config'])['name'];
}

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

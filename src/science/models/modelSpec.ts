import { err, ok, type Result } from '../../base/result';
import type { Activation } from '../../compute/training/kernels';

/** A model as a block names it: `linear`, `mlp(64-32-10)`, `mlp(64-32-10, tanh)`. */
export interface ModelSpec {
  readonly family: 'linear' | 'mlp';
  /** From the inputs to the outputs; undefined where the data decide both. */
  readonly widths: readonly number[] | undefined;
  readonly activation: Activation;
}

/** A model whose widths are known. */
export interface NetworkSpec {
  /** In normal form, for people: `mlp(64-32-10, relu)`. */
  readonly name: string;
  readonly widths: readonly number[];
  readonly activation: Activation;
}

const activations: readonly Activation[] = ['relu', 'tanh', 'gelu'];
const mostUnits = 65_536;

/** What a block may write as `model`, in one line. */
export const modelHelp =
  'linear, or mlp(inputs-hidden-…-outputs) such as mlp(64-32-10), with relu, tanh or gelu after a comma';

/** The error is a sentence that says what is possible. */
export function parseModel(text: string): Result<ModelSpec, string> {
  if (text.trim() === 'linear') return ok({ family: 'linear', widths: undefined, activation: 'identity' });
  const match = /^\s*mlp\(\s*([\d\s-]*)(?:,\s*(\w+)\s*)?\)\s*$/.exec(text);
  if (!match) return err(`“${text.trim()}” is no model: write ${modelHelp}.`);
  const [, list = '', name = 'relu'] = match;
  const widths = list.split('-').map((part) => Number(part.trim() === '' ? NaN : part));
  if (widths.length < 2 || widths.some((width) => !(width >= 1 && width <= mostUnits))) {
    return err(`the widths of mlp(…) are whole numbers from 1 to ${mostUnits}, such as 64-32-10.`);
  }
  const activation = activations.find((known) => known === name);
  if (activation === undefined)
    return err(`there is no activation “${name}”: choose ${activations.join(', ')}.`);
  return ok({ family: 'mlp', widths, activation });
}

/** The model for data of so many features and outputs. The error says which of its widths does not fit. */
export function fitModel(spec: ModelSpec, inputs: number, outputs: number): Result<NetworkSpec, string> {
  const widths = spec.widths ?? [inputs, outputs];
  if (widths[0] !== inputs)
    return err(`The model takes ${widths[0]} inputs, and the data have ${inputs} features.`);
  if (widths.at(-1) !== outputs)
    return err(`The model has ${widths.at(-1)} outputs, and the data need ${outputs}.`);
  const name =
    spec.family === 'linear' ? `linear(${widths.join('-')})` : `mlp(${widths.join('-')}, ${spec.activation})`;
  return ok({ name, widths, activation: spec.activation });
}

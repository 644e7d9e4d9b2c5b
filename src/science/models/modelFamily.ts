import { err, ok, type Result } from '../../base/result';
import type { Activation } from '../../compute/training/kernels';
import { isModelFile } from './layersFile';
import { fitModel, parseModel, type ModelSpec, type NetworkSpec } from './modelSpec';

/** Models that differ in their width alone, as a block names them: `mlp(in-{4..64}-out)`. */
export interface ModelFamily {
  /** Ascending, each once; one of them where the family has one member. */
  readonly widths: readonly number[];
  /** Whether a width was to be varied at all. */
  readonly varies: boolean;
  readonly activation: Activation;
  /** From the inputs to the outputs. */
  readonly layers: readonly (number | 'in' | 'out' | 'width')[];
}

const mostMembers = 4096;

/** What a block may write as `family`, in one line. */
export const familyHelp =
  'mlp(in-{2..64}-out), mlp(in-{8,16,32}-{8,16,32}-out, tanh): in and out are the data’s, all widths in braces move together';

/** The error is a sentence that says what is possible. */
export function parseFamily(text: string): Result<ModelFamily, string> {
  if (text.trim() === 'linear')
    return ok({ widths: [1], varies: false, activation: 'identity', layers: ['in', 'out'] });
  if (isModelFile(text))
    return err(
      `“${text.trim()}” is one model with widths of its own, which subspace-training trains, and no family: write ${familyHelp}.`,
    );
  const match = /^\s*mlp\(\s*([^(){},]*(?:\{[^{}]*\}[^(){},]*)*)(?:,\s*(\w+)\s*)?\)\s*$/.exec(text);
  const bad = err(`“${text.trim()}” is no family of models: write ${familyHelp}.`);
  if (!match) return bad;
  const [, list = '', activation = 'relu'] = match;
  const parts = list.split('-').map((part) => part.trim());
  const braces = [...new Set(parts.filter((part) => part.startsWith('{')).map(normal))];
  if (braces.length > 1)
    return err(`the widths in braces move together, and ${braces.join(' and ')} differ.`);
  const widths = braces[0] === undefined ? undefined : readWidths(braces[0]);
  if (widths?.ok === false) return widths;
  // What is left is a model with numbers for the words: its own reader says what is wrong with it.
  const plain = parts.map((part) => (/^(?:in|out|\{.*\})$/.test(part) ? '1' : part)).join('-');
  const model = parseModel(`mlp(${plain}, ${activation})`);
  if (!model.ok) return /^\d/.test(plain) ? model : bad;
  const layers = parts.map((part, i) => {
    if (part === 'in' || part === 'out') return part;
    return part.startsWith('{') ? 'width' : (model.value.widths?.[i] ?? 0);
  });
  const inner = layers.slice(1, -1);
  if (inner.length === 0) return err('a family has a hidden layer: write mlp(in-{2..64}-out), or linear.');
  if (inner.includes('in') || inner.includes('out') || layers[0] === 'out' || layers.at(-1) === 'in')
    return err('in stands first and out stands last: write mlp(in-{2..64}-out).');
  if (layers[0] === 'width' || layers.at(-1) === 'width')
    return err('inputs and outputs are those of the data: only hidden layers vary.');
  const fixed = inner.find((layer): layer is number => typeof layer === 'number') ?? 1;
  return ok({
    widths: widths?.value ?? [fixed],
    varies: widths !== undefined,
    activation: model.value.activation,
    layers,
  });
}

/** The member of a width, for data of so many features and outputs. The error says which of its widths does not fit. */
export function familyMember(
  { layers, activation }: ModelFamily,
  width: number,
  inputs: number,
  outputs: number,
): Result<NetworkSpec, string> {
  const widths = layers.map((layer) => {
    if (layer === 'in') return inputs;
    if (layer === 'out') return outputs;
    return layer === 'width' ? width : layer;
  });
  const spec: ModelSpec =
    activation === 'identity'
      ? { family: 'linear', widths: undefined, activation }
      : { family: 'mlp', widths, activation };
  return fitModel(spec, inputs, outputs);
}

function normal(braces: string): string {
  return braces.replace(/\s+/g, '');
}

/** `{4..64}`, `{4,8,16}`. */
function readWidths(braces: string): Result<number[], string> {
  const inside = braces.slice(1, -1);
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(inside) ?? [];
  const widths =
    from === undefined
      ? inside.split(',').map((part) => Number(part === '' ? NaN : part))
      : Array.from(
          { length: Math.max(0, Math.min(mostMembers, Number(to) - Number(from)) + 1) },
          (_, i) => Number(from) + i,
        );
  if (
    widths.length === 0 ||
    widths.some((width) => !(Number.isInteger(width) && width >= 1 && width <= 65_536))
  )
    return err(
      `${braces} are no widths: write {4..64} or {4,8,16}, whole numbers from 1, the smallest first.`,
    );
  return ok([...new Set(widths)].sort((a, b) => a - b));
}

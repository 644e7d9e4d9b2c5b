import { err, ok, type Result } from '../../base/result';
import { estimatorIds, type EstimatorId } from './estimate';
import { mleCombinations } from './mle';
import { pcaVersions } from './pcaVersions';

/** An option of an estimator: a number in a range, one of some words, or yes or no. */
type Option =
  | {
      readonly type: 'number';
      readonly default: number;
      readonly low: number;
      readonly high: number;
      readonly whole: boolean;
    }
  | { readonly type: 'word'; readonly default: string; readonly words: readonly string[] }
  | { readonly type: 'boolean'; readonly default: boolean };

export type OptionValue = number | string | boolean;

/** Every option by estimator, in the order of the normal form. */
const options: Record<EstimatorId, Record<string, Option>> = {
  twonn: { discard: { type: 'number', default: 0.1, low: 0, high: 0.9, whole: false } },
  mle: {
    k: { type: 'number', default: 20, low: 2, high: 100, whole: true },
    combine: { type: 'word', default: 'harmonic', words: mleCombinations },
    unbiased: { type: 'boolean', default: false },
  },
  pca: {
    version: { type: 'word', default: 'FO', words: pcaVersions },
    alpha: { type: 'number', default: 0.05, low: 0, high: 1, whole: false },
  },
};

/** A request for an estimate. */
export interface EstimatorSpec {
  readonly id: EstimatorId;
  /** Every option in force. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** The normal form: only what is not the default, in a fixed order, no spaces: `mle(k=10,combine=mean)`. */
  readonly key: string;
  /** Every option in force, to be read: `k=10, combine=mean, unbiased=false`. */
  readonly variant: string;
}

/** Reads `twonn`, `mle(k=10, combine=mean)`. The error is a sentence that lists what is possible. */
export function parseEstimator(text: string): Result<EstimatorSpec, string> {
  const match = /^\s*([\w-]+)\s*(?:\(([^()]*)\)\s*)?$/.exec(text);
  if (!match) return err(`"${text.trim()}" is not an estimator: write one as mle or mle(k=10,combine=mean).`);
  const id = estimatorIds.find((known) => known === match[1]?.toLowerCase());
  if (id === undefined) {
    return err(`there is no estimator "${match[1]}": choose from ${estimatorIds.join(', ')}.`);
  }
  const given = new Map<string, OptionValue>();
  for (const part of (match[2] ?? '').split(',').filter((p) => p.trim() !== '')) {
    const [name = '', value = '', more] = part.split('=').map((side) => side.trim());
    const option = Object.hasOwn(options[id], name) ? options[id][name] : undefined;
    if (option === undefined || more !== undefined) {
      return err(
        `${id} has no option "${part.trim()}": it has ${Object.keys(options[id]).join(', ')}, as name=value.`,
      );
    }
    if (given.has(name)) return err(`${id} is given ${name} twice.`);
    const read = readValue(option, value);
    if (read === undefined) return err(`${id} cannot take ${name}=${value}: ${describeOption(option)}.`);
    given.set(name, read);
  }
  return check(build(id, given));
}

/** The estimators of a list, split at commas outside parentheses; each once, in the order given. */
export function parseEstimators(text: string): Result<readonly EstimatorSpec[], string> {
  const specs = new Map<string, EstimatorSpec>();
  for (const part of text.split(/,(?![^()]*\))/)) {
    if (part.trim() === '') continue;
    const spec = parseEstimator(part);
    if (!spec.ok) return spec;
    specs.set(spec.value.key, spec.value);
  }
  if (specs.size === 0) return err(`name at least one estimator: ${estimatorIds.join(', ')}.`);
  return ok([...specs.values()]);
}

function build(id: EstimatorId, given: ReadonlyMap<string, OptionValue>): EstimatorSpec {
  const inForce: Record<string, OptionValue> = {};
  const changed: string[] = [];
  const all: string[] = [];
  for (const [name, option] of Object.entries(options[id])) {
    const value = given.get(name) ?? option.default;
    inForce[name] = value;
    if (value !== option.default) changed.push(`${name}=${value}`);
    if (!(id === 'pca' && name === 'alpha' && !usesAlpha(inForce['version']))) all.push(`${name}=${value}`);
  }
  const key = changed.length > 0 ? `${id}(${changed.join(',')})` : id;
  return { id, options: inForce, key, variant: all.join(', ') };
}

function check(spec: EstimatorSpec): Result<EstimatorSpec, string> {
  if (spec.options['unbiased'] === true && spec.options['k'] === 2) {
    return err('mle cannot be unbiased with k=2: its divisor k − 2 is zero; take k=3 or more.');
  }
  if (spec.id === 'pca' && spec.options['alpha'] !== 0.05 && !usesAlpha(spec.options['version'])) {
    return err(`pca(version=${spec.options['version']}) has no alpha; FO and ratio have.`);
  }
  return ok(spec);
}

function usesAlpha(version: OptionValue | undefined): boolean {
  return version === 'FO' || version === 'ratio';
}

function readValue(option: Option, text: string): OptionValue | undefined {
  switch (option.type) {
    case 'number': {
      const value = text === '' ? NaN : Number(text);
      const fits = value >= option.low && value <= option.high && (!option.whole || Number.isInteger(value));
      return fits ? value : undefined;
    }
    case 'word':
      return option.words.find((word) => word.toLowerCase() === text.toLowerCase());
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
  }
}

function describeOption(option: Option): string {
  switch (option.type) {
    case 'number':
      return `a ${option.whole ? 'whole ' : ''}number from ${option.low} to ${option.high}`;
    case 'word':
      return `one of ${option.words.join(', ')}`;
    case 'boolean':
      return 'true or false';
  }
}

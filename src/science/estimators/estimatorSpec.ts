import { err, ok, type Result } from '../../base/result';
import type { Estimator } from './estimator';
import { estimators, findEstimator } from './estimators';
import { describeOption, readOption, type OptionValue, type OptionValues } from './options';

/** A request for an estimate. */
export interface EstimatorSpec {
  readonly id: string;
  readonly estimator: Estimator;
  /** Every option in force. */
  readonly options: OptionValues;
  /** The normal form: only what is not the default, in a fixed order, no spaces: `mle(k=10,combine=mean)`. */
  readonly key: string;
  /** Every option in force, to be read: `k=10, combine=mean, unbiased=false`. */
  readonly variant: string;
}

/** Reads `twonn`, `mle(k=10, combine=mean)`. The error is a sentence that lists what is possible. */
export function parseEstimator(text: string): Result<EstimatorSpec, string> {
  const match = /^\s*([\w-]+)\s*(?:\(([^()]*)\)\s*)?$/.exec(text);
  if (!match) return err(`"${text.trim()}" is not an estimator: write one as mle or mle(k=10,combine=mean).`);
  const estimator = findEstimator(match[1]?.toLowerCase() ?? '');
  if (estimator === undefined) {
    return err(`there is no estimator "${match[1]}": choose from ${idList()}.`);
  }
  const { id } = estimator;
  const given = new Map<string, OptionValue>();
  for (const part of (match[2] ?? '').split(',').filter((p) => p.trim() !== '')) {
    const [name = '', value = '', more] = part.split('=').map((side) => side.trim());
    const option = Object.hasOwn(estimator.options, name) ? estimator.options[name] : undefined;
    if (option === undefined || more !== undefined) {
      const names = Object.keys(estimator.options);
      return err(
        `${id} has no option "${part.trim()}": ${names.length > 0 ? `it has ${names.join(', ')}, as name=value` : 'it has none'}.`,
      );
    }
    if (given.has(name)) return err(`${id} is given ${name} twice.`);
    const read = readOption(option, value);
    if (read === undefined) return err(`${id} cannot take ${name}=${value}: ${describeOption(option)}.`);
    given.set(name, read);
  }
  const spec = build(estimator, given);
  const conflict = estimator.conflict?.(spec.options);
  return conflict === undefined ? ok(spec) : err(conflict);
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
  if (specs.size === 0) return err(`name at least one estimator: ${idList()}.`);
  return ok([...specs.values()]);
}

/** Every option in force, to be read: `k=10, combine=mean, unbiased=false`. */
export function describeVariant(estimator: Estimator, options: OptionValues): string {
  return Object.keys(estimator.options)
    .filter((name) => estimator.applies?.(name, options) ?? true)
    .map((name) => `${name}=${options[name]}`)
    .join(', ');
}

/** An estimator with its options and their defaults, words with a bar between: `mle(k=20,combine=harmonic|mean|median)`. */
export function describeEstimator({ id, options }: Estimator): string {
  const each = Object.entries(options).map(([name, option]) =>
    option.type === 'word'
      ? `${name}=${[option.default, ...option.words.filter((word) => word !== option.default)].join('|')}`
      : `${name}=${option.default}`,
  );
  return each.length > 0 ? `${id}(${each.join(',')})` : id;
}

function build(estimator: Estimator, given: ReadonlyMap<string, OptionValue>): EstimatorSpec {
  const options: Record<string, OptionValue> = {};
  const changed: string[] = [];
  for (const [name, option] of Object.entries(estimator.options)) {
    const value = given.get(name) ?? option.default;
    options[name] = value;
    if (value !== option.default) changed.push(`${name}=${value}`);
  }
  const { id } = estimator;
  const key = changed.length > 0 ? `${id}(${changed.join(',')})` : id;
  return { id, estimator, options, key, variant: describeVariant(estimator, options) };
}

function idList(): string {
  return estimators.map(({ id }) => id).join(', ');
}

import { err, ok, type Result } from '../../base/result';

/** A number that a manifold or a task takes. */
export interface NamedParameter {
  readonly default: number;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

/** A whole number from `low` to `high`. */
export function wholeParameter(preset: number, low: number, high: number): NamedParameter {
  return { default: preset, low, high, whole: true };
}

/** A number from `low` to `high`. */
export function realParameter(preset: number, low: number, high: number): NamedParameter {
  return { default: preset, low, high, whole: false };
}

/**
 * Reads `d=5, n=1000`; parameters that are left out have their defaults.
 *
 * @param owner whose parameters they are, for the error, which is a sentence that says what is possible.
 */
export function readParameters(
  owner: string,
  parameters: Readonly<Record<string, NamedParameter>>,
  list: string,
): Result<ReadonlyMap<string, number>, string> {
  const values = new Map(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
  const given = new Set<string>();
  for (const part of list.split(',').filter((each) => each.trim() !== '')) {
    const [name = '', text = '', more] = part.split('=').map((side) => side.trim());
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined || more !== undefined) {
      const known = Object.keys(parameters).join(', ');
      return err(`${owner} has no parameter "${part.trim()}": it has ${known}, as name=value.`);
    }
    if (given.has(name)) return err(`${owner} is given ${name} twice.`);
    const value = text === '' ? NaN : Number(text);
    const { low, high, whole } = parameter;
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      const range = `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`;
      return err(`${owner} cannot take ${name}=${text}: ${range}.`);
    }
    given.add(name);
    values.set(name, value);
  }
  return ok(values);
}

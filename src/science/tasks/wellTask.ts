import { err, ok, type Result } from '../../base/result';
import { suggest } from '../../base/suggest';
import { givenSpectrum, mostDimensions, namedSpectrum } from '../bounds/spectrumSpec';
import type { WellNetwork } from '../models/wellNetwork';

/** The task as a `data` names it, with the parameters that it has unless others are given. */
export const wellExample = 'task:quadratic-well(spectrum=power(1),dimension=200,distance=3)';

const prefix = /^\s*task:\s*quadratic[-_]well\b/i;
const parameters = ['spectrum', 'dimension', 'distance'] as const;
type Parameter = (typeof parameters)[number];

/** Whether a `data` names a quadratic well, right or wrong: a loss itself, without examples. */
export function isWell(data: string): boolean {
  return prefix.test(data);
}

/**
 * Reads `task:quadratic-well(spectrum=power(1), dimension=200, distance=3)`: the loss ½ Σ λ_i (θ_i − c_i)², whose
 * minimiser c every run draws on the sphere of radius `distance` about its start. `spectrum` is one that `gordon-bound` knows by
 * name, or a list, `[4, 1, 0.25]`, which has its dimension itself. The error is a sentence that says what is possible.
 */
export function parseWell(data: string): Result<WellNetwork, string> {
  const rest = data.replace(prefix, '').trim();
  const [, list = ''] = /^(?:\((.*)\))?$/s.exec(rest) ?? [undefined, undefined];
  if (rest !== '' && !/^\(.*\)$/s.test(rest))
    return err(`“${data.trim()}” is no task: write ${wellExample}.`);
  const given = new Map<Parameter, string>();
  for (const part of splitOutside(list)) {
    const [, name = '', text = ''] = /^\s*([\w-]*)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
    const parameter = parameters.find((known) => known === name);
    if (parameter === undefined) {
      const near = suggest(name, parameters);
      const hint = near === undefined ? '' : `did you mean ${near}? `;
      return err(
        `quadratic-well has no parameter "${part.trim()}": ${hint}it has ${parameters.join(', ')}, as name=value.`,
      );
    }
    if (given.has(parameter)) return err(`quadratic-well is given ${parameter} twice.`);
    given.set(parameter, text);
  }
  const distance = Number(given.get('distance') ?? 3);
  if (!(distance > 0 && distance <= 1e6))
    return err(`quadratic-well cannot take distance=${given.get('distance')}: a number above 0, up to 1e6.`);
  const spectrum = given.get('spectrum') ?? 'power(1)';
  const eigenvalues = spectrum.startsWith('[')
    ? listed(spectrum, given.get('dimension'))
    : named(spectrum, given.get('dimension') ?? '200');
  if (!eigenvalues.ok) return err(`quadratic-well: ${eigenvalues.error}.`);
  const text = `quadratic well (${spectrum}, R = ${distance})`;
  return ok({ name: text, well: { eigenvalues: eigenvalues.value, distance } });
}

function named(spectrum: string, dimension: string): Result<Float64Array, string> {
  const size = dimension === '' ? NaN : Number(dimension);
  return Number.isInteger(size) && size >= 1 && size <= mostDimensions
    ? namedSpectrum(spectrum, size)
    : err(`it cannot take dimension=${dimension}: a whole number from 1 to ${mostDimensions}`);
}

function listed(spectrum: string, dimension: string | undefined): Result<Float64Array, string> {
  const inner = /^\[(.*)\]$/s.exec(spectrum)?.[1];
  if (inner === undefined) return err(`${spectrum} is no list: write [4, 1, 0.25]`);
  if (dimension !== undefined)
    return err('a list of eigenvalues has its dimension itself: leave dimension out');
  const values = inner.split(',').map((each) => (each.trim() === '' ? NaN : Number(each)));
  if (values.length > mostDimensions)
    return err(`at most ${mostDimensions} eigenvalues can be computed with`);
  const found = givenSpectrum(values);
  return found.ok ? ok(found.value.values) : found;
}

/** Parts between commas that stand in no brackets. */
function splitOutside(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of list) {
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.filter((part) => part.trim() !== '');
}

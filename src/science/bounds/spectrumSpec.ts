import { err, ok, type Result } from '../../base/result';
import { suggest } from '../../base/suggest';
import { marchenkoPastur } from './marchenkoPastur';

/** The most parameters a well may have: beyond it one random basis takes minutes. */
export const mostDimensions = 5000;

interface Family {
  readonly name: string;
  /** As it is written, for messages: `power(1)`. */
  readonly example: string;
  readonly parameters: readonly string[];
  /** Eigenvalue i, from 1, of `dimension`, at the given parameters. */
  readonly eigenvalue: (i: number, parameters: readonly number[], bulk: Float64Array) => number;
  /** Eigenvalues that are made together, where there are such; `eigenvalue` is given them. */
  readonly bulk?: (parameters: readonly number[], dimension: number) => Float64Array;
  /** Why the parameters make no spectrum. */
  readonly fault: (parameters: readonly number[], dimension: number) => string | undefined;
}

const families: readonly Family[] = [
  {
    name: 'flat',
    example: 'flat',
    parameters: [],
    eigenvalue: () => 1,
    fault: () => undefined,
  },
  {
    name: 'power',
    example: 'power(1)',
    parameters: ['exponent'],
    eigenvalue: (i, [exponent = 1]) => i ** -exponent,
    fault: ([exponent = NaN], dimension) =>
      exponent >= 0 && dimension ** -exponent > 0 ? undefined : 'the exponent must be a number from 0 to 80',
  },
  {
    name: 'outliers',
    example: 'outliers(10, 10, 1e-3)',
    parameters: ['count', 'size', 'rest'],
    eigenvalue: (i, [count = 0, size = 1, rest = 0]) => (i <= count ? size : rest),
    fault: ([count = NaN, size = NaN, rest = NaN], dimension) => {
      if (!Number.isInteger(count) || count < 1 || count > dimension)
        return `the count must be a whole number from 1 to the dimension, ${dimension}`;
      return size > 0 && rest >= 0 ? undefined : 'the size must be above 0 and the rest not below it';
    },
  },
  {
    name: 'exponential',
    example: 'exponential(0.1)',
    parameters: ['rate'],
    eigenvalue: (i, [rate = 1]) => Math.exp(-rate * (i - 1)),
    fault: ([rate = NaN], dimension) =>
      rate >= 0 && Math.exp(-rate * (dimension - 1)) > 1e-300
        ? undefined
        : `the rate must be a number from 0 to ${Number((690 / Math.max(1, dimension - 1)).toPrecision(3))}`,
  },
  {
    name: 'marchenko-pastur',
    example: 'marchenko-pastur(0.5)',
    parameters: ['ratio'],
    eigenvalue: (i, _, bulk) => bulk[i - 1] ?? 0,
    bulk: ([ratio = 1], dimension) => marchenkoPastur(dimension, ratio),
    fault: ([ratio = NaN]) => ratioFault(ratio),
  },
  {
    name: 'spiked',
    example: 'spiked(5, 20, 0.5)',
    parameters: ['count', 'size', 'ratio'],
    eigenvalue: (i, [count = 0, size = 1], bulk) => (i <= count ? size : (bulk[i - 1 - count] ?? 0)),
    bulk: ([count = 0, , ratio = 1], dimension) => marchenkoPastur(dimension - count, ratio),
    fault: ([count = NaN, size = NaN, ratio = NaN], dimension) => {
      if (!Number.isInteger(count) || count < 1 || count >= dimension)
        return `the count must be a whole number from 1 to below the dimension, ${dimension}`;
      return size > 0 ? ratioFault(ratio) : 'the size must be above 0';
    },
  },
];

function ratioFault(ratio: number): string | undefined {
  return ratio >= 0.001 && ratio <= 1000 ? undefined : 'the ratio must be a number from 0.001 to 1000';
}

/** The spectra that have a name, as a block writes them. */
export const spectrumExamples: readonly string[] = families.map(({ example }) => example);

/** Whether a text is meant for a named spectrum, right or wrong, and not for a file. */
export function isNamedSpectrum(text: string): boolean {
  return /^\s*[a-z]+(-[a-z]+)*\s*(\([^()]*\)\s*)?$/i.test(text);
}

/**
 * The eigenvalues of a named spectrum, greatest first: `flat` (all 1), `power(a)` (i to the −a, i from 1),
 * `outliers(n, s, r)` (n of size s, the rest r), `exponential(r)` (e to the −r(i − 1)), `marchenko-pastur(γ)`,
 * `spiked(n, s, γ)` (n of size s over a Marchenko–Pastur bulk). The error says what is possible.
 *
 * @param dimension the number of eigenvalues, from 1.
 */
export function namedSpectrum(text: string, dimension: number): Result<Float64Array, string> {
  const match = /^\s*([a-z-]+)\s*(?:\(([^()]*)\))?\s*$/i.exec(text);
  const [, name = '', list = ''] = match ?? [];
  const family = families.find((known) => known.name === name.toLowerCase());
  if (family === undefined) {
    const near = suggest(
      name,
      families.map((known) => known.name),
    );
    const hint = near === undefined ? '' : `did you mean ${near}? `;
    return err(
      `there is no spectrum "${text.trim()}": ${hint}write ${spectrumExamples.join(', ')}, a list or a file`,
    );
  }
  const parameters = list.trim() === '' ? [] : list.split(',').map(asNumber);
  if (parameters.length !== family.parameters.length) {
    return err(
      `${family.name} takes ${family.parameters.length === 0 ? 'no parameters' : family.parameters.join(', ')}: write ${family.example}`,
    );
  }
  const fault = family.fault(parameters, dimension);
  if (fault !== undefined) return err(`${family.name}: ${fault}`);
  const bulk = family.bulk?.(parameters, dimension) ?? new Float64Array(0);
  const values = Float64Array.from({ length: dimension }, (_, i) =>
    family.eigenvalue(i + 1, parameters, bulk),
  );
  return ok(values.sort().reverse());
}

/** As {@link Number}, but of nothing NaN. */
function asNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

/**
 * Given eigenvalues in order, greatest first, those that rounding made negative (no further below zero than
 * 1e-8 of the greatest) set to zero. The error says which cannot be a convex well's.
 */
export function givenSpectrum(
  values: Iterable<number>,
): Result<{ values: Float64Array; zeroed: number }, string> {
  const sorted = Float64Array.from(values).sort().reverse();
  if (sorted.length === 0) return err('the spectrum has no eigenvalue');
  if (sorted.some((value) => !Number.isFinite(value))) return err('an eigenvalue is no finite number');
  const greatest = sorted[0] ?? 0;
  const least = sorted.at(-1) ?? 0;
  if (greatest <= 0) return err('no eigenvalue is above 0: there is no well');
  if (least < -1e-8 * greatest) {
    return err(
      `the eigenvalue ${least} is negative: a quadratic well needs a Hessian without negative curvature, as the Gauss–Newton matrix is`,
    );
  }
  const zeroed = sorted.reduce((count, value) => count + (value < 0 ? 1 : 0), 0);
  return ok({ values: sorted.map((value) => Math.max(0, value)), zeroed });
}

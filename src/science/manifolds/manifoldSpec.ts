import { err, ok, type Result } from '../../base/result';
import { suggest } from '../../base/suggest';
import { manifolds, type ManifoldFamily, type ManifoldParameter } from './catalogue';
import type { Sampler } from './sampler';

/** What follows `manifold:` in a `data` that is to be generated; undefined where it names a file. */
export function generatedName(data: string): string | undefined {
  return /^manifold:(.*)$/is.exec(data)?.[1];
}

/** Every manifold as a `data` names it, its parameters left out. */
export const manifoldNames: readonly string[] = manifolds.map(({ name }) => `manifold:${name}`);

/** Points to be drawn from a manifold. */
export interface ManifoldSpec {
  readonly sampler: Sampler;
  /** How many. */
  readonly points: number;
  readonly seed: number;
  /** Standard deviation of the normal noise on every coordinate. */
  readonly noise: number;
}

/** What every manifold takes. */
const common: Readonly<Record<string, ManifoldParameter>> = {
  n: { default: 2500, low: 1, high: 100_000_000, whole: true },
  seed: { default: 0, low: 0, high: Number.MAX_SAFE_INTEGER, whole: true },
  noise: { default: 0, low: 0, high: 1e6, whole: false },
};

/**
 * Reads `M1`, `sphere(d=5, n=1000, seed=3)`; names as scikit-dimension writes them, such as `M1_Sphere`, too. The
 * error is a sentence that says what is possible.
 */
export function parseManifold(text: string): Result<ManifoldSpec, string> {
  const match = /^\s*([\w-]+)\s*(?:\(([^()]*)\)\s*)?$/.exec(text);
  if (!match) return err(`"${text.trim()}" is no manifold: write one as M1 or sphere(d=5,n=1000,seed=0).`);
  const [, name = '', list = ''] = match;
  const family = findFamily(name);
  if (family === undefined) {
    const names = manifolds.map((known) => known.name);
    const near = suggest(name, names);
    const hint = near === undefined ? '' : `did you mean ${near}? `;
    return err(`there is no manifold "${name}": ${hint}choose from ${names.join(', ')}.`);
  }
  const values = readValues(family, list);
  if (!values.ok) return values;
  const value = (parameter: string): number => values.value.get(parameter) ?? 0;
  const sampler = family.build(value);
  if (typeof sampler === 'string') return err(`${family.name}: ${sampler}.`);
  return ok({ sampler, points: value('n'), seed: value('seed'), noise: value('noise') });
}

function findFamily(name: string): ManifoldFamily | undefined {
  const wanted = /^m[\dnpb]/i.test(name) ? name.replace(/_.*$/, '') : name.replace(/_/g, '-');
  return manifolds.find((family) => family.name.toLowerCase() === wanted.toLowerCase());
}

function readValues(family: ManifoldFamily, list: string): Result<ReadonlyMap<string, number>, string> {
  const parameters = { ...family.parameters, ...common };
  const values = new Map(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
  const given = new Set<string>();
  for (const part of list.split(',').filter((each) => each.trim() !== '')) {
    const [name = '', text = '', more] = part.split('=').map((side) => side.trim());
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined || more !== undefined) {
      const known = Object.keys(parameters).join(', ');
      return err(`${family.name} has no parameter "${part.trim()}": it has ${known}, as name=value.`);
    }
    if (given.has(name)) return err(`${family.name} is given ${name} twice.`);
    const value = text === '' ? NaN : Number(text);
    const { low, high, whole } = parameter;
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      const range = `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`;
      return err(`${family.name} cannot take ${name}=${text}: ${range}.`);
    }
    given.add(name);
    values.set(name, value);
  }
  return ok(values);
}

import { err, ok, type Result } from '../../base/result';
import { suggest } from '../../base/suggest';
import { manifolds, type ManifoldFamily } from './catalogue';
import { readParameters, realParameter, wholeParameter, type NamedParameter } from './namedParameters';
import type { Sampler } from './sampler';

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
const common: Readonly<Record<string, NamedParameter>> = {
  n: wholeParameter(2500, 1, 100_000_000),
  seed: wholeParameter(0, 0, Number.MAX_SAFE_INTEGER),
  noise: realParameter(0, 0, 1e6),
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
  const values = readParameters(family.name, { ...family.parameters, ...common }, list);
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

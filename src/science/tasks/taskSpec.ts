import { Rng } from '../../base/rng';
import { err, ok, type Result } from '../../base/result';
import { suggest } from '../../base/suggest';
import type { ManifoldSpec } from '../manifolds/manifoldSpec';
import {
  readParameters,
  realParameter,
  wholeParameter,
  type NamedParameter,
} from '../manifolds/namedParameters';
import { gaussianTeacher } from './gaussianTeacher';
import { linearTeacher } from './linearTeacher';
import { networkTeacher } from './networkTeacher';
import { isWell } from './wellTask';
import { sharedStream, type PlantedTask, type PlantedTruth } from './plantedTask';

/** Examples to be drawn from a task, and what is known of it. */
export interface TaskSpec extends ManifoldSpec {
  readonly truth: PlantedTruth;
}

interface TaskFamily {
  readonly name: string;
  readonly parameters: Readonly<Record<string, NamedParameter>>;
  /** Given every parameter, in its range; a sentence where they do not go together. */
  build(value: (name: string) => number, rng: Rng): PlantedTask | string;
}

const common: Readonly<Record<string, NamedParameter>> = {
  n: wholeParameter(1000, 2, 10_000_000),
  seed: wholeParameter(0, 0, Number.MAX_SAFE_INTEGER),
};

const features = wholeParameter(8, 1, 1000);

/** A teacher's hidden layer, which has no more units than there are features to look along. */
function networkFamily(activation: 'relu' | 'tanh' | 'gelu'): TaskFamily {
  return {
    name: `${activation}-teacher`,
    parameters: { features, width: wholeParameter(3, 1, 1000) },
    build: (value, rng) =>
      value('width') > value('features')
        ? `its ${value('width')} units have directions at right angles to each other: features must be at least ${value('width')}`
        : networkTeacher({ activation, features: value('features'), width: value('width') }, rng),
  };
}

const families: readonly TaskFamily[] = [
  {
    name: 'linear-teacher',
    parameters: {
      features: wholeParameter(20, 1, 1000),
      rank: wholeParameter(6, 1, 1000),
      decay: realParameter(0, 0, 10),
      noise: realParameter(0, 0, 1000),
    },
    build: (value, rng) =>
      value('rank') > value('features')
        ? `${value('features')} features have no rank of ${value('rank')}`
        : linearTeacher(
            {
              features: value('features'),
              rank: value('rank'),
              decay: value('decay'),
              noise: value('noise'),
            },
            rng,
          ),
  },
  networkFamily('relu'),
  networkFamily('tanh'),
  networkFamily('gelu'),
  {
    name: 'gaussian-teacher',
    parameters: {
      width: wholeParameter(3, 1, 100),
      sd1: realParameter(1, 1e-6, 1e6),
      sd2: realParameter(1, 1e-6, 1e6),
      correlation: realParameter(0, -0.999, 0.999),
    },
    build: (value, rng) =>
      gaussianTeacher(
        {
          width: value('width'),
          sd1: value('sd1'),
          sd2: value('sd2'),
          correlation: value('correlation'),
        },
        rng,
      ),
  },
];

/** Every task as a `data` names it, its parameters left out. */
export const taskNames: readonly string[] = families.map(({ name }) => `task:${name}`);

/** Reads `relu-teacher(features=8, width=3, n=1000, seed=0)`. The error is a sentence that says what is possible. */
export function parseTask(text: string): Result<TaskSpec, string> {
  if (isWell(`task:${text}`))
    return err(
      'a quadratic-well is a loss, not examples: subspace-training trains it (model: well), gordon-bound computes its threshold.',
    );
  const match = /^\s*([\w-]+)\s*(?:\(([^()]*)\)\s*)?$/.exec(text);
  const names = families.map(({ name }) => name);
  if (!match)
    return err(`"${text.trim()}" is no task: write one as relu-teacher(features=8,width=3,n=1000).`);
  const [, name = '', list = ''] = match;
  const family = families.find((known) => known.name === name.toLowerCase().replace(/_/g, '-'));
  if (family === undefined) {
    const near = suggest(name, names);
    const hint = near === undefined ? '' : `did you mean ${near}? `;
    return err(`there is no task "${name}": ${hint}choose from ${names.join(', ')}.`);
  }
  const values = readParameters(family.name, { ...family.parameters, ...common }, list);
  if (!values.ok) return values;
  const value = (parameter: string): number => values.value.get(parameter) ?? 0;
  const built = family.build(value, new Rng(value('seed')).split(sharedStream));
  if (typeof built === 'string') return err(`${family.name}: ${built}.`);
  return ok({ ...built, points: value('n'), seed: value('seed'), noise: 0 });
}

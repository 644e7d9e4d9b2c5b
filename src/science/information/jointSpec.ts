import { err, ok, type Result } from '../../base/result';
import { Rng } from '../../base/rng';
import { suggest } from '../../base/suggest';
import { gammaDraw } from './dirichlet';

/** Weights of a named joint distribution, row-major. */
export interface NamedJoint {
  readonly weights: Float64Array;
  readonly xs: number;
  readonly ys: number;
  /** Of a symmetric channel, how often Y differs from X: its curve is known in closed form. */
  readonly crossover?: number;
}

/** The most values X and Y may have: a curve takes minutes beyond. */
export const mostValues = 64;

export const jointExamples: readonly string[] = [
  'symmetric(0.1)',
  'clusters(12, 3, 0.1)',
  'random(10, 6, 0.5)',
];

/**
 * A joint distribution by name: `symmetric(e)`, a uniform bit and its noisy copy; `clusters(n, k, e)`, n values of X in k groups, Y the
 * group, another with probability e; `random(n, m, a)`, p(y | x) drawn from a Dirichlet distribution of parameter a. The error
 * says what is possible.
 */
export function namedJoint(text: string, seed: number): Result<NamedJoint, string> {
  const [, name = '', list = ''] = /^\s*([a-z]+)\s*\(([^()]*)\)\s*$/i.exec(text) ?? [];
  const given = list.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [a = NaN, b = NaN, c = NaN] = given;
  const size = (n: number, least: number): boolean => Number.isInteger(n) && n >= least && n <= mostValues;
  switch (name.toLowerCase()) {
    case 'symmetric':
      if (given.length !== 1 || !(a >= 0 && a < 0.5))
        return err('symmetric takes a probability from 0 to below 0.5: write symmetric(0.1)');
      return ok({ weights: Float64Array.of(1 - a, a, a, 1 - a), xs: 2, ys: 2, crossover: a });
    case 'clusters': {
      if (given.length !== 3 || !size(a, 2) || !size(b, 2) || b > a || !(c >= 0 && c < 1)) {
        return err(
          `clusters takes the values of X, at most ${mostValues}, their groups, and a probability below 1: write clusters(12, 3, 0.1)`,
        );
      }
      const weights = Float64Array.from({ length: a * b }, (_, i) =>
        Math.floor(i / b) % b === i % b ? 1 - c : c / (b - 1),
      );
      return ok({ weights, xs: a, ys: b });
    }
    case 'random': {
      if (given.length !== 3 || !size(a, 2) || !size(b, 2) || !(c > 0)) {
        return err(
          `random takes the values of X and of Y, 2 to ${mostValues}, and a parameter above 0: write random(10, 6, 0.5)`,
        );
      }
      const rng = new Rng(seed).split(3);
      const weights = Float64Array.from({ length: a * b }, () => Math.max(1e-12, gammaDraw(c, rng)));
      for (let x = 0; x < a; x++) {
        const row = weights.subarray(x * b, (x + 1) * b);
        const sum = row.reduce((total, w) => total + w, 0);
        row.forEach((w, y) => (row[y] = w / sum));
      }
      return ok({ weights, xs: a, ys: b });
    }
    default: {
      const near = suggest(name, ['symmetric', 'clusters', 'random']);
      return err(
        `there is no distribution "${text.trim()}": ${near === undefined ? '' : `did you mean ${near}? `}write ${jointExamples.join(', ')}`,
      );
    }
  }
}

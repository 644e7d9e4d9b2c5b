import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { exactThresholds, type ChainEnd } from '../../../../src/science/bounds/exactThresholds';
import { drawMinimiser } from '../../../../src/science/bounds/quadraticWell';
import { logSpectrum, well } from './wells';

/** ρ(d) of the chain that `smallest` draws from the same stream, by a least-squares solver, each d by itself. */
function lossesBySolver(eigenvalues: Float64Array, direction: Float64Array, rng: Rng): number[] {
  const size = eigenvalues.length;
  const columns = eigenvalues.reduce<number[][]>(
    (all) => [...all, Array.from(eigenvalues, (value) => rng.normal() * Math.sqrt(value))],
    [],
  );
  const target = Matrix.columnVector(
    Array.from(eigenvalues, (value, i) => Math.sqrt(value) * (direction[i] ?? 0)),
  );
  return Array.from({ length: size + 1 }, (_, d) => {
    if (d === 0) return target.norm() ** 2;
    const basis = new Matrix(columns.slice(0, d)).transpose();
    return Matrix.sub(target, basis.mmul(solve(basis, target, true))).norm() ** 2;
  });
}

async function thresholds(
  eigenvalues: Float64Array,
  reach: number[],
  end: ChainEnd,
  chains: number,
): Promise<number[][]> {
  return Promise.all(
    Array.from({ length: chains }, async (_, i) => {
      const rng = new Rng(4).split(i);
      const direction = drawMinimiser({ eigenvalues, distance: 1, level: 1 }, rng.split(0));
      return exactThresholds(eigenvalues, direction, reach, { end, rng: rng.split(1), hooks: {} });
    }),
  );
}

describe('the least dimension that reaches a level', () => {
  it.each([
    ['flat', well('flat', 12, 1, 1).eigenvalues],
    ['falling', well('power(1.5)', 13, 1, 1).eigenvalues],
    ['over ten orders', logSpectrum(11, 1e-6, 1e4)],
  ])('is what solving for every dimension by itself gives: %s', async (_, eigenvalues) => {
    for (let seed = 0; seed < 20; seed++) {
      const rng = new Rng(seed);
      const direction = drawMinimiser({ eigenvalues, distance: 1, level: 1 }, rng.split(0));
      const losses = lossesBySolver(eigenvalues, direction, rng.split(1));
      const reach = [0.9, 0.3, 0.05, 1e-3, 1e-5].map((share) => share * (losses[0] ?? 1));
      const found = await exactThresholds(eigenvalues, direction, reach, {
        end: 'smallest',
        rng: rng.split(1),
        hooks: {},
      });
      expect(found).toEqual(reach.map((value) => losses.findIndex((loss) => loss <= value)));
    }
  });

  it('has the same law from either end of the chain', async () => {
    const eigenvalues = well('power(1)', 40, 1, 1).eigenvalues;
    const reach = [0.1, 0.02, 0.004];
    const from = async (end: ChainEnd): Promise<number[][]> => thresholds(eigenvalues, reach, end, 600);
    const [small, large] = [await from('smallest'), await from('largest')];
    reach.forEach((_, i) => {
      const [a, b] = [small, large].map((all) => moments(all.map((each) => each[i] ?? NaN))) as [
        Moments,
        Moments,
      ];
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(4 * Math.hypot(a.error, b.error));
      expect(a.spread / b.spread).toBeCloseTo(1, 0.5);
    });
  });

  it('follows the beta law of a flat well', async () => {
    // The share of a unit vector outside a random d-dimensional subspace is Beta((D − d)/2, d/2): for D − d = 2 at most x
    // with probability 1 − (1 − x)^(d/2).
    const [size, level] = [30, 0.05];
    const chains = 3000;
    const found = await thresholds(well('flat', size, 1, 1).eigenvalues, [level], 'largest', chains);
    const share = found.filter(([d = size]) => d <= size - 2).length / chains;
    const exact = 1 - (1 - level) ** ((size - 2) / 2);
    expect(Math.abs(share - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / chains));
  });

  it('needs no dimension inside the level, and at most the number of positive eigenvalues', async () => {
    const eigenvalues = well('outliers(6, 1, 0)', 20, 1, 1).eigenvalues;
    const found = await thresholds(eigenvalues, [2, 1e-9], 'smallest', 50);
    expect(found.every(([inside, deep]) => inside === 0 && deep === 6)).toBe(true);
    expect(await thresholds(eigenvalues, [2, 1e-9], 'largest', 50)).toEqual(found);
  });

  it('stops where it is cancelled', async () => {
    const controller = new AbortController();
    const breathe = async (): Promise<void> => controller.abort();
    const { eigenvalues } = well('flat', 400, 1, 1);
    const running = exactThresholds(
      eigenvalues,
      eigenvalues.map(() => 0.05),
      [1e-9],
      {
        end: 'smallest',
        rng: new Rng(0),
        hooks: { signal: controller.signal, breathe },
      },
    );
    await expect(running).rejects.toThrow('cancelled');
  });
});

interface Moments {
  readonly mean: number;
  readonly spread: number;
  readonly error: number;
}

function moments(values: readonly number[]): Moments {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
  return { mean, spread, error: spread / Math.sqrt(values.length) };
}

import { describe, expect, it } from 'vitest';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import type { Matrix } from '../../../../src/compute/matrix';
import { mle } from '../../../../src/science/estimators/mle';
import {
  estimateFromNeighbours,
  logDistances,
  spareNeighbours,
  type NeighbourEstimate,
  type NeighbourStatistic,
} from '../../../../src/science/estimators/neighbourStatistic';
import { spectrum } from '../../../../src/science/estimators/pca';
import { countSignificant } from '../../../../src/science/estimators/pcaVersions';
import { findFromSpectrum } from '../../../../src/science/estimators/spectrumEstimator';
import { twoNN } from '../../../../src/science/estimators/twonn';
import { gaussian, sphere } from '../../compute/points';

async function estimate(matrix: Matrix, statistic: NeighbourStatistic, seed = 0): Promise<NeighbourEstimate> {
  const k = statistic.neighbours + spareNeighbours(statistic.neighbours);
  const table = await new SingleThreadNeighbours().nearestNeighbours(matrix, k, {});
  return estimateFromNeighbours(table, logDistances(table), statistic, seed, {});
}

const harmonic = mle({ k: 20, combine: 'harmonic', unbiased: false });

describe('intervals', () => {
  it.each([
    ['TwoNN', twoNN({ discard: 0.1 })],
    ['MLE', harmonic],
  ])(
    'of %s hold the mean estimate in about 95 of 100 samples',
    { timeout: 120_000 },
    async (_name, statistic) => {
      const found: NeighbourEstimate[] = [];
      for (let seed = 1; seed <= 80; seed++)
        found.push(await estimate(sphere(150, 2, seed), statistic, seed));
      const mean = found.reduce((sum, e) => sum + e.dimension, 0) / found.length;
      const covered = found.filter((e) => e.interval[0] <= mean && mean <= e.interval[1]).length;
      expect(covered).toBeGreaterThanOrEqual(70);
      // Too wide would cover too: the standard error is that of the estimates.
      const spread = Math.sqrt(found.reduce((sum, e) => sum + (e.dimension - mean) ** 2, 0) / found.length);
      const typical = found.reduce((sum, e) => sum + e.standardError, 0) / found.length;
      expect(typical / spread).toBeGreaterThan(0.8);
      expect(typical / spread).toBeLessThan(1.3);
    },
  );

  it('depend on the seed, and on nothing else', async () => {
    const [a, b, c] = [
      await estimate(gaussian(300, 3), harmonic, 5),
      await estimate(gaussian(300, 3), harmonic, 5),
      await estimate(gaussian(300, 3), harmonic, 6),
    ];
    expect(a).toEqual(b);
    expect(a.dimension).toBe(c.dimension);
    expect(a.interval).not.toEqual(c.interval);
  });

  it('narrow as points are added', async () => {
    const width = async (n: number): Promise<number> => {
      const [low, high] = (await estimate(gaussian(n, 2), harmonic)).interval;
      return high - low;
    };
    expect(await width(2000)).toBeLessThan(0.6 * (await width(400)));
  });

  it('leave out points at distance zero and count them', async () => {
    const { rows, columns, values } = gaussian(60, 2);
    const table = await new SingleThreadNeighbours().nearestNeighbours({ rows, columns, values }, 10, {});
    table.distances[0] = 0;
    const found = await estimateFromNeighbours(table, logDistances(table), twoNN({ discard: 0.1 }), 0, {});
    expect(found).toMatchObject({ used: 59, excluded: 1 });
    expect(found.interval.every(Number.isFinite)).toBe(true);
  });
});

describe('the interval of a count of eigenvalues', () => {
  const withSpectrum = (rows: number, deviations: readonly number[], seed: number): Matrix => {
    const { columns, values } = gaussian(rows, deviations.length, seed);
    return { rows, columns, values: values.map((x, i) => x * (deviations[i % columns] ?? 0)) };
  };

  it('is one point where the count is certain', async () => {
    const found = await spectrum(withSpectrum(500, [3, 3, 2, 0.01, 0.01], 1), 0, {});
    expect(findFromSpectrum(found, (values) => countSignificant(values, 'FO', 0.05), 'pca')).toMatchObject({
      dimension: 3,
      interval: [3, 3],
    });
  });

  it('holds the true count where an eigenvalue is near the threshold', { timeout: 30_000 }, async () => {
    // The third eigenvalue is 0.0525 of the first: above 0.05, but not by a standard error.
    let covered = 0;
    for (let seed = 1; seed <= 15; seed++) {
      const found = await spectrum(withSpectrum(200, [1, 0.8, Math.sqrt(0.0525), 0.01], seed), seed, {});
      const { interval } = findFromSpectrum(found, (values) => countSignificant(values, 'FO', 0.05), 'pca');
      expect(interval[1] - interval[0]).toBeLessThanOrEqual(1);
      if (interval[0] <= 3 && 3 <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(13);
  });

  it('is found with more columns than rows', async () => {
    const found = await spectrum(gaussian(30, 80), 0, {});
    expect(found.values).toHaveLength(30);
    const { dimension, interval } = findFromSpectrum(
      found,
      (values) => countSignificant(values, 'participation_ratio', 0),
      'pca',
    );
    expect(interval[0]).toBeLessThanOrEqual(dimension);
    expect(interval[1]).toBeGreaterThanOrEqual(dimension);
  });
});

/** The sharp prediction against exact Monte Carlo for spectra beyond the table: tolerances are both errors. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import {
  measureWells,
  planChains,
  predictWell,
  summariseWell,
} from '../../../../src/science/bounds/boundWells';
import { marchenkoPastur } from '../../../../src/science/bounds/marchenkoPastur';
import { normals, well } from './wells';

const size = 80;
const samples = 120;

describe('D − δ(C) is where random subspaces reach the level', () => {
  it.each<[string, number, number]>([
    ['exponential(0.02)', 2, 0.05],
    ['exponential(0.1)', 2, 0.005],
    ['exponential(0.5)', 5, 1e-4],
    ['spiked(5, 20, 0.5)', 2, 0.1],
    ['spiked(1, 1000, 2)', 1, 0.02],
    ['marchenko-pastur(0.2)', 1, 0.05],
    ['marchenko-pastur(1)', 2, 0.05],
    ['marchenko-pastur(4)', 3, 0.02],
    ['outliers(30, 1, 0)', 2, 0.02],
  ])('%s, R = %d, ε = %d', async (spectrum, distance, level) => {
    const { eigenvalues } = well(spectrum, size, distance, level);
    const rng = new Rng(17);
    const request = { key: 'x', distance, level };
    const prediction = await predictWell(eigenvalues, request, samples, rng, {});
    const plan = planChains([prediction]);
    const [thresholds = new Int32Array(0)] = await measureWells([prediction], plan, samples, rng, {});
    const found = summariseWell(prediction, thresholds, 0.95);
    const half = (found.interval[1] - found.interval[0]) / 2;
    expect(half).toBeLessThan(0.05 * size);
    // The mean of a skewed law against its median: within a fifth of the spread of its position.
    expect(Math.abs(found.sharp.dimension - found.threshold)).toBeLessThan(
      1.5 * half + 3 * found.delta.error + 0.2 * found.deltaSpread,
    );
    // No more directions than curve, whatever the level.
    const rank = eigenvalues.filter((value) => value > 0).length;
    expect(found.threshold).toBeLessThanOrEqual(rank);
    expect(found.sharp.dimension).toBeLessThanOrEqual(rank + 1e-9);
    expect(found.kinematic[0]).toBeLessThanOrEqual(found.threshold);
    expect(found.kinematic[1]).toBeGreaterThanOrEqual(found.threshold);
    expect(found.gordon.threshold).toBeLessThanOrEqual(found.threshold);
    expect(found.published).toBeGreaterThan(found.interval[0]);
  });
});

describe('the law of Marchenko and Pastur', () => {
  it.each([0.1, 0.5, 1, 3])('γ = %d has its moments, its edges and its zeros', (ratio) => {
    const values = marchenkoPastur(3000, ratio);
    const mean = (power: number): number => values.reduce((sum, x) => sum + x ** power, 0) / values.length;
    expect(mean(1)).toBeCloseTo(1, 2);
    expect(mean(2)).toBeCloseTo(1 + ratio, 1);
    expect(values[0]).toBeLessThan((1 + Math.sqrt(ratio)) ** 2);
    expect(values[0]).toBeGreaterThan(0.97 * (1 + Math.sqrt(ratio)) ** 2);
    expect(values.filter((x) => x === 0).length / 3000).toBeCloseTo(Math.max(0, 1 - 1 / ratio), 3);
    expect([...values].sort((a, b) => b - a)).toEqual([...values]);
  });

  it('is the spectrum of random data', () => {
    const [points, features] = [160, 80];
    const x = Matrix.from1DArray(points, features, Array.from(normals(points * features, new Rng(3))));
    const { realEigenvalues } = new EigenvalueDecomposition(x.transpose().mmul(x).div(points), {
      assumeSymmetric: true,
    });
    const drawn = [...realEigenvalues].sort((a, b) => b - a);
    const away = [...marchenkoPastur(features, 0.5)].map((value, i) => Math.abs(value - (drawn[i] ?? NaN)));
    expect(Math.max(...away)).toBeLessThan(0.2);
  });
});

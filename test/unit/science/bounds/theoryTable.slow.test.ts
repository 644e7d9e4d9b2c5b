/** The three predictions and what happens, against figures measured elsewhere, and against each other where no one has. */
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import {
  measureWells,
  planChains,
  predictWell,
  summariseWell,
} from '../../../../src/science/bounds/boundWells';
import type { WellBounds } from '../../../../src/science/bounds/wellBounds';
import { logSpectrum, well } from './wells';

async function bounds(
  eigenvalues: Float64Array,
  distance: number,
  level: number,
  samples: number,
): Promise<WellBounds> {
  const rng = new Rng(11);
  const prediction = await predictWell(eigenvalues, { key: 'x', distance, level }, samples, rng, {});
  const [thresholds = new Int32Array(0)] = await measureWells(
    [prediction],
    planChains([prediction]),
    samples,
    rng,
    {},
  );
  return summariseWell(prediction, thresholds, 0.95);
}

const halfWidth = ({ interval }: { interval: readonly [number, number] }): number =>
  (interval[1] - interval[0]) / 2;

describe('quadratic wells of 200 parameters', () => {
  // Spectrum, R, ε; threshold by exact Monte Carlo of 200 samples, D − δ and its standard error: from another program.
  it.each([
    ['flat', 1, 0.1, 159.0, 159.9, 0.8],
    ['power(1)', 1, 0.01, 11.8, 12.9, 1.5],
    ['power(1)', 3, 0.01, 158.6, 158.3, 0.9],
    ['power(1)', 3, 0.1, 6.8, 8.9, 1.3],
    ['power(2)', 10, 0.01, 46.6, 44.8, 1.5],
    ['outliers(10, 10, 1e-3)', 10, 0.01, 162.2, 162.2, 0.8],
    ['outliers(10, 10, 1e-3)', 10, 0.1, 17.2, 20.2, 1.5],
  ])('%s, R = %d, ε = %d', async (spectrum, distance, level, threshold, sharp, error) => {
    const found = await bounds(well(spectrum, 200, distance, level).eigenvalues, distance, level, 200);
    // Theirs has no error: of 200 samples too, it is as uncertain as an interval of ours.
    const ours = halfWidth(found);
    expect(Math.abs(found.threshold - threshold)).toBeLessThan(1.5 * Math.hypot(ours, ours * Math.sqrt(1.5)));
    expect(Math.abs(found.sharp.dimension - sharp)).toBeLessThan(2.5 * Math.hypot(error, found.delta.error));
    expect(Math.abs(found.sharp.dimension - found.threshold)).toBeLessThan(
      // The mean of a skewed law against its median: within a tenth of the spread of its position.
      1.5 * ours + 3 * found.delta.error + 0.2 * found.deltaSpread,
    );
    expect(found.published).toBeGreaterThan(found.interval[0]);
    expect(found.gordon.threshold).toBeLessThan(found.threshold);
    expect(found.kinematic[0]).toBeLessThan(found.threshold);
    expect(found.kinematic[1]).toBeGreaterThan(found.threshold);
    // The predicted curve lies within the measured one's intervals nearly everywhere.
    const within = found.predicted.filter(({ d, success }) => {
      const near = found.curve.reduce((a, b) => (Math.abs(b.d - d) < Math.abs(a.d - d) ? b : a));
      return success >= near.interval[0] - 0.06 && success <= near.interval[1] + 0.06;
    });
    expect(within.length / found.predicted.length).toBeGreaterThan(0.85);
  });
});

describe('other spectra', () => {
  it.each<[string, Float64Array, number, number]>([
    ['eighteen orders of magnitude', logSpectrum(150, 1e-12, 1e6), 1, 1e-3],
    ['eighteen orders, deep', logSpectrum(150, 1e-12, 1e6), 1, 1e-9],
    ['half of the directions flat', well('outliers(60, 1, 0)', 120, 1, 1).eigenvalues, 1, 0.02],
    ['one steep direction', well('outliers(1, 1e6, 1)', 100, 1, 1).eigenvalues, 2, 0.3],
    [
      'a bulk and a tail',
      Float64Array.from({ length: 140 }, (_, i) => (i < 20 ? 100 / (i + 1) : 2 * Math.exp(-i / 30))),
      1,
      0.05,
    ],
  ])('%s: the sharp prediction is where it happens', async (_, eigenvalues, distance, level) => {
    const found = await bounds(eigenvalues, distance, level, 120);
    expect(Math.abs(found.sharp.dimension - found.threshold)).toBeLessThan(
      1.5 * halfWidth(found) + 3 * found.delta.error + 0.2 * found.deltaSpread + 0.5,
    );
  });

  it('of 1,500 parameters keeps its figures, from either end of the chain', async () => {
    const shallow = await bounds(well('power(1)', 1500, 1, 1).eigenvalues, 1, 6e-4, 5);
    const deep = await bounds(well('flat', 1500, 1, 1).eigenvalues, 1, 0.005, 5);
    for (const found of [shallow, deep])
      expect(Math.abs(found.sharp.dimension - found.threshold)).toBeLessThan(
        2 * halfWidth(found) + 3 * found.delta.error + 0.2 * found.deltaSpread,
      );
    expect(deep.sharp.dimension).toBeCloseTo(1485, -1);
  });
});

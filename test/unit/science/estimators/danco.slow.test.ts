import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDataFile } from '../../../../src/adapters/dataFile';
import { DancoBalls } from '../../../../src/science/estimators/dancoCalibration';
import { gaussian, sphere } from '../../compute/points';
import { estimateFrom, estimateOf, inputFor } from './estimates';
import {
  allReferences as all,
  comparesReferences as available,
  referenceFolder as folder,
} from './references';

const estimate = z.object({ estimate: z.number() });
const statisticsSchema = z.object({ dhat: z.number(), mu_nu: z.number(), mu_tau: z.number() });
const referenceSchema = z.object({
  manifolds: z.record(
    z.string(),
    z.object({ file: z.string(), estimates: z.record(z.string(), z.unknown()) }),
  ),
});
const calibrationSchema = z.object({ calibration: z.array(statisticsSchema) });

function read(file: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
}

describe.skipIf(!available)('DANCo beside its peer (runs where ../shared/reference is)', () => {
  it('measures the same balls', { timeout: 300_000 }, async () => {
    const { calibration } = calibrationSchema.parse(read('danco_calibration_N2500_k10.json'));
    const balls = new DancoBalls(2500, 10, 'skdim', 0);
    for (const [i, theirs] of calibration.slice(0, all ? 20 : 6).entries()) {
      const ours = await balls.measure(i + 1, {});
      const words = `dimension ${i + 1}`;
      // The peer's search for dhat stops early; the rest is arithmetic.
      expect.soft(Math.abs(ours.dhat / theirs.dhat - 1), words).toBeLessThan(1e-6);
      expect(Math.abs(ours.nu - theirs.mu_nu), words).toBeLessThan(1e-10);
      expect(Math.abs(ours.tau / theirs.mu_tau - 1), words).toBeLessThan(1e-10);
    }
  });

  const manifolds = available
    ? Object.entries(referenceSchema.parse(read('reference_estimates.json')).manifolds).filter(
        (_, index) => all || index % 12 === 0,
      )
    : [];

  it.each(manifolds)('%s', { timeout: 300_000 }, async (_name, { file, estimates }) => {
    const { matrix } = await readDataFile(`${folder}/${file}`, {
      header: 'auto',
      label: undefined,
      missing: 'error',
      maxBytes: 2 ** 30,
    });
    const requests = ['danco(calibration=skdim)', 'danco(fractal=false,calibration=skdim)'] as const;
    const input = await inputFor(matrix, requests);
    const fractal = await estimateFrom(input, requests[0]);
    const whole = await estimateFrom(input, requests[1]);
    const theirs = statisticsSchema.parse(estimates['danco_statistics(deterministic)']);
    expect.soft(Number(fractal.details['dhat']) / theirs.dhat).toBeCloseTo(1, 6);
    expect.soft(Math.abs(Number(fractal.details['nu']) - theirs.mu_nu)).toBeLessThan(1e-10);
    expect.soft(Math.abs(Number(fractal.details['tau']) / theirs.mu_tau - 1)).toBeLessThan(1e-10);
    expect
      .soft(whole.dimension)
      .toBe(estimate.parse(estimates['skdim.DANCo(k=10,fractal=False,random_state=0)']).estimate);
    const peer = estimate.parse(
      estimates['skdim.DANCo(k=10,D=default=n_features,fractal=True,random_state=0)'],
    ).estimate;
    // The peer's own searches for dhat stop a ten-millionth early, which the spline hands on.
    expect.soft(Math.abs(fractal.dimension / peer - 1)).toBeLessThan(1e-5);
  });
});

describe('DANCo', () => {
  it.each([
    ['a Gaussian', gaussian(500, 4), 3, 5],
    ['a sphere', sphere(500, 3), 2.4, 3.8],
  ])('of %s', { timeout: 60_000 }, async (_name, matrix, low, high) => {
    const found = await estimateOf(matrix, 'danco');
    expect(found.dimension).toBeGreaterThan(low);
    expect(found.dimension).toBeLessThan(high);
    expect(found.interval[0]).toBeLessThanOrEqual(found.dimension);
    expect(found.interval[1]).toBeGreaterThanOrEqual(found.dimension);
    expect(await estimateOf(matrix, 'danco')).toEqual(found);
  });

  it('says that points on a sphere are not spread as in a ball', { timeout: 60_000 }, async () => {
    const points = sphere(400, 5);
    // In more columns than its ball has dimensions: the search does not end there.
    const values = new Float64Array(400 * 9);
    for (let i = 0; i < 400; i++)
      for (let j = 0; j < points.columns; j++)
        values[i * 9 + j] = points.values[i * points.columns + j] as number;
    const { dimension, faults, warnings } = await estimateOf({ rows: 400, columns: 9, values }, 'danco');
    expect(dimension).toBeGreaterThan(5.3);
    expect(faults).toContain('rough');
    expect(warnings.join()).toContain('not spread as in a ball');
  });
});

import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/compute/matrix';
import type { DimensionEstimate } from '../../../../src/science/estimators/estimate';
import { gaussian, sphere } from '../../compute/points';
import { estimateOf } from './estimates';

/** Over samples: how often the interval holds the mean, and the claimed error by the spread. */
async function coverage(request: string, draw: (seed: number) => Matrix, samples: number): Promise<number[]> {
  const found: DimensionEstimate[] = [];
  for (let seed = 1; seed <= samples; seed++) found.push(await estimateOf(draw(seed), request, seed));
  const mean = found.reduce((sum, { dimension }) => sum + dimension, 0) / samples;
  const spread = Math.sqrt(
    found.reduce((sum, { dimension }) => sum + (dimension - mean) ** 2, 0) / (samples - 1),
  );
  const claimed = found.reduce((sum, { interval: [low, high] }) => sum + (high - low) / 3.92, 0) / samples;
  const holds = found.filter(({ interval: [low, high] }) => low <= mean && mean <= high).length / samples;
  return [holds, claimed / spread];
}

describe('intervals where neighbourhoods are a large share of the points', () => {
  it.each([
    // On the Gaussian places differ, on the sphere they do not.
    ['mom(k=60)', 'Gaussian', (seed: number) => gaussian(400, 5, seed)],
    ['mom(k=60)', 'sphere', (seed: number) => sphere(400, 4, seed)],
    ['ess(k=30)', 'Gaussian', (seed: number) => gaussian(200, 6, seed)],
    ['ess(k=30,version=b)', 'sphere', (seed: number) => sphere(200, 4, seed)],
  ] as const)('of %s hold the mean on the %s', { timeout: 60_000 }, async (request, _name, draw) => {
    const [holds, ratio] = await coverage(request, draw, request.startsWith('mom') ? 24 : 40);
    expect(holds).toBeGreaterThanOrEqual(0.83);
    // So few samples know the spread to a sixth.
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.6);
  });

  it('of DANCo are no point where the columns end its search', { timeout: 60_000 }, async () => {
    const [holds] = await coverage('danco', (seed) => gaussian(150, 4, seed), 10);
    expect(holds).toBeGreaterThanOrEqual(0.8);
    const { dimension, interval } = await estimateOf(gaussian(150, 4, 2), 'danco', 2);
    expect(interval[0]).toBeLessThan(dimension);
    expect(interval[1]).toBeLessThanOrEqual(4);
  });
});

describe('MOM', () => {
  it('says where fewer neighbours find another dimension', async () => {
    const { warnings } = await estimateOf(gaussian(400, 8), 'mom(k=100)');
    expect(warnings.join(' ')).toContain('With 50 neighbours in place of 100 it finds');
  });
});

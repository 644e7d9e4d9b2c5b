import { describe, expect, it } from 'vitest';
import { describeScale, scalePlot, type ScalePlotPoint } from '../../../src/plots/scalePlot';
import { coordinates, parseFigure } from './figures';

const point = (n1: number, scale: number, dimension: number, half: number): ScalePlotPoint => ({
  n1,
  n2: 2 * n1,
  scale,
  dimension,
  interval: [dimension - half, dimension + half],
});
const points = [
  point(1, 14.2, 8.1, 0.55),
  point(2, 16.4, 8.34, 0.4),
  point(4, 18.9, 8.5, 0.29),
  point(8, 21.9, 8.3, 0.2),
  point(16, 25.3, 7.9, 0.15),
  point(32, 29.2, 7.35, 0.11),
  point(64, 33.7, 6.61, 0.08),
];
const draw = (given: readonly ScalePlotPoint[], width = 640, theme: 'standalone' | 'themed' = 'standalone') =>
  scalePlot(given, { width, height: 320, theme, title: 'Dimension against scale' });

describe('scalePlot', () => {
  it.each([
    ['standalone-640', draw(points)],
    ['themed-420', draw(points, 420, 'themed')],
    ['one-point', draw(points.slice(0, 1))],
    ['eight-decades', draw(points.map((p, i) => ({ ...p, scale: 1e-7 * 20 ** i })))],
  ])('looks as it did: %s', async (name, svg) => {
    await expect(svg + '\n').toMatchFileSnapshot(`../../fixtures/golden/scale-${name}.svg`);
  });

  it('names its axes, their units, and the neighbour ranks', () => {
    const { text } = parseFigure(draw(points));
    expect(text).toContain('scale: mean distance to the n₂-th neighbour, in the data’s units');
    expect(text).toContain('dimension');
    for (const rank of [2, 4, 8, 16, 32, 64, 128]) expect(text.split('\n')).toContain(String(rank));
  });

  it('draws points from small scales to large ones, in whatever order they come', () => {
    expect(draw(points.toReversed())).toBe(draw(points));
  });

  it('leaves out points without a positive scale, and says how many', () => {
    const zero = { ...point(1, 0, 3, 1) };
    expect(describeScale([zero, ...points])).toContain('1 of 8 points have no positive scale');
    expect(draw([zero, ...points]).match(/data-key/g)).toHaveLength(7);
  });

  it('stays within its frame when one interval is huge, and keeps the points apart', () => {
    const svg = draw([{ ...point(1, 10, 8, 1), interval: [-1e6, 1e9] }, ...points], 640, 'themed');
    for (const value of coordinates(svg)) {
      expect(value).toBeGreaterThanOrEqual(-12);
      expect(value).toBeLessThanOrEqual(652);
    }
    const heights = [...svg.matchAll(/<circle[^>]* cy="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(15);
  });

  it('says so when there is nothing to draw', () => {
    expect(parseFigure(draw([])).text).toContain('No scale analysis.');
  });
});

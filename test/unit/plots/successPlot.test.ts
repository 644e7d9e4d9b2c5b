import { describe, expect, it } from 'vitest';
import {
  describeSuccess,
  successPlot,
  successPlotHeight,
  wellName,
  type SuccessPlotWell,
} from '../../../src/plots/successPlot';
import { coordinates, parseFigure } from './figures';

/** A curve that rises over some `width` dimensions. */
function curve(centre: number, width: number): SuccessPlotWell['curve'] {
  return Array.from({ length: 2 * width + 1 }, (_, i) => {
    const success = i / (2 * width);
    return {
      d: Math.max(0, centre - width + i),
      success,
      interval: [Math.max(0, success - 0.05), Math.min(1, success + 0.05)] as const,
    };
  });
}

const well: SuccessPlotWell = {
  distance: 1,
  level: 0.1,
  dimension: 200,
  threshold: 158.5,
  interval: [156.5, 160.1],
  confidence: 0.95,
  curve: curve(159, 20),
  predicted: [
    { d: 130, success: 0 },
    { d: 159.5, success: 0.5 },
    { d: 190, success: 1 },
  ],
  sharp: { dimension: 159.5, interval: [159, 160.1] },
  kinematic: [75, 200],
  published: 166.7,
  gordon: { threshold: 49, vacuous: false },
};
const vacuous: SuccessPlotWell = {
  ...well,
  distance: 3,
  level: 1e-5,
  threshold: 7.1,
  interval: [5.4, 8.2],
  curve: curve(7, 7),
  predicted: [
    { d: 0, success: 0.2 },
    { d: 9, success: 0.5 },
    { d: 30, success: 1 },
  ],
  sharp: { dimension: 9, interval: [8.1, 9.9] },
  kinematic: [0, 95],
  published: 75.9,
  gordon: { threshold: 0, vacuous: true },
};
const draw = (
  wells: readonly SuccessPlotWell[],
  width = 640,
  theme: 'standalone' | 'themed' = 'standalone',
): string =>
  successPlot(wells, {
    width,
    height: successPlotHeight(wells.length, width, theme),
    theme,
    title: 'Success',
  });

describe('successPlot', () => {
  it.each([
    ['standalone-640', draw([well])],
    ['themed-360', draw([well], 360, 'themed')],
    ['two-wells', draw([well, vacuous])],
  ])('looks as it did: %s', async (name, svg) => {
    await expect(svg + '\n').toMatchFileSnapshot(`../../fixtures/golden/success-${name}.svg`);
  });

  it('names its axes and all four numbers', () => {
    const { text } = parseFigure(draw([well]));
    for (const words of [
      'dimension d of the random subspace',
      'share of random subspaces that reach ε',
      'measured 158.5',
      'sharp D − δ 159.5',
      'published 166.7',
      'Gordon ≥ 49',
    ])
      expect(text).toContain(words);
  });

  it('says that a bound is vacuous, and draws no line for it', () => {
    const svg = draw([vacuous]);
    expect(parseFigure(svg).text).toContain('Gordon: vacuous');
    expect(svg.match(/data-key="gordon"/g)).toHaveLength(1);
    expect(describeSuccess(vacuous)).toContain('Gordon’s bound is vacuous');
    expect(describeSuccess(vacuous)).toContain('certain above 95');
  });

  it('names each of several wells', () => {
    const { text } = parseFigure(draw([well, vacuous]));
    expect(text).toContain(wellName(well));
    expect(text).toContain('R = 3, ε = 10⁻⁵');
  });

  it.each([200, 360, 900])('stays within a frame of %d pixels', (width) => {
    const inside: SuccessPlotWell = {
      ...vacuous,
      threshold: 0,
      interval: [0, 0],
      curve: [{ d: 0, success: 1, interval: [0.98, 1] }],
      sharp: { dimension: 0, interval: [0, 0] },
      published: 3,
    };
    for (const each of [well, vacuous, inside]) {
      for (const value of coordinates(draw([each], width, 'themed'))) {
        expect(Number.isFinite(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(-1);
        expect(value).toBeLessThanOrEqual(Math.max(width, 400) + 1);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import {
  describeLayers,
  layerPlot,
  layerPlotHeight,
  type LayerSeries,
  type ReferenceCurve,
} from '../../../src/plots/layerPlot';
import { coordinates, parseFigure } from './figures';

const names = ['00_input', '01_conv', '02_relu', '03_conv', '04_relu', '05_pool', '06_fc', '07_output'];

function series(name: string, dimensions: readonly number[], half = 0.06): LayerSeries {
  const points = dimensions.map((dimension, i) => ({
    layer: names[i] ?? `layer${i}`,
    depth: i / Math.max(1, dimensions.length - 1),
    dimension,
    interval: [dimension * (1 - half), dimension * (1 + half)] as const,
  }));
  return { name, points };
}

const twonn = series('twonn', [12.9, 20, 24.4, 27, 26, 19, 12, 7.1]);
const pca = series('pca(version=ratio,alpha=0.9)', [60, 110, 150, 210, 200, 160, 80, 9], 0.02);
const published: ReferenceCurve = {
  name: 'A network (someone 2019, read off the figure)',
  points: [
    { layer: 'input', depth: 0, dimension: 31 },
    { layer: 'pool3', depth: 0.44, dimension: 116 },
    { layer: 'output', depth: 1, dimension: 16 },
  ],
};

const draw = (
  given: readonly LayerSeries[],
  curves: readonly ReferenceCurve[] = [],
  width = 640,
  theme: 'standalone' | 'themed' = 'standalone',
): string =>
  layerPlot(given, curves, {
    width,
    height: layerPlotHeight(width, given.length, curves.length),
    theme,
    title: 'Layers',
  });

describe('layerPlot', () => {
  it.each([
    ['standalone-640', draw([twonn, pca], [published])],
    ['themed-420', draw([twonn], [], 420, 'themed')],
    ['one-layer', draw([series('twonn', [5])])],
  ])('looks as it did: %s', async (name, svg) => {
    await expect(svg + '\n').toMatchFileSnapshot(`../../fixtures/golden/layers-${name}.svg`);
  });

  it('names the axes, every layer, every curve, and what is published', () => {
    const { text } = parseFigure(draw([twonn, pca], [published], 900));
    const lines = text.split('\n');
    for (const name of [...names, 'twonn', pca.name, published.name]) expect(lines).toContain(name);
    expect(text).toContain('relative depth');
    expect(text).toContain('pool3: 116, published');
    expect(text).toContain('(log scale)');
    expect(parseFigure(draw([twonn])).text).not.toContain('(log scale)');
  });

  it('is described in words', () => {
    expect(describeLayers([twonn], [published])).toBe(
      'The dimension of each layer against its relative depth. ' +
        'twonn: 12.9 in 00_input, at most 27.0 in 03_conv, 7.1 in 07_output. ' +
        'Beside them: A network (someone 2019, read off the figure).',
    );
    expect(describeLayers([], [])).toBe('No curve is shown.');
    expect(parseFigure(draw([])).text).toContain('No curve is shown.');
  });

  it.each([320, 480, 640, 1200])(
    'stays within its frame at %i pixels, with long names and many layers',
    (width) => {
      const many = Array.from({ length: 60 }, (_, i) => 5 + 40 * Math.sin((i / 59) * 3));
      const long = series('danco(k=12,D=30,fractal=false,calibration=skdim)', many);
      const points = long.points.map((point) => ({
        ...point,
        layer: `encoder.block.${point.layer}.self_attention`,
      }));
      const svg = draw([{ ...long, points }, twonn, pca], [published], width, 'themed');
      const height = layerPlotHeight(width, 3, 1);
      for (const value of coordinates(svg)) {
        expect(value).toBeGreaterThanOrEqual(-12);
        expect(value).toBeLessThanOrEqual(Math.max(width, height) + 12);
      }
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect(svg).not.toContain('style=');
      expect(svg.match(/data-key/g)).toHaveLength(60 + names.length);
    },
  );

  it('keeps the curve apart when one interval is huge, and draws no point that is not finite', () => {
    const wild = series('twonn', [10, 20, 30]);
    const points = wild.points.map((point, i) =>
      i === 1 ? { ...point, interval: [-1e6, 1e9] as const } : point,
    );
    const svg = draw([{ ...wild, points: [...points, { ...points[0]!, layer: 'odd', dimension: NaN }] }]);
    const heights = [...svg.matchAll(/<circle[^>]* cy="([\d.]+)" r="4"/g)].slice(1).map(([, y]) => Number(y));
    expect(heights).toHaveLength(3);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(40);
  });
});

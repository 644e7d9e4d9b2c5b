import { describe, expect, it } from 'vitest';
import { describeForest, forestPlot, forestPlotHeight, type ForestRow } from '../../../src/plots/forestPlot';
import { coordinates, parseFigure } from './figures';

const row = (key: string, dimension: number, low: number, high: number, variant = ''): ForestRow => ({
  key,
  estimator: key.replace(/\(.*/, ''),
  variant,
  dimension,
  interval: [low, high],
  level: 0.95,
});
const rows = [
  row('twonn', 7.86, 7.52, 8.21, 'method=fit, discard=0.1'),
  row('mle(k=20)', 9.213, 9.114, 9.315, 'k=20, combine=harmonic'),
  row('pca', 21, 20, 22, 'criterion=ratio, threshold=0.9'),
];
const draw = (
  given: readonly ForestRow[],
  width: number,
  more: { theme?: 'themed'; features?: number } = {},
) =>
  forestPlot(given, {
    width,
    height: forestPlotHeight(given.length, width, more.theme),
    theme: more.theme ?? 'standalone',
    title: 'Estimates',
    ...(more.features === undefined ? {} : { features: more.features }),
  });

describe('forestPlot', () => {
  it.each([
    ['standalone-640', draw(rows, 640, { features: 64 })],
    ['standalone-340', draw(rows, 340, { features: 24 })],
    ['themed-520', draw(rows, 520, { theme: 'themed', features: 24 })],
    ['log-640', draw([row('twonn', 3.1, 2.9, 3.3), row('pca', 812, 700, 2400)], 640, { features: 3072 })],
  ])('looks as it did: %s', async (name, svg) => {
    await expect(svg + '\n').toMatchFileSnapshot(`../../fixtures/golden/forest-${name}.svg`);
  });

  it('says every estimate in words, in digits and in the description', () => {
    const { text } = parseFigure(draw(rows, 640));
    for (const words of ['TwoNN', '7.86', '[7.52 – 8.21]', 'MLE', '9.21', 'PCA', '[20 – 22]'])
      expect(text).toContain(words);
    expect(text).toContain('TwoNN (method=fit, discard=0.1): 7.86, 95\u00a0% interval 7.52 – 8.21.');
  });

  it('draws the number of features only where it does not squeeze the estimates', () => {
    expect(parseFigure(draw(rows, 640, { features: 24 })).text).toContain('24 features');
    const far = parseFigure(draw(rows, 640, { features: 64 })).text.split('\n');
    expect(far).not.toContain('64 features');
    expect(far.join(' ')).toContain('The data have 64 features.');
  });

  it('is well-formed whatever the text, and keeps markup as text', () => {
    const hostile = row('twonn', 2, 1, 3, `</svg><script>alert("1")</script> & '\u0000\ud800`);
    const svg = draw([hostile], 640);
    const { tags, text } = parseFigure(svg);
    expect(tags).not.toContain('script');
    expect(text).toContain('\ufffd');
    expect(svg).not.toContain('<script');
  });

  it('has no style and no colour where the page themes it', () => {
    const svg = draw(rows, 520, { theme: 'themed', features: 24 });
    expect(svg).not.toMatch(/ style=|#[0-9a-f]{3,6}|<style/i);
    expect(svg).toContain('class="fig-point"');
  });

  it('stays within its frame for intervals of any width, and leaves out what is no number', () => {
    const extreme = [
      row('twonn', 4e-4, -3e-4, 1e-3),
      row('mle', 1.2e6, 9e5, 1.7e9),
      row('pca', 150528, 150528, 150528),
      row('mle(k=5)', Number.NaN, 0, Number.POSITIVE_INFINITY),
    ];
    for (const width of [240, 340, 520, 1200]) {
      const svg = draw(extreme, width, { theme: 'themed' });
      for (const value of coordinates(svg)) {
        expect(value).toBeGreaterThanOrEqual(-12);
        expect(value).toBeLessThanOrEqual(Math.max(width, forestPlotHeight(4, width)) + 12);
      }
    }
  });

  it('says so when there is nothing to draw', () => {
    expect(parseFigure(draw([], 400)).text).toContain('No estimates.');
    expect(describeForest([], 64)).toBe('No estimates.');
  });

  it('gives the same bytes for the same numbers', () => {
    expect(draw(rows, 640)).toBe(draw(structuredClone(rows), 640));
  });
});

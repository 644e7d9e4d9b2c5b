import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import {
  estimatesCsv,
  estimatesMarkdown,
  exportText,
  scaleCsv,
} from '../../../../src/host/panels/resultsText';
import { dimensionOf, readSnapshot } from '../../webviews/snapshots';

function finished() {
  const snapshot = readSnapshot('finished');
  const { result } = snapshot;
  if (!result) throw new Error('the fixture has a result');
  return { ...result, result: dimensionOf(snapshot) };
}

describe('what is copied', () => {
  it('as Markdown is a table and where it comes from', () => {
    const lines = estimatesMarkdown(finished()).split('\n');
    expect(lines[0]).toBe('| Estimator | Variant | Dimension | Interval | Interval from |');
    expect(lines[2]).toBe(
      '| TwoNN | method=fit, discard=0.1 | 7.86 | 7.52 – 8.21 (95\u00a0%) | bootstrap, 200 resamples |',
    );
    expect(lines.at(-2)).toContain('seed 20261121, run digits-dimension-20261121T101204Z-3f9a');
  });

  it('as Markdown keeps its columns whatever a cell holds', () => {
    const result = finished();
    const [first] = result.result.estimates;
    if (first) first.variant = 'a|b\nc';
    expect(estimatesMarkdown(result).split('\n')[2]).toContain('| a\\|b c |');
  });

  it('as CSV holds every number in full', () => {
    const result = finished();
    const { data } = parse<Record<string, string>>(estimatesCsv(result), {
      header: true,
      skipEmptyLines: true,
    });
    expect(
      data.map((row) => [row['key'], Number(row['dimension']), Number(row['low']), Number(row['high'])]),
    ).toEqual(result.result.estimates.map(({ key, dimension, interval }) => [key, dimension, ...interval]));
  });
});

describe('what is saved', () => {
  it('is the scale analysis, a row a size', () => {
    const result = finished();
    const { data } = parse<string[]>(scaleCsv(result.result), { skipEmptyLines: true });
    expect(data).toHaveLength(result.result.scale.length + 1);
  });

  it.each(['estimates', 'scale'] as const)('is a figure that stands alone: %s', (plot) => {
    const svg = exportText(finished(), plot, 'svg');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).not.toContain('class=');
  });
});

describe('what is copied and saved of quadratic wells', () => {
  const { result } = readSnapshot('bounds');
  if (!result) throw new Error('the fixture has a result');

  it('is their thresholds, with the spectrum they are of', () => {
    expect(estimatesMarkdown(result)).toContain('wells: flat, 120 parameters, seed ');
    const { data } = parse<string[]>(estimatesCsv(result), { skipEmptyLines: true });
    expect(data.map(([key]) => key)).toContain('sharp(R=1,eps=0.4)');
  });

  it('is the curve of success, and its figure', () => {
    const { data } = parse<Record<string, string>>(exportText(result, 'success', 'csv'), { header: true });
    const reached = data.find(({ level, success }) => level === '0.4' && Number(success) >= 0.5);
    expect(Number(reached?.['d'])).toBe(25);
    expect(exportText(result, 'success', 'svg')).toContain('R = 1, ε = 0.4');
    expect(exportText(result, 'estimates', 'svg')).toContain('Measured d*');
  });
});

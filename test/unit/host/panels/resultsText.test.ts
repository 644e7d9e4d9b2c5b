import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { estimatesCsv, figureCsv, scaleCsv } from '../../../../src/host/panels/resultsCsv';
import { estimatesMarkdown, exportSvg } from '../../../../src/host/panels/resultsText';
import { figureIds } from '../../../../src/plots/resultFigures';
import type { PlotId } from '../../../../src/protocol/resultsPanel';
import { readSnapshot } from '../../webviews/snapshots';

function finished(name = 'finished') {
  const { result } = readSnapshot(name);
  if (!result) throw new Error('the fixture has a result');
  return result;
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
    const { data } = parse<string[]>(scaleCsv(result), { skipEmptyLines: true });
    expect(data).toHaveLength(result.result.scale.length + 1);
  });

  it.each(figureIds)('is a figure that stands alone: %s', (plot) => {
    const svg = exportSvg(finished('everyView'), plot, undefined);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).not.toContain('class=');
  });

  it('is nothing where an older result has no such part', () => {
    expect(exportSvg(finished(), 'sizes', undefined)).toBeUndefined();
  });

  it('is drawn for the estimator that was chosen', () => {
    const svg = exportSvg(finished('everyView'), 'classes', 'twonn');
    expect(svg).toContain('Intrinsic dimension of each class by twonn');
  });

  it('holds the numbers behind every figure, the consensus and what is missing included', () => {
    const rows = (plot: PlotId): string[][] =>
      parse<string[]>(figureCsv(finished('everyView'), plot), { skipEmptyLines: true }).data;
    expect(rows('estimates').at(-1)?.slice(0, 4)).toEqual(['consensus', 'consensus', 'value', '9.0403']);
    expect(rows('classes').at(-1)).toEqual([
      ...['torn off', '21', '19', '', '', '', ''],
      'Too few points: 19 distinct ones, where 30 are the least.',
    ]);
    expect(rows('sizes').filter(([key]) => key === 'twonn')).toHaveLength(4 + 4 + 4 + 2 + 1);
    expect(rows('ratios').some((row) => row[3] === '0')).toBe(true);
    expect(rows('points')[1]?.slice(0, 3)).toEqual(['mle', '', '1797']);
  });
});

import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { DimensionResult } from '../../../../src/experiments/result';
import type { RunResult } from '../../../../src/experiments/run';
import { scaleCsv } from '../../../../src/host/panels/dimensionCsv';
import { copiedText, exportSvg, figureCsv } from '../../../../src/host/panels/resultsExport';
import type { PlotId } from '../../../../src/protocol/resultsPanel';
import { dimensionFigureIds } from '../../../../src/plots/dimensionFigures';
import { dimensionOf, readSnapshot } from '../../webviews/snapshots';

function finished(name = 'finished'): RunResult & { readonly result: DimensionResult } {
  const snapshot = readSnapshot(name);
  const { result } = snapshot;
  if (!result) throw new Error('the fixture has a result');
  return { ...result, result: dimensionOf(snapshot) };
}

describe('what is copied', () => {
  it('as Markdown is a table and where it comes from', () => {
    const lines = copiedText(finished(), 'markdown').split('\n');
    expect(lines[0]).toBe('| Estimator | Variant | Dimension | Interval | Interval from |');
    expect(lines[2]).toBe(
      '| TwoNN | method=fit, discard=0.1 | 7.86 | 7.52 – 8.21 (95\u00a0%) | bootstrap, 200 resamples |',
    );
    expect(lines.at(-2)).toContain('seed 20261121, run digits-dimension-20261121T101204Z-3f9a');
  });

  it('says of a result that is none yet how much of the work it rests on, as its pictures do', () => {
    const { result } = readSnapshot('threshold');
    if (!result) throw new Error('the fixture has a result');
    const soFar = { done: 12, planned: 33, atMost: true, noun: 'runs' };
    const copied = copiedText({ ...result, soFar }, 'markdown');
    expect(copied).toContain('unfinished, 12 of at most 33 runs');
    // There is no picture beside the run before its end.
    expect(copied).not.toContain('.svg');
    expect(exportSvg({ ...result, soFar }, 'phase')).toContain('(unfinished, 12 of at most 33 runs)');
    expect(copiedText(result, 'markdown') + exportSvg(result, 'phase')).not.toContain('unfinished');
  });

  it('as Markdown keeps its columns whatever a cell holds', () => {
    const result = finished();
    const [first] = result.result.estimates;
    if (first) first.variant = 'a|b\nc';
    expect(copiedText(result, 'markdown').split('\n')[2]).toContain('| a\\|b c |');
  });

  it('as CSV holds every number in full', () => {
    const result = finished();
    const { data } = parse<Record<string, string>>(copiedText(result, 'csv'), {
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

  it.each(dimensionFigureIds)('is a figure that stands alone: %s', (plot) => {
    const svg = exportSvg(finished('everyView'), plot);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).not.toContain('class=');
  });

  it('is nothing where an older result has no such part', () => {
    expect(exportSvg(finished(), 'sizes')).toBeUndefined();
  });

  it('is drawn for the estimator that was chosen', () => {
    const svg = exportSvg(finished('everyView'), 'classes', { of: 'twonn' });
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

describe('of layers', () => {
  const { result } = readSnapshot('layers');
  if (!result) throw new Error('the fixture has a result');

  it('is a table of all, or one estimate a line with every number in full', () => {
    expect(copiedText(result, 'markdown')).toContain('| 00_input | 0.00 | 64 | 6.8 (5.9–7.8) | 21 (21–22) |');
    const { data } = parse<Record<string, string>>(copiedText(result, 'csv'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(10);
    expect(data[0]).toMatchObject({ layer: '00_input', depth: '0', features: '64', key: 'twonn' });
    expect(figureCsv(result, 'layers')).toBe(copiedText(result, 'csv'));
  });

  it('is saved as the panel shows it', () => {
    const own = exportSvg(result, 'layers');
    expect(own).toContain('Small network, MNIST');
    expect(own).toContain('pca(version=ratio,alpha=0.9)');
    const shown = exportSvg(result, 'layers', { layers: { published: ['vgg16'], hidden: ['twonn'] } });
    expect(shown).toContain('VGG-16');
    expect(shown).not.toContain('MNIST');
    expect(shown).not.toContain('twonn');
    expect(shown).not.toContain('class=');
  });
});

describe('of quadratic wells', () => {
  const { result } = readSnapshot('bounds');
  if (!result) throw new Error('the fixture has a result');

  it('is their thresholds, with the spectrum they are of', () => {
    expect(copiedText(result, 'markdown')).toContain('wells: flat, 120 parameters, seed ');
    const { data } = parse<string[]>(copiedText(result, 'csv'), { skipEmptyLines: true });
    expect(data.map(([key]) => key)).toContain('sharp(R=1,eps=0.4)');
  });

  it('is the curve of success, and its figure: of all wells, or of the one that is shown', () => {
    const { data } = parse<Record<string, string>>(figureCsv(result, 'success'), { header: true });
    const reached = data.find(({ level, success }) => level === '0.4' && Number(success) >= 0.5);
    expect(Number(reached?.['d'])).toBe(25);
    expect(exportSvg(result, 'success')).toContain('R = 1, ε = 0.4');
    expect(exportSvg(result, 'success', { of: 'R=1,eps=0.1' })).not.toContain('R = 1, ε = 0.4');
    expect(exportSvg(result, 'estimates')).toContain('Measured d*');
  });
});

import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import {
  estimatesCsv,
  estimatesMarkdown,
  exportText,
  scaleCsv,
} from '../../../../src/host/panels/resultsText';
import { estimatesOf } from '../../../../src/results/namedValues';
import { readSnapshot } from '../../webviews/snapshots';

function finished() {
  const { result } = readSnapshot('finished');
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
    const [first] = estimatesOf(result.result);
    if (first) Object.assign(first, { variant: 'a|b\nc' });
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
    ).toEqual(
      estimatesOf(result.result).map(({ key, dimension, interval }) => [key, dimension, ...interval]),
    );
  });
});

describe('what is saved', () => {
  it('is the scale analysis, a row a size', () => {
    const result = finished();
    const { data } = parse<string[]>(scaleCsv(result), { skipEmptyLines: true });
    const scale = result.result.kind === 'intrinsic-dimension' ? result.result.scale : [];
    expect(data).toHaveLength(scale.length + 1);
  });

  it.each(['estimates', 'scale'] as const)('is a figure that stands alone: %s', (plot) => {
    const svg = exportText(finished(), plot, 'svg');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).not.toContain('class=');
  });
});

describe('of layers', () => {
  const { result } = readSnapshot('layers');
  if (!result) throw new Error('the fixture has a result');

  it('is a table of all, or one estimate a line with every number in full', () => {
    expect(estimatesMarkdown(result)).toContain('| 00_input | 0.00 | 64 | 6.8 (5.9–7.8) | 21 (21–22) |');
    const { data } = parse<Record<string, string>>(estimatesCsv(result), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(10);
    expect(data[0]).toMatchObject({ layer: '00_input', depth: '0', features: '64', key: 'twonn' });
    expect(exportText(result, 'layers', 'csv')).toBe(estimatesCsv(result));
  });

  it('is saved as the panel shows it', () => {
    const own = exportText(result, 'layers', 'svg');
    expect(own).toContain('Small network, MNIST');
    expect(own).toContain('pca(version=ratio,alpha=0.9)');
    const shown = exportText(result, 'layers', 'svg', { published: ['vgg16'], hidden: ['twonn'] });
    expect(shown).toContain('VGG-16');
    expect(shown).not.toContain('MNIST');
    expect(shown).not.toContain('twonn');
    expect(shown).not.toContain('class=');
  });
});

import { describe, expect, it } from 'vitest';
import type { LayerResult } from '../../../src/experiments/layers/layerResult';
import type { RunResult } from '../../../src/experiments/run';
import { layerFigure } from '../../../src/results/layerFigure';
import { sharedWarnings } from '../../../src/results/layerWarnings';
import { formatLiveValue } from '../../../src/results/liveValue';
import { layerHeadlines } from '../../../src/results/layerValue';
import { estimatesOf, fieldsOf, valueLines } from '../../../src/results/namedValues';
import { estimate, runResult } from './sampleResult';

const linear = 'pca(version=ratio,alpha=0.9)';

function layer(
  name: string,
  depth: number,
  twonn: number | undefined,
  pca: number,
): LayerResult['layers'][number] {
  const estimates = [
    ...(twonn === undefined ? [] : [estimate('twonn', twonn, [twonn - 1, twonn + 1])]),
    estimate(linear, pca, [pca, pca]),
  ];
  return { name, depth, features: 64, duplicates: 0, estimates };
}

const result: LayerResult = {
  kind: 'layer-dimension',
  data: { path: 'net', n: 300, rows: 1000 },
  estimators: ['twonn', linear],
  layers: [
    layer('00_input', 0, 12, 30),
    layer('features.3', 1 / 3, 25, 80),
    layer('dead', 2 / 3, undefined, 1),
    layer('out put', 1, 6, 9),
  ],
  published: ['vgg16'],
  warnings: ['dead: no estimate: no column varies'],
};
const run: RunResult = { ...runResult([]), experimentId: 'net', result };

const inline = (field: string | undefined): unknown => {
  const value = formatLiveValue({ field, form: 'inline' }, run);
  return value.ok ? value.value : value.error;
};

describe('a live value of layers', () => {
  it.each([
    ['00_input', '12 ± 1'],
    ['features.3', '25 ± 1'],
    ['features.3.twonn', '25 ± 1'],
    [`features.3.${linear}`, '80 ± 0'],
    ['features.3.pca(alpha=0.9,version=ratio)', '80 ± 0'],
    ['output', '6 ± 1'],
    ['max', '25 ± 1'],
    ['min', '6 ± 1'],
    ['first', '12 ± 1'],
    ['last', '6 ± 1'],
    [`last.${linear}`, '9 ± 0'],
    [`dead.${linear}`, '1 ± 0'],
    [undefined, 'max: 25 ± 1; last: 6 ± 1'],
  ])('%s is %s', (field, expected) => {
    expect(String(inline(field)).replace(/\.0+(?=\b)/g, '')).toBe(expected);
  });

  it('is by a layer of that name before it is by a word', () => {
    const named = { ...result, layers: [...result.layers, layer('max', 1, 3, 3)] };
    const value = formatLiveValue({ field: 'max', form: 'inline' }, { ...run, result: named });
    expect(value.ok && value.value).toMatch(/^3/);
  });

  it('that there is not says what there is', () => {
    expect(inline('features.4')).toMatchObject({
      message: 'The last run of net has no value “features.4”.',
      remedy: expect.stringContaining('Did you mean “features.3”? It has 00_input, features.3') as string,
    });
    expect(inline('dead')).toMatchObject({ message: expect.stringContaining('“dead”') as string });
    expect(inline('00_input.mle')).toMatchObject({ remedy: expect.stringContaining(linear) as string });
  });

  it('of the whole, on lines of its own, is a table with the plot', () => {
    const block = formatLiveValue({ field: undefined, form: 'block' }, run, 'notes/a.md');
    const lines = block.ok ? block.value.split('\n') : [];
    expect(lines[0]).toBe(`| Layer | Depth | Features | twonn | ${linear} |`);
    expect(lines[2]).toMatch(/^\| 00_input \| 0\.00 \| 64 \| 12\S* \(11\S*–13\S*\) \| 30/);
    expect(lines[4]).toContain('| dead | 0.67 | 64 | – |');
    expect(lines[7]).toBe(
      '![Dimension of the layers of net](../.marginalia/runs/digits-20260102T030405678Z-abcd/plots/layers.svg)',
    );
    expect(lines[9]).toContain('300 of 1000 inputs in 4 layers');
  });
});

describe('where there is little room', () => {
  it('stand the peak and the output, and pickers have every layer by every estimator', () => {
    expect(layerHeadlines(result).map(({ field, layer: name }) => [field, name])).toEqual([
      ['max', 'features.3'],
      ['last', 'out put'],
    ]);
    expect(valueLines(result)).toEqual(['max 25 ± 1', 'last 6 ± 1']);
    const fields = fieldsOf(result);
    expect(fields).toContain('00_input');
    expect(fields).toContain(`features.3.${linear}`);
    expect(fields).not.toContain('dead');
    for (const field of fields) expect(formatLiveValue({ field, form: 'inline' }, run).ok, field).toBe(true);
  });

  it('a data set has its estimates, and layers none of one data set', () => {
    const plain = runResult([estimate('twonn', 2, [1, 3]), estimate('mle(k=5)', 3, [2, 4])]).result;
    expect(fieldsOf(plain)).toEqual(['twonn', 'mle(k=5)']);
    expect([valueLines(plain), estimatesOf(plain).length]).toEqual([[], 2]);
    expect(estimatesOf(result)).toEqual([]);
  });

  it('a warning of many layers is said once', () => {
    const warned = (name: string, text: string): LayerResult['layers'][number] => ({
      ...layer(name, 0, 1, 1),
      estimates: [estimate('twonn', 1, [1, 1], { warnings: [text] })],
    });
    const layers = ['a', 'b', 'c', 'd', 'e'].map((name, i) => warned(name, `${i}00 points are few.`));
    expect(sharedWarnings({ ...result, layers: [...layers, warned('f', 'Values are rounded.')] })).toEqual([
      { about: undefined, text: 'dead: no estimate: no column varies' },
      { about: 'twonn in a, b, c and 2 more', text: '000 points are few.' },
      { about: 'twonn in f', text: 'Values are rounded.' },
    ]);
  });
});

describe('what the plot draws', () => {
  it('is a curve an estimator, without what is hidden, and the published ones that are on', () => {
    const { series, curves } = layerFigure(result, ['mnist', 'vgg16'], (key) => key === 'twonn');
    expect(series.map(({ name, points }) => [name, points.length])).toEqual([['twonn', 3]]);
    expect(curves.map(({ name }) => name)).toEqual([
      'VGG-16, ImageNet (Ansuini et al. 2019, read off the figure)',
      'Small network, MNIST (Ansuini et al. 2019, read off the figure)',
    ]);
    for (const { points } of curves) {
      expect([points[0]?.depth, points.at(-1)?.depth]).toEqual([0, 1]);
      expect(Math.max(...points.map(({ dimension }) => dimension))).toBeLessThan(120);
    }
  });
});

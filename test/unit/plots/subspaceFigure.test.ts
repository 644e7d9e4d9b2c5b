import { describe, expect, it } from 'vitest';
import { phasePlot } from '../../../src/plots/phasePlot';
import { pooledSuccess } from '../../../src/science/subspace/pooledSuccess';
import { subspaceFigure, type SubspaceNumbers } from '../../../src/plots/subspaceFigure';

function counts(dimensions: readonly number[], successes: readonly number[]) {
  return dimensions.map((dimension, i) => ({
    ...{ dimension, runs: 5, successes: successes[i] ?? 0 },
    interval: [0.1 * i, 0.4 + 0.3 * i] as const,
  }));
}

const numbers: SubspaceNumbers = {
  target: { text: 'test accuracy ≥ 0.9', measure: 'accuracy', value: 0.9 },
  groups: pooledSuccess(counts([4, 16, 64], [0, 2, 5])),
  full: { median: 0.99 },
  predictions: [],
  threshold: { estimate: 18, low: 9, high: 40, slope: 3 },
  runs: [4, 16, 64, null].map((dimension, i) => ({ dimension, index: 0, best: 0.5 + 0.1 * i })),
};
const options = { width: 600, height: 320, theme: 'standalone', title: 'of a<b>.csv' } as const;

const draw = (...which: Parameters<typeof subspaceFigure>): string => subspaceFigure(...which).draw(options);

describe('the phase diagram', () => {
  it('has a point and an interval a dimension, the curve, the threshold and its band', () => {
    const svg = draw('phase', numbers, '18 (9–40)');
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('threshold 18 (9–40)');
    expect(subspaceFigure('phase', numbers, '18 (9–40)').words).toContain('d = 16: 2 of 5');
    expect(svg).toContain(
      '<desc>Runs that reach the target by dimension. d = 4: 0 of 5; d = 16: 2 of 5; d = 64: 5 of 5.',
    );
    expect(svg).toContain('a&lt;b&gt;.csv');
    expect(svg).not.toContain('NaN');
  });

  it('has one point and one interval for dimensions close to each other, and a dot for each of them', () => {
    const near = pooledSuccess(counts([16, 17, 20, 21, 64], [1, 2, 3, 4, 5]));
    expect(near.map(({ counts: own }) => own.map(({ dimension }) => dimension))).toEqual([
      [16, 17],
      [20, 21],
      [64],
    ]);
    expect(near[0]).toMatchObject({ at: Math.sqrt(16 * 17), runs: 10, successes: 3 });
    const svg = draw('phase', { ...numbers, groups: near }, '18 (9–40)');
    expect(svg.match(/r="4"/g)).toHaveLength(3);
    expect(svg.match(/r="2"/g)).toHaveLength(4);
    // Every dimension can be picked still, and no strip covers another.
    const strips = [...svg.matchAll(/data-key="d=(\d+)".*?<rect[^>]*? x="([\d.]+)"[^>]*? width="([\d.]+)"/g)];
    expect(strips.map(([, dimension]) => dimension)).toEqual(['16', '17', '20', '21', '64']);
    const [first, second] = strips.map(([, , x, width]) => ({
      from: Number(x),
      to: Number(x) + Number(width),
    }));
    expect(first?.to).toBeCloseTo(second?.from ?? NaN, 1);
    expect(svg).toContain('d = 16 to 17: 3 of 10 runs succeed');
  });

  it('draws no curve and no line where there is no estimate', () => {
    const unknown = { estimate: null, low: 64, high: null, slope: null };
    const svg = draw('phase', { ...numbers, threshold: unknown }, 'above 64');
    const whole = draw('phase', numbers, '18 (9–40)');
    expect(svg.match(/<path/g)?.length).toBe((whole.match(/<path/g)?.length ?? 0) - 2);
    expect(svg).not.toContain('NaN');
  });

  it('says so where there is nothing', () => {
    expect(phasePlot([], { ...numbers.threshold, text: '' }, [], options)).toContain('No runs.');
  });
});

describe('the scores', () => {
  it('has a point a run in a subspace, and lines for the target and full space', () => {
    const svg = draw('scores', numbers, '');
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('>target<');
    expect(svg).toContain('>full space<');
    // Their names stand beside the points, and not on each other.
    const name = (text: string): number[] =>
      new RegExp(`x="([\\d.]+)" y="([\\d.]+)">${text}<`).exec(svg)?.slice(1).map(Number) ?? [];
    const rightmost = Math.max(...[...svg.matchAll(/cx="([\d.]+)"/g)].map(([, x]) => Number(x)));
    expect(name('target')[0]).toBeGreaterThan(rightmost + 4);
    const close = draw('scores', { ...numbers, full: { median: 0.901 } }, '');
    const heights = [...close.matchAll(/y="([\d.]+)">(?:target|full space)</g)].map(([, y]) => Number(y));
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThan(11);
  });

  it('takes a loss on a logarithmic axis where it spans decades', () => {
    const target = { text: 'test loss ≤ 0.1', measure: 'loss', value: 0.1 } as const;
    const runs = [4, 16, 64].map((dimension, i) => ({ dimension, index: 0, best: 10 ** -i }));
    const svg = draw('scores', { ...numbers, target, runs, full: null }, '');
    expect(svg).toContain('best loss of every run');
    const heights = [...svg.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeCloseTo((heights[2] ?? 0) - (heights[1] ?? 0), 0);
  });
});

import { describe, expect, it } from 'vitest';
import { phasePlot } from '../../../src/plots/phasePlot';
import { subspaceFigure, type SubspaceNumbers } from '../../../src/plots/subspaceFigure';

const numbers: SubspaceNumbers = {
  target: { text: 'test accuracy ≥ 0.9', measure: 'accuracy', value: 0.9 },
  dimensions: [4, 16, 64].map((dimension, i) => ({
    dimension,
    runs: 5,
    successes: [0, 2, 5][i] ?? 0,
    interval: [0.1 * i, 0.4 + 0.3 * i] as const,
  })),
  full: { median: 0.99 },
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

  it('draws no curve and no line where there is no estimate', () => {
    const unknown = { estimate: null, low: 64, high: null, slope: null };
    const svg = draw('phase', { ...numbers, threshold: unknown }, 'above 64');
    const whole = draw('phase', numbers, '18 (9–40)');
    expect(svg.match(/<path/g)?.length).toBe((whole.match(/<path/g)?.length ?? 0) - 2);
    expect(svg).not.toContain('NaN');
  });

  it('says so where there is nothing', () => {
    expect(phasePlot([], { ...numbers.threshold, text: '' }, options)).toContain('No runs.');
  });
});

describe('the scores', () => {
  it('has a point a run in a subspace, and lines for the target and full space', () => {
    const svg = draw('scores', numbers, '');
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('>target<');
    expect(svg).toContain('>full space<');
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

import { describe, expect, it } from 'vitest';
import { consensus } from '../../../../src/science/analysis/consensus';
import type { DimensionEstimate } from '../../../../src/science/estimators/estimate';

function estimate(
  key: string,
  dimension: number,
  interval: [number, number],
  other: Partial<DimensionEstimate> = {},
): DimensionEstimate {
  return {
    estimator: key.replace(/\(.*/, ''),
    ...{ key, dimension, interval, variant: '', level: 0.95, intervalMethod: '', details: {}, warnings: [] },
    ...other,
  };
}

const low = { faults: ['finite-sample' as const] };
const local = { details: { k: 30 } };

describe('consensus', () => {
  it('of one law alone is that law: its estimate and its interval', () => {
    const agreed = consensus([estimate('twonn', 5, [4.5, 5.6])]);
    expect(agreed).toMatchObject({ dimension: 5, reading: 'value', from: ['twonn'] });
    expect(agreed?.interval[0]).toBeCloseTo(4.5, 9);
    expect(agreed?.interval[1]).toBeCloseTo(5.6, 9);
    expect(agreed?.warnings.join()).toContain('one kind of estimator');
  });

  it('leaves out what finds too much for the samples it draws, and lets the others stand', () => {
    const angles = [estimate('ess', 4.95, [4.93, 4.97]), estimate('danco', 5, [4.9, 5.1])];
    const others = [estimate('twonn', 5.2, [4.8, 5.6]), ...angles];
    const ph = estimate('ph', 5.6, [5, 6.2], low);
    expect(consensus([...others, ph])).toMatchObject({
      ...{ reading: 'value', from: ['twonn', 'ess', 'danco'] },
      leftOut: [{ key: 'ph', because: expect.stringContaining('read low') as string, doubted: true }],
    });
    expect(consensus([ph])).toMatchObject({ reading: 'at-least', from: ['ph'] });
    expect(consensus([ph, ...angles])?.from).toEqual(['ess', 'danco']);
  });

  it('does not narrow as more estimators of the same points agree', () => {
    const one = ['twonn', 'mle', 'mom', 'mada', 'corrint', 'tle'].map((key) =>
      estimate(key, 5, [4.5, 5.5556]),
    );
    const agreed = consensus(one);
    expect(agreed?.interval[0]).toBeCloseTo(4.5, 3);
    expect(agreed?.warnings).toEqual([]);
  });

  it('of two that disagree spans both, and says that they do', () => {
    const agreed = consensus([estimate('twonn', 8, [7.8, 8.2]), estimate('mle', 5, [4.9, 5.1])]);
    expect(agreed?.dimension).toBeCloseTo(Math.sqrt(40), 12);
    // The outer 2.5 % of the mixture are the outer 5 % of either law: 1.645 of its standard errors.
    const end = (at: number, edge: number): number =>
      at * Math.exp((Math.log(edge / at) * 1.6448536) / 1.959964);
    expect(agreed?.interval[0]).toBeCloseTo(end(5, 4.9), 4);
    expect(agreed?.interval[1]).toBeCloseTo(end(8, 8.2), 4);
    expect(agreed?.warnings.join()).toContain('1.6 times as much');
  });

  it('lets variants of one estimator share its weight', () => {
    const mles = [10, 20, 40].map((k) => estimate(`mle(k=${k})`, 4, [3.9, 4.1]));
    const others = [estimate('twonn', 6, [5.8, 6.2]), estimate('ess', 6.1, [5.9, 6.3])];
    expect(consensus([...mles, ...others])?.dimension).toBe(6);
    const same = [estimate('twonn', 6, [5.8, 6.2]), estimate('twonn-ml', 6.4, [6.2, 6.6])];
    expect(consensus([...same, estimate('gride', 6.5, [6.3, 6.7]), ...mles])?.method).toContain('of 2 kinds');
  });

  it('leaves out what looks at all points at once, and what has something against it, with the reason', () => {
    const agreed = consensus([
      estimate('twonn', 5, [4.8, 5.2]),
      estimate('mle', 5.1, [5, 5.2]),
      estimate('pca', 9, [9, 9]),
      estimate('lpca', 8, [8, 8]),
      estimate('danco', 20, [19, 21], { faults: ['saturated'] }),
      estimate('ess', 5, [0, 5.2]),
    ]);
    expect(agreed?.from).toEqual(['twonn', 'mle']);
    expect(agreed?.leftOut.map(({ key, because }) => [key, because.split(/[:,]/)[0]])).toEqual([
      ['pca', 'where all points are looked at once'],
      ['lpca', 'where all points are looked at once'],
      ['danco', 'the search ended at its bound'],
      ['ess', 'no interval that could be pooled'],
    ]);
    expect(agreed?.leftOut.map(({ doubted }) => doubted)).toEqual([undefined, undefined, true, true]);
  });

  it('is a lower bound where distances read low and nothing else is left', () => {
    const agreed = consensus([estimate('twonn', 9, [8.5, 9.5], low), estimate('mle', 8, [7.9, 8.1], low)]);
    expect(agreed).toMatchObject({ reading: 'at-least', from: ['twonn', 'mle'] });
    expect(agreed?.warnings.join()).toContain('lower bound');
  });

  it('takes one that is warned of too few points as a warning about all that look at distances', () => {
    const agreed = consensus([estimate('twonn', 7, [6.5, 7.5], low), estimate('mle', 6.3, [6.2, 6.4])]);
    expect(agreed).toMatchObject({ reading: 'at-least', from: ['twonn', 'mle'] });
  });

  it('is of those that look at angles where these are two kinds and distances read low', () => {
    const distances = [estimate('twonn', 15, [14, 16], low), estimate('mle', 14, [13.9, 14.1], low)];
    const angles = [estimate('ess', 19.5, [19.4, 19.6]), estimate('lpca(k=50)', 19, [18.8, 19.2], local)];
    expect(consensus([...distances, ...angles])).toMatchObject({
      reading: 'value',
      from: ['ess', 'lpca(k=50)'],
    });
    expect(consensus([...distances, angles[0] ?? estimate('ess', 1, [1, 1])])).toMatchObject({
      reading: 'at-least',
      from: ['twonn', 'mle', 'ess'],
    });
  });

  it('is none where nothing is left', () => {
    expect(consensus([estimate('pca', 3, [3, 3])])).toBeUndefined();
    expect(consensus([estimate('ess', 30, [29, 31], { faults: ['few-neighbours'] })])).toBeUndefined();
    expect(consensus([])).toBeUndefined();
  });

  it('holds its own middle, whatever it is made of', () => {
    for (let seed = 1; seed < 40; seed++) {
      const random = (i: number): number => Math.abs(Math.sin(seed * 12.9898 + i * 78.233) * 43758.5453) % 1;
      const estimates = ['twonn', 'mle', 'mom', 'ess', 'tle'].slice(0, 2 + (seed % 4)).map((key, i) => {
        const d = 1 + 20 * random(i);
        return estimate(key, d, [d * (1 - 0.4 * random(i + 9)), d * (1 + 0.6 * random(i + 20))]);
      });
      const { dimension = NaN, interval: [from, to] = [NaN, NaN] } = consensus(estimates) ?? {};
      expect(from).toBeLessThanOrEqual(dimension);
      expect(to).toBeGreaterThanOrEqual(dimension);
    }
  });
});

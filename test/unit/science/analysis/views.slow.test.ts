import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { againstN, isCheap, partsCost, partsOf } from '../../../../src/science/analysis/againstN';
import { classDimension, classesOf } from '../../../../src/science/analysis/classDimensions';
import { inOrder } from '../../../../src/science/analysis/labels';
import { partInput } from '../../../../src/science/analysis/partInput';
import { summarisePoints } from '../../../../src/science/analysis/pointDimensions';
import { ratioFit } from '../../../../src/science/analysis/ratioFit';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { estimateDimension, estimateLocally } from '../../../../src/science/estimators/estimateDimension';
import { parseEstimators, type EstimatorSpec } from '../../../../src/science/estimators/estimatorSpec';
import { callingThread } from '../../../../src/science/neighbours';

function requests(text: string): readonly EstimatorSpec[] {
  const parsed = parseEstimators(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

/** Normal in the first `d` of `columns` coordinates. */
function gaussian(rows: number, d: number, columns: number, seed: number): DataMatrix {
  const rng = new Rng(seed);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < d; j++) values[i * columns + j] = rng.normal();
  return { rows, columns, values };
}

function stacked(...parts: readonly DataMatrix[]): DataMatrix {
  const values = parts.flatMap((part) => [...part.values]);
  return {
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    columns: parts[0]?.columns ?? 0,
    values: Float64Array.from(values),
  };
}

const backend = callingThread();

describe('classes', () => {
  const data = stacked(gaussian(200, 2, 5, 1), gaussian(150, 4, 5, 2), gaussian(12, 5, 5, 3));
  const labels = Array.from({ length: 362 }, (_, i) => (i < 200 ? 'b10' : i < 350 ? 'b2' : 'few'));

  it('are those of the labels, in the order people list them', () => {
    expect(inOrder(['10', '2', '1', '2'])).toEqual(['1', '2', '10']);
    expect(classesOf(labels).map(({ label, rows }) => [label, rows.length])).toEqual([
      ['b2', 150],
      ['b10', 200],
      ['few', 12],
    ]);
  });

  it('have the dimension of their own points, as if these were all', async () => {
    const [two, ten] = classesOf(labels);
    const asked = requests('twonn,mle,pca');
    if (!two || !ten) throw new Error('there are classes');
    const found = await classDimension(ten, data, asked, backend, 0, {});
    expect(found).toMatchObject({ label: 'b10', rows: 200, points: 200, problems: [] });
    expect(found.consensus?.dimension).toBeCloseTo(2, 0);
    const alone = gaussian(200, 2, 5, 1);
    const input = await partInput(alone, asked, backend, 0, {});
    const whole = await Promise.all(asked.map((request) => estimateDimension(request, input, {})));
    expect(found.estimates.map(({ dimension }) => dimension)).toEqual(
      whole.map(({ dimension }) => dimension),
    );
    const other = await classDimension(two, data, asked, backend, 0, {});
    expect(other.estimates.map(({ key }) => key)).toEqual(['twonn', 'mle', 'pca']);
    expect(other.estimates[2]?.dimension).toBe(4);
  });

  it('that are too small say so and have no number', async () => {
    const few = classesOf(labels)[2];
    if (!few) throw new Error('there is such a class');
    const found = await classDimension(few, data, requests('twonn'), backend, 0, {});
    expect(found.estimates).toEqual([]);
    expect(found.problems).toEqual(['Too few points: 12 distinct ones, where 30 are the least.']);
  });

  it('whose estimator fails keep the others, and say which failed', async () => {
    const grid: DataMatrix = {
      rows: 36,
      columns: 2,
      values: Float64Array.from({ length: 72 }, (_, i) => (i % 2 ? Math.floor(i / 12) : (i / 2) % 6)),
    };
    const rows = Int32Array.from({ length: 36 }, (_, i) => i);
    const found = await classDimension({ label: 'grid', rows }, grid, requests('twonn,pca'), backend, 0, {});
    expect(found.estimates.map(({ key }) => key)).toEqual(['pca']);
    expect(found.problems.join()).toContain('twonn');
  });
});

describe('the dimension against the number of points', () => {
  it('looks at disjoint parts, and at fewer of them where there are many points', () => {
    expect(partsOf(1000)).toEqual([
      { n: 125, draws: 4 },
      { n: 250, draws: 4 },
      { n: 500, draws: 2 },
    ]);
    expect(partsOf(100)).toEqual([]);
    for (const points of [200, 4999, 5001, 60_000, 1_000_000]) {
      const parts = partsOf(points);
      for (const { n, draws } of parts) expect(n * draws).toBeLessThanOrEqual(points);
      const share = partsCost(parts, 40) / (points * points * 40);
      expect(share).toBeLessThan(points > 5000 ? 0.25 : 0.9);
    }
  });

  it('ends with the whole, and is the same for the same seed', async () => {
    const data = gaussian(600, 3, 6, 4);
    const asked = requests('twonn,mle');
    const input = await partInput(data, asked, backend, 0, {});
    const whole = await Promise.all(asked.map((request) => estimateDimension(request, input, {})));
    const [twonn, mle] = await againstN(data, partsOf(600), asked, whole, backend, 1, {});
    expect(twonn?.sizes.map(({ n, draws }) => [n, draws.length])).toEqual([
      [75, 4],
      [150, 4],
      [300, 2],
      [600, 1],
    ]);
    // 20 neighbours are no neighbourhood among 75 or 150 points.
    expect(mle?.sizes.map(({ n }) => n)).toEqual([300, 600]);
    expect(twonn?.sizes.at(-1)).toMatchObject({
      dimension: whole[0]?.dimension,
      interval: whole[0]?.interval,
    });
    const few = (seed: number) =>
      againstN(data, [{ n: 75, draws: 4 }], asked.slice(0, 1), whole, backend, seed, {});
    const first = twonn?.sizes[0]?.draws;
    expect((await few(1))[0]?.sizes[0]?.draws).toEqual(first);
    expect((await few(2))[0]?.sizes[0]?.draws).not.toEqual(first);
  });

  it('leaves out estimators that look at no neighbours, or cost more than finding them', () => {
    const [twonn, pca, danco] = requests('twonn,pca,danco');
    if (!twonn || !pca || !danco) throw new Error('there are three');
    expect(isCheap(twonn, 10_000, 784)).toBe(true);
    expect(isCheap(pca, 10_000, 784)).toBe(false);
    expect(isCheap(danco, 10_000, 784)).toBe(false);
  });
});

describe('the fit of neighbourhood ratios', () => {
  it('keeps the curve from end to end, what is fitted, and how far it is off the law', () => {
    const n = 2000;
    // The law itself: ln μ at the i-th share, for d = 4.
    const logs = Float64Array.from({ length: n }, (_, i) => -Math.log1p(-(i + 0.5) / n) / 4);
    const fit = ratioFit('twonn', 4, 0.1, logs);
    expect(fit).toMatchObject({ points: n, fitted: 1800, discard: 0.1 });
    expect(fit.gap).toBeCloseTo(0.5 / n, 9);
    expect(fit.cut).toBeCloseTo(-Math.log1p(-1799.5 / n) / 4, 9);
    expect(fit.x.length).toBeLessThan(320);
    expect(fit.x.at(-1)).toBeCloseTo(logs[n - 2] ?? NaN, 5);
    for (const [i, x] of fit.x.entries()) expect((fit.y[i] ?? NaN) / x).toBeGreaterThan(3.9);
  });

  it('leaves out points without a ratio', () => {
    const logs = Float64Array.from([0.1, NaN, 0.2, Infinity, 0.3, 0.4]);
    expect(ratioFit('twonn', 4, 0, logs)).toMatchObject({ points: 4, fitted: 3 });
  });
});

describe('the points’ own dimensions', () => {
  it('are what the estimator makes its estimate of', async () => {
    const data = gaussian(300, 3, 5, 7);
    const asked = requests('mle(k=10),mom(k=20),mada,tle,ess(k=30),lpca(k=20),twonn');
    const input = await partInput(data, asked, backend, 0, {});
    for (const request of asked) {
      const { estimate, pointDimensions } = await estimateLocally(request, input, {});
      if (request.id === 'twonn') {
        expect(pointDimensions).toBeUndefined();
        continue;
      }
      expect(pointDimensions, request.key).toHaveLength(300);
      const values = [...(pointDimensions ?? [])];
      const mean =
        request.id === 'mle'
          ? 300 / values.reduce((sum, d) => sum + 1 / d, 0)
          : values.reduce((sum, d) => sum + d, 0) / 300;
      expect(mean / estimate.dimension, request.key).toBeCloseTo(1, 10);
    }
  });

  it('are summed up in quantiles and a histogram that counts every point', () => {
    const values = Float64Array.from({ length: 1001 }, (_, i) => (i === 7 ? NaN : i / 100));
    const labels = Array.from(values, (_, i) => (i < 500 ? 'low' : 'high'));
    const found = summarisePoints('mle', values, labels);
    expect(found).toMatchObject({ points: 1000, without: 1 });
    const { counts, below, above } = found?.histogram ?? { counts: [], below: 0, above: 0 };
    expect(counts.reduce((sum, count) => sum + count, below + above)).toBe(1000);
    expect(found?.quantiles.p50).toBeCloseTo(5, 1);
    expect(found?.classes.map(({ label, points }) => [label, points])).toEqual([
      ['high', 501],
      ['low', 499],
    ]);
    expect(summarisePoints('mle', Float64Array.from([NaN, 1]), undefined)).toBeUndefined();
    expect(summarisePoints('lpca', new Float64Array(50).fill(3), undefined)?.quantiles.p50).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { isAbort } from '../../../src/base/abort';
import { estimators } from '../../../src/science/estimators/estimators';
import type * as Options from '../../../src/library/estimatorOptions';
import * as science from '../../../src/library/science';

/** Every option of every function at its default: `satisfies` holds the names to the declared interfaces. */
const functions = {
  twonn: [science.twoNN, { discard: 0.1 } satisfies Required<Options.TwoNNOptions>],
  mle: [science.mle, { k: 20, combine: 'harmonic', unbiased: false } satisfies Required<Options.MLEOptions>],
  pca: [science.pca, { version: 'FO', alpha: 0.05 } satisfies Required<Options.PCAOptions>],
  'twonn-ml': [science.twoNNML, {}],
  gride: [science.gride, { n1: 1, n2: 2, outliers: 'keep' } satisfies Required<Options.GrideOptions>],
  mom: [science.mom, { k: 100, combine: 'mean' } satisfies Required<Options.MOMOptions>],
  mada: [science.mada, { k: 20, combine: 'mean' } satisfies Required<Options.MADAOptions>],
  'mind-ml': [
    science.mindML,
    { k: 20, D: 100, version: 'MLk', search: 'newton' } satisfies Required<Options.MiNDMLOptions>,
  ],
  corrint: [science.corrInt, { k1: 10, k2: 20 } satisfies Required<Options.CorrIntOptions>],
  tle: [science.tle, { k: 20, epsilon: 1e-4, combine: 'mean' } satisfies Required<Options.TLEOptions>],
  ess: [science.ess, { k: 100, version: 'a', combine: 'mean' } satisfies Required<Options.ESSOptions>],
  'participation-ratio': [science.participationRatio, {}],
  lpca: [
    science.lPCA,
    {
      k: 0,
      version: 'FO',
      alpha: 0.05,
      alphaFan: 10,
      betaFan: 0.8,
      PFan: 0.95,
      combine: 'mean',
    } satisfies Required<Options.LPCAOptions>,
  ],
  fishers: [science.fisherS, { conditional_number: 10 } satisfies Required<Options.FisherSOptions>],
  ph: [
    science.persistentHomology,
    { alpha: 1, min: 200, max: 1000, jump: 50, repeats: 10 } satisfies Required<Options.PHOptions>,
  ],
  danco: [
    science.danco,
    { k: 10, D: 0, fractal: true, calibration: 'philox' } satisfies Required<Options.DANCoOptions>,
  ],
  i3d: [science.i3d, { lk: 0, ln: 0 } satisfies Required<Options.I3DOptions>],
  hamming: [science.hamming, { alphamin: 0, alphamax: 0.2 } satisfies Required<Options.HammingOptions>],
} as const;

/** Bits of a random walk: whole numbers of two values, near enough to continuous for none of the estimators. */
const bits = science.drawManifold('gaussian', { d: 12, n: 240, seed: 3 });
const points = science.drawManifold('sphere', { d: 3, n: 300, seed: 1 });

describe('the library', () => {
  it('has a function for every estimator, with its options and their defaults', () => {
    expect(Object.keys(functions).sort()).toEqual(estimators.map(({ id }) => id).sort());
    for (const { id, options } of estimators) {
      const declared = Object.entries(options).map(([name, option]) => [name, option.default]);
      expect(functions[id as keyof typeof functions][1], id).toEqual(Object.fromEntries(declared));
    }
  });

  it.each(Object.keys(functions) as (keyof typeof functions)[])('%s estimates', async (id) => {
    const values = bits.values.map((x) => (x > 0 ? 1 : 0));
    const given = id === 'hamming' || id === 'i3d' ? { ...bits, values } : points;
    const [estimate] = functions[id];
    const found = await estimate(given, { seed: 4 });
    expect(found.estimator).toBe(id);
    expect(found.key).toBe(id);
    expect(found.dimension).toBeGreaterThan(0.5);
    expect(found.interval[0]).toBeLessThanOrEqual(found.dimension);
    expect(found.interval[1]).toBeGreaterThanOrEqual(found.dimension);
    expect(found).toMatchObject({ level: 0.95, n: given.shape[0] });
  });

  it('gives the same number from points, from shared neighbours and by name', async () => {
    const near = await science.neighbours(points, 100);
    const [byName] = await science.estimateDimension(points, 'mle(k=7,combine=median)');
    const shared = await science.mle(near, { k: 7, combine: 'median' });
    expect(shared.dimension).toBe(byName?.dimension);
    expect((await science.mom(near)).dimension).toBe((await science.mom(points)).dimension);
    const rows = Array.from({ length: 300 }, (_, i) => [...points.values.subarray(4 * i, 4 * i + 4)]);
    expect((await science.twoNN(rows)).dimension).toBe((await science.twoNN(near)).dimension);
    expect((await science.pca(near)).key).toBe('pca');
  });

  it('shares exact neighbours of distinct points', async () => {
    const near = await science.neighbours([[0], [1], [1], [3], [6], [10], [15]], 2);
    expect(near.n).toBe(6);
    expect(near.k).toBe(2);
    const first = Array.from({ length: near.n }, (_, i) => near.distances[i * near.stride]);
    expect(first).toEqual([1, 1, 2, 3, 4, 5]);
    expect(near.indices[near.stride * 5]).toBe(4);
  });

  it('finds the curve over scales, as far as the neighbours go', async () => {
    const curve = await science.scaleCurve(points);
    expect(curve.map(({ n2 }) => n2)).toEqual([2, 4, 8, 16, 32, 64]);
    const short = await science.scaleCurve(await science.neighbours(points, 9));
    const dimensions = curve.map(({ dimension }) => dimension);
    expect(short.map(({ dimension }) => dimension)).toEqual(dimensions.slice(0, 3));
  });

  it('draws the same points from the same seed, and knows their dimension', () => {
    expect(science.drawManifold('M9', { n: 5, seed: 2 })).toEqual(
      science.drawManifold('M9', { n: 5, seed: 2 }),
    );
    expect(science.drawManifold('M9', { n: 5 })).toMatchObject({ shape: [5, 20], dimensions: [20] });
    expect(() => science.drawManifold('M99')).toThrow(/choose from M1, /);
    for (const name of science.manifoldNames) expect(science.drawManifold(name, { n: 3 }).shape[0]).toBe(3);
  });

  it('flattens further axes, and refuses what is no points', async () => {
    const images = { values: points.values, shape: [300, 2, 2] };
    expect((await science.twoNN(images)).dimension).toBe((await science.twoNN(points)).dimension);
    const refused = async (given: science.Points): Promise<unknown> =>
      science.twoNN(given).then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(await refused([])).toMatchObject({ code: 'data.unreadable', message: 'there are no points.' });
    expect(await refused([[1, 2], [3]])).toMatchObject({
      message: 'points[1] has 1 features where points[0] has 2.',
    });
    expect(
      await refused([
        [1, 2],
        [3, NaN],
      ]),
    ).toMatchObject({ message: 'points[1], feature 1, is NaN.' });
    expect(await refused({ values: new Float64Array(5), shape: [2, 3] })).toMatchObject({
      message: 'the shape [2, 3] is of 6 numbers, and there are 5.',
    });
    expect(await refused({ values: new Float64Array(0), shape: [0, 3] })).toMatchObject({
      code: 'data.unreadable',
    });
    expect(await refused([[1], [2], [2]])).toMatchObject({ code: 'estimate.impossible' });
  });

  it('says what an estimator can take, and what it needs', async () => {
    const near = await science.neighbours(points, 5);
    await expect(science.mle(near)).rejects.toMatchObject({
      code: 'usage',
      remedy: 'Find as many once: neighbours(points, 20).',
    });
    await expect(science.mle(points, { k: 1 })).rejects.toThrow('a whole number from 2 to 100');
    await expect(science.estimateDimension(points, 'twonm')).rejects.toThrow('choose from twonn');
    await expect(science.neighbours(points, 0.5)).rejects.toMatchObject({ code: 'usage' });
  });

  it('tells its progress, and stops when it is told', async () => {
    const told: number[] = [];
    await science.estimateDimension(points, 'twonn,pca', { onProgress: (fraction) => told.push(fraction) });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    const stop = new AbortController();
    const big = science.drawManifold('gaussian', { d: 20, n: 20_000 });
    const cancelled = science.ess(big, { signal: stop.signal, threads: 1, onProgress: () => stop.abort() });
    expect(await cancelled.then(() => false, isAbort)).toBe(true);
  });
});

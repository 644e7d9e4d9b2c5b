import { describe, expect, it } from 'vitest';
import { isAbort } from '../../../../src/base/abort';
import { layerDimension } from '../../../../src/experiments/kinds/layerDimension';
import type { LayerResult } from '../../../../src/experiments/layers/layerResult';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { gaussian } from '../../compute/points';
import { layerContext, runLayers } from './layerContext';

/** The first `dimension` coordinates of the same inputs in `columns` features: a plane in a larger space. */
function flat(dimension: number, columns: number, rows = 400, scale = 1): DataMatrix {
  const points = gaussian(rows, 20, 7);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      values[i * columns + j] =
        scale * (points.values[i * 20 + (j % dimension)] as number) * (1 + j / columns);
    }
  }
  return { rows, columns, values };
}

const dimensions = (result: LayerResult, key = 'twonn'): (number | undefined)[] =>
  result.layers.map(({ estimates }) => estimates.find((each) => each.key === key)?.dimension);

const linear = 'pca(version=ratio,alpha=0.99)';

describe('the spec', () => {
  const issues = (spec: object): string =>
    JSON.stringify(layerDimension.schema.safeParse({ data: 'net', ...spec }).error?.issues ?? []);

  it('fills in defaults, and is its own normal form', () => {
    const spec = layerDimension.schema.parse({ data: 'net', layers: 'a, b' });
    expect(spec).toEqual({
      data: 'net',
      layers: ['a', 'b'],
      estimators: ['twonn', 'pca(version=ratio,alpha=0.9)'],
      published: [],
      seed: 0,
      maxMemory: 4,
    });
    expect(layerDimension.schema.parse(spec)).toEqual(spec);
    expect(layerDimension.schema.parse({ data: 'net', layers: [1, 'b'] }).layers).toEqual(['1', 'b']);
  });

  it('refuses a manifold, layers named twice, depths that do not grow, unknown curves', () => {
    expect(issues({ data: 'manifold:M1' })).toContain('layers are several');
    expect(issues({ layers: ['a', 'a'] })).toContain('twice');
    expect(issues({ depths: [0, 0.5, 0.4] })).toContain('depths must grow');
    expect(issues({ depths: [0, 2] })).not.toBe('[]');
    expect(issues({ published: ['resnet'] })).toContain('vgg16');
    expect(issues({ estimators: 'twonm' })).toContain('choose from');
  });
});

describe('the dimension of layers', () => {
  it('is that of each layer, the linear one beside it, over relative depth', async () => {
    const context = layerContext({ input: flat(3, 9), hidden: flat(8, 30), output: flat(1, 2) });
    const result = await runLayers(context, { estimators: `twonn,${linear}` });
    const [input = 0, hidden = 0, output = 0] = dimensions(result);
    expect(input).toBeCloseTo(3, 0);
    expect(hidden).toBeGreaterThan(6);
    expect(hidden).toBeLessThan(9);
    expect(output).toBeCloseTo(1, 0);
    expect(dimensions(result, linear)).toEqual([3, 8, 1]);
    expect(result.layers.map(({ name, depth, features }) => [name, depth, features])).toEqual([
      ['input', 0, 9],
      ['hidden', 0.5, 30],
      ['output', 1, 2],
    ]);
    expect(result.data).toEqual({ path: 'net', n: 400, rows: 400 });
    for (const { estimates } of result.layers) {
      for (const { dimension, interval } of estimates) {
        expect(interval[0]).toBeLessThanOrEqual(dimension);
        expect(interval[1]).toBeGreaterThanOrEqual(dimension);
      }
    }
    expect(context.fractions).toEqual([...context.fractions].sort((a, b) => a - b));
    expect(context.fractions.at(-1)).toBe(1);
    expect(context.messages.filter((message) => message.startsWith('hidden: ')).length).toBeGreaterThan(2);
  });

  it('looks at the same inputs in every layer', async () => {
    // Twice the coordinates are the same points: other inputs would give other numbers.
    const context = layerContext({ a: flat(4, 8), b: flat(4, 8, 400, 2) });
    const result = await runLayers(context, { subsample: 150, seed: 5, estimators: 'twonn' });
    const [a, b] = dimensions(result);
    expect(a).toBeCloseTo(b ?? 0, 9);
    expect(result.data).toEqual({ path: 'net', n: 150, rows: 400 });
    const other = await runLayers(layerContext({ a: flat(4, 8) }), {
      subsample: 150,
      seed: 6,
      estimators: 'twonn',
    });
    expect(dimensions(other)[0]).not.toBe(a);
  });

  it('takes the layers asked for, in that order, at the depths given', async () => {
    const layers = { a: flat(2, 4), b: flat(3, 5), c: flat(4, 6) };
    const context = layerContext(layers);
    const result = await runLayers(context, { layers: ['c', 'a.npy'], depths: [0.25, 1], estimators: 'mle' });
    expect(result.layers.map(({ name, depth }) => [name, depth])).toEqual([
      ['c', 0.25],
      ['a', 1],
    ]);
    expect(context.read).toEqual(['c', 'a']);
    await expect(runLayers(layerContext(layers), { layers: ['hiden', 'a'] })).rejects.toMatchObject({
      message: 'there is no layer "hiden".',
      remedy: 'There are a, b, c.',
    });
    await expect(runLayers(layerContext(layers), { depths: [0, 1] })).rejects.toMatchObject({
      code: 'experiment.invalid',
      remedy: 'Give one a layer: a, b, c.',
    });
    await expect(runLayers(layerContext({}))).rejects.toMatchObject({ code: 'data.unreadable' });
  });

  it.each([true, false])(
    'refuses layers of other inputs, naming the file (rows known before: %s)',
    async (rowsKnown) => {
      const context = layerContext({ a: flat(2, 4), b: flat(2, 4, 399), c: flat(2, 4) }, { rowsKnown });
      await expect(runLayers(context)).rejects.toMatchObject({
        code: 'data.unreadable',
        message: 'it has 399 rows where net/a.npy has 400.',
        location: { file: 'net/b.npy' },
        remedy: expect.stringContaining('`layers`') as string,
      });
      expect(context.read).toEqual(rowsKnown ? [] : ['a', 'b']);
    },
  );

  it('leaves out what a layer allows no estimate of, and says so', async () => {
    const dead: DataMatrix = { rows: 400, columns: 3, values: new Float64Array(1200) };
    const context = layerContext({ a: flat(2, 4), dead, c: flat(2, 4) });
    const result = await runLayers(context);
    expect(dimensions(result)[1]).toBeUndefined();
    expect(dimensions(result)[2]).toBeCloseTo(2, 0);
    expect(result.layers[1]).toMatchObject({ duplicates: 399, estimates: [] });
    expect(context.warnings).toEqual([
      'dead: 399 of 400 rows equal an earlier one; estimators of points leave them out.',
      expect.stringMatching(/^dead: no estimate: 1 distinct of 400 rows: twonn needs at least 4/),
      expect.stringMatching(/^dead: no estimate: .*no column varies/),
    ]);
    expect(result.warnings).toEqual(context.warnings);
    await expect(runLayers(layerContext({ dead }))).rejects.toMatchObject({
      code: 'estimate.impossible',
      location: { file: 'net/dead.npy' },
    });
  });

  it('ends when it is cancelled', async () => {
    const stop = new AbortController();
    const context = layerContext({ a: flat(5, 300, 3000), b: flat(5, 300, 3000) }, { signal: stop.signal });
    const running = runLayers({
      ...context,
      progress: (fraction) => {
        if (fraction > 0.2) stop.abort();
      },
    });
    expect(await running.then(() => false, isAbort)).toBe(true);
    expect(context.read).toEqual(['a']);
  });
});

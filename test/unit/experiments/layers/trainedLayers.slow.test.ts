import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { RunContext } from '../../../../src/experiments/kind';
import { layerDimension } from '../../../../src/experiments/kinds/layerDimension';
import { layerResultSchema, type LayerResult } from '../../../../src/experiments/layers/layerResult';
import { dataSet, trainingContext } from '../kinds/trainingContext';

/** Three clouds around a plane of two dimensions, in six. */
function clouds(n = 400) {
  const rng = new Rng(6);
  const rows = Array.from({ length: n }, (_, i) => {
    const [u, v] = [rng.normal() + 4 * (i % 3), rng.normal() - 3 * (i % 2)];
    return [u, v, u + v, u - v, 2 * u, 0.5 * v];
  });
  return dataSet(
    rows,
    rows.map((_, i) => ['a', 'b', 'c'][i % 3] ?? ''),
  );
}

async function run(options: object, context: Partial<RunContext> = {}): Promise<LayerResult> {
  const spec = layerDimension.schema.parse({
    data: 'clouds.csv',
    label: 'label',
    model: 'mlp(6-8-5-3)',
    epochs: 8,
    batch: 40,
    ...options,
  });
  const { result } = await layerDimension.run(spec, trainingContext(clouds(), context));
  return layerResultSchema.parse(result);
}

describe('the layers of a network that is trained here', () => {
  it('are measured from the input to the outputs on rows it was not trained on, over its seeds', async () => {
    const result = await run({
      estimators: ['twonn', 'pca(version=ratio,alpha=0.99)'],
      fullRate: 0.02,
      test: 0.5,
    });
    expect(result.layers.map(({ name, features, depth }) => [name, features, depth])).toEqual([
      ['input', 6, 0],
      ['hidden1', 8, 1 / 3],
      ['hidden2', 5, 2 / 3],
      ['output', 3, 1],
    ]);
    expect(result.data).toMatchObject({ n: 200, rows: 200 });
    expect(result.network).toMatchObject({ parameters: 119, epochs: 8, steps: 40, points: 'test' });
    expect(result.network?.scores).toHaveLength(3);
    expect(result.network?.scores[0]?.test.accuracy).toBeGreaterThan(0.8);
    const [input, hidden] = result.layers.map(({ estimates }) => estimates[0]);
    expect(input?.interval[0]).toBeLessThan(2);
    expect(input?.interval[1]).toBeGreaterThan(2);
    // A plane, bent by rectifiers, is still of two dimensions.
    expect(hidden?.dimension).toBeLessThan(3.2);
    expect(hidden?.details['in each']).toHaveLength(3);
    expect(hidden?.intervalMethod).toContain('over 3 networks');
    expect(input?.intervalMethod).not.toContain('networks');
    expect(result.layers[0]?.estimates[1]?.dimension).toBe(2);
  });

  it('are the same for the same seed, and of more seeds the first are those of few', async () => {
    const [first, again] = [await run({ seeds: 2 }), await run({ seeds: 2 })];
    expect(again).toEqual(first);
    const more = await run({ seeds: 3 });
    const each = (result: LayerResult): unknown => result.layers[1]?.estimates[0]?.details['in each'];
    expect((each(more) as number[]).slice(0, 2)).toEqual(each(first));
  });

  it('are those asked for, on the rows asked for', async () => {
    const result = await run({
      layers: ['hidden2', 'output'],
      points: 'all',
      subsample: 200,
      seeds: 1,
      depths: [0.4, 1],
    });
    expect(result.layers.map(({ name, depth }) => [name, depth])).toEqual([
      ['hidden2', 0.4],
      ['output', 1],
    ]);
    expect(result.data).toMatchObject({ n: 200, rows: 400 });
    expect(result.warnings.join()).toContain('One network was measured');
    const live = layerDimension.fields(layerDimension.schema.parse({ data: 'x.csv', model: 'mlp(6-8-5-3)' }));
    expect(live).toEqual(['max', 'last', 'input', 'hidden1', 'hidden2', 'output']);
  });

  it('are refused with the remedy where the block does not fit', async () => {
    await expect(run({ layers: ['hiden1'] })).rejects.toMatchObject({
      code: 'data.unreadable',
      remedy: expect.stringContaining('Did you mean "hidden1"?') as string,
    });
    await expect(run({ model: 'mlp(7-3)' })).rejects.toMatchObject({ code: 'experiment.invalid' });
    await expect(run({ fullRate: 1e38, seeds: 2, epochs: 30 })).rejects.toMatchObject({
      message: expect.stringContaining('All 2 networks diverged') as string,
    });
    const withoutModel = layerDimension.schema.safeParse({ data: 'folder', epochs: 3 });
    expect(withoutModel.error?.issues[0]).toMatchObject({ path: ['epochs'] });
  });

  it('stop when told, while training and while measuring', async () => {
    for (const word of ['1 of 3 networks done', 'hidden2']) {
      const stop = new AbortController();
      const seen: number[] = [];
      const progress = (fraction: number, message: string): void => {
        seen.push(fraction);
        if (message.includes(word)) stop.abort();
      };
      await expect(run({}, { signal: stop.signal, progress })).rejects.toMatchObject({ name: 'AbortError' });
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    }
  });

  it('leave the normal form of blocks without a model as it was', () => {
    expect(Object.keys(layerDimension.schema.parse({ data: 'folder' }))).toEqual([
      ...['data', 'estimators', 'seed', 'published', 'maxMemory'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import type { RunContext } from '../../../../src/experiments/kind';
import { gordonBound } from '../../../../src/experiments/kinds/gordonBound';
import { boundResultSchema, type BoundResult } from '../../../../src/experiments/result';

interface Seen {
  readonly fractions: number[];
  readonly warned: string[];
}

function context(
  values: readonly number[] = [],
  columns = 1,
  signal = new AbortController().signal,
): RunContext & Seen {
  const fractions: number[] = [];
  const warned: string[] = [];
  return {
    fractions,
    warned,
    signal,
    seed: 0,
    threads: 1,
    progress: (fraction) => void fractions.push(fraction),
    warn: (message) => void warned.push(message),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    async readData() {
      return {
        matrix: { rows: values.length / columns, columns, values: Float64Array.from(values) },
        columnNames: ['x1'],
        labels: undefined,
        droppedRows: 0,
        hash: '',
        bytes: 0,
      };
    },
  };
}

async function run(spec: object, given = context()): Promise<BoundResult> {
  const { result } = await gordonBound.run(gordonBound.schema.parse(spec), given);
  return boundResultSchema.parse(result);
}

const faults = (
  given: Readonly<Record<string, unknown>>,
): { key: string; message: string; remedy: string }[] => {
  const checked = checkOptions(gordonBound, given);
  return checked.ok ? [] : checked.error.map(({ key, message, remedy }) => ({ key, message, remedy }));
};

describe('what gordon-bound takes', () => {
  it('is a spectrum, and the rest has defaults', () => {
    const checked = checkOptions(gordonBound, { spectrum: 'flat', distance: 3, level: [0.1, 0.01] });
    expect(checked).toEqual({
      ok: true,
      value: { spectrum: 'flat', distance: [3], level: [0.1, 0.01], samples: 200, seed: 0, confidence: 0.95 },
    });
    expect(faults({ eigenvalues: 'hessian.csv' })).toEqual([]);
    expect(faults({ spectrum: [3, 2, 1e-3] })).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['no spectrum', {}, 'spectrum', 'There is no spectrum: write flat, power(1)'],
    ['two', { spectrum: 'flat', eigenvalues: 'a.csv' }, 'eigenvalues', 'both given'],
    ['a misspelt one', { spectrum: 'powr(1)' }, 'spectrum', 'did you mean power?'],
    ['a file in its place', { spectrum: 'data/h.csv' }, 'spectrum', 'a file is named by eigenvalues'],
    [
      'more outliers than directions',
      { spectrum: 'outliers(50, 1, 0)', dimension: 20 },
      'spectrum',
      'from 1 to the dimension, 20',
    ],
    [
      'a model’s file',
      { data: 'a.csv', model: 'models/mine.json' },
      'model',
      'a model’s file, which subspace-training',
    ],
    ['a dimension of a list', { spectrum: [1, 2], dimension: 2 }, 'dimension', 'belongs to a named spectrum'],
    ['negative curvature', { spectrum: [1, -1] }, 'spectrum', 'negative'],
    ['a level of 0', { spectrum: 'flat', level: 0 }, 'level', 'must be more than 0'],
    [
      'too many wells',
      { spectrum: 'flat', level: [1, 2, 3, 4, 5], distance: [1, 2, 3, 4, 5] },
      'level',
      'at most 24',
    ],
    ['too large a well', { spectrum: 'flat', dimension: 6000 }, 'dimension', 'at most 5000'],
  ])('is not %s', (_, given, key, message) => {
    const [fault] = faults(given);
    expect(fault?.key).toBe(key);
    expect(fault?.message).toContain(message);
    expect(fault?.remedy).not.toBe('');
  });

  it('has fields that live values may name, by the well where there are several', () => {
    const fields = (spec: object): readonly string[] => gordonBound.fields(gordonBound.schema.parse(spec));
    expect(fields({ spectrum: 'flat' })).toEqual(['threshold', 'sharp', 'published', 'gordon']);
    expect(fields({ spectrum: 'flat', level: [0.1, 0.01] })).toContain('sharp(R=1,eps=0.01)');
  });
});

describe('what gordon-bound finds', () => {
  const spec = { spectrum: 'power(1)', dimension: 60, distance: [1, 3], level: [0.01, 0.1], samples: 40 };

  it('is a threshold and three predictions for each well, under the names of its fields', async () => {
    const seen = context();
    const result = await run(spec, seen);
    expect(result.estimates.map(({ key }) => key)).toEqual(
      gordonBound.fields(gordonBound.schema.parse(spec)),
    );
    expect(result.wells.map(({ distance, level }) => [distance, level])).toEqual([
      [1, 0.01],
      [1, 0.1],
      [3, 0.01],
      [3, 0.1],
    ]);
    for (const { dimension, interval } of result.estimates) {
      expect(interval[0]).toBeLessThanOrEqual(dimension);
      expect(interval[1]).toBeGreaterThanOrEqual(dimension);
      expect(dimension).toBeGreaterThanOrEqual(0);
      expect(dimension).toBeLessThanOrEqual(60);
    }
    const thresholds = result.wells.map(({ threshold }) => threshold);
    // The higher the level and the nearer the minimiser, the fewer dimensions.
    expect(thresholds[0]).toBeGreaterThan(thresholds[1] ?? NaN);
    expect(thresholds[2]).toBeGreaterThan(thresholds[0] ?? NaN);
    expect(thresholds[3]).toBeLessThan(thresholds[2] ?? NaN);
    expect(result.wells.every(({ thresholds: each }) => each.length === 40)).toBe(true);
    expect(seen.fractions.at(-1)).toBeCloseTo(1, 6);
    expect(seen.fractions).toEqual([...seen.fractions].sort((a, b) => a - b));
    expect(seen.warned.join()).toContain('Gordon’s bound is vacuous for');
  });

  it('is the same for the same seed, and other for another', async () => {
    const small = { spectrum: 'flat', dimension: 30, samples: 20 };
    expect(await run(small)).toEqual(await run(small));
    expect((await run({ ...small, seed: 1 })).wells[0]?.thresholds).not.toEqual(
      (await run(small)).wells[0]?.thresholds,
    );
  });

  it('of a file is what it is of the same eigenvalues in the block', async () => {
    const values = [0.1, 5, 2, 1e-3, 0, 0.4];
    const shared = { samples: 20, level: 0.05 };
    const inBlock = await run({ spectrum: values, ...shared });
    const column = await run({ eigenvalues: 'h.csv', ...shared }, context(values));
    const row = await run({ eigenvalues: 'h.npy', ...shared }, context(values, 6));
    expect(column.wells).toEqual(inBlock.wells);
    expect(row.wells).toEqual(inBlock.wells);
    expect(column.spectrum).toMatchObject({ name: 'h.csv', dimension: 6, rank: 5, greatest: 5, least: 0 });
    const rounded = context([4, 2, -1e-12]);
    await run({ eigenvalues: 'h.csv', ...shared }, rounded);
    expect(rounded.warned.join()).toContain('1 eigenvalue is below zero by rounding');
  });

  it.each<[string, number[], number, string, string]>([
    ['a table', [1, 2, 3, 4], 2, 'data.unsupported', '2 × 2 numbers, not one column'],
    ['negative curvature', [4, -3], 1, 'estimate.impossible', 'the eigenvalue -3 is negative'],
    [
      'more than can be computed with',
      new Array<number>(5001).fill(1),
      1,
      'data.too-large',
      '5001 eigenvalues',
    ],
  ])('is an error where the file holds %s', async (_, values, columns, code, message) => {
    const running = run({ eigenvalues: 'h.csv' }, context(values, columns));
    await expect(running).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
      location: { file: 'h.csv' },
    });
    await expect(run({ eigenvalues: 'h.csv' }, context(values, columns))).rejects.toHaveProperty('remedy');
  });

  it('stops where it is cancelled', async () => {
    const controller = new AbortController();
    const given = context([], 1, controller.signal);
    const breathe = async (): Promise<void> => controller.abort();
    await expect(run({ spectrum: 'flat', dimension: 2000 }, { ...given, breathe })).rejects.toThrow(
      'cancelled',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { intrinsicDimension } from '../../../../src/experiments/kinds/intrinsicDimension';
import type { RunContext } from '../../../../src/experiments/kind';
import { dimensionResultSchema, type DimensionResult } from '../../../../src/experiments/result';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { takeRows } from '../../../../src/science/datasets/duplicates';
import { gaussian } from '../../compute/points';

interface Seen {
  readonly fractions: number[];
  readonly messages: string[];
}

function context(matrix: DataMatrix, signal = new AbortController().signal): RunContext & Seen {
  const fractions: number[] = [];
  const messages: string[] = [];
  return {
    fractions,
    messages,
    signal,
    seed: 0,
    threads: 1,
    progress(fraction, message) {
      fractions.push(fraction);
      if (messages.at(-1) !== message) messages.push(message);
    },
    warn: () => {},
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    async readData(_path, _options, onProgress) {
      onProgress(1);
      return {
        matrix,
        columnNames: Array.from({ length: matrix.columns }, (_, i) => `x${i + 1}`),
        labels: undefined,
        droppedRows: 0,
        hash: '',
        bytes: 0,
      };
    },
  };
}

async function run(matrix: DataMatrix, spec: object = {}, given = context(matrix)): Promise<DimensionResult> {
  const parsed = intrinsicDimension.schema.parse({ data: 'points.csv', ...spec });
  const { result } = await intrinsicDimension.run(parsed, given);
  return dimensionResultSchema.parse(result);
}

/** The plane's points in ten dimensions, every fifth one twice. */
function planeWithDuplicates(rows: number): DataMatrix {
  const plane = gaussian(rows, 2);
  const values = new Float64Array(rows * 10);
  for (let i = 0; i < rows; i++) {
    const from = i % 5 === 4 ? i - 1 : i;
    for (let j = 0; j < 10; j++) values[i * 10 + j] = plane.values[from * 2 + (j % 2)] ?? 0;
  }
  return { rows, columns: 10, values };
}

/** Every number of a result, wherever it stands. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

describe('the spec', () => {
  const issues = (spec: object): string =>
    JSON.stringify(intrinsicDimension.schema.safeParse({ data: 'a.csv', ...spec }).error?.issues ?? []);

  it('fills in defaults, and is its own normal form', () => {
    const spec = intrinsicDimension.schema.parse({
      data: 'a.csv',
      estimators: 'mle( k=20 ), twonn(discard=.2)',
    });
    expect(spec).toEqual({
      data: 'a.csv',
      estimators: ['mle', 'twonn(discard=0.2)'],
      header: 'auto',
      missing: 'error',
      seed: 0,
      scale: true,
      maxMemory: 4,
    });
    expect(intrinsicDimension.schema.parse(spec)).toEqual(spec);
    expect(intrinsicDimension.fields(spec)).toEqual(['mle', 'twonn(discard=0.2)', 'consensus', 'table']);
  });

  it('joins what YAML split at commas within parentheses', () => {
    const spec = intrinsicDimension.schema.parse({
      data: 'a.csv',
      estimators: ['mle(k=10', 'combine=mean)', 'pca'],
    });
    expect(spec.estimators).toEqual(['mle(k=10,combine=mean)', 'pca']);
  });

  it.each([
    [{ estimators: ['twon'] }, 'twonn, mle, pca'],
    [{ estimators: [] }, 'estimators'],
    [{ estimater: 'mle' }, 'estimater'],
    [{ subsample: 2 }, 'subsample'],
    [{ seed: -1 }, 'seed'],
    [{ missing: 'ignore' }, 'drop-rows'],
  ])('%j is refused', (spec, part) => {
    expect(issues(spec)).toContain(part);
  });

  it('describes every option', () => {
    for (const [name, option] of Object.entries(intrinsicDimension.schema.shape)) {
      expect(option.description, name).toMatch(/\w{3}/);
    }
  });
});

describe('a run', () => {
  it('finds a plane in ten dimensions, leaves duplicates out and says so', async () => {
    const result = await run(planeWithDuplicates(500));
    expect(result.data).toMatchObject({ n: 500, features: 10, duplicates: 100, zeroDistances: 0 });
    expect(result.warnings.join()).toContain('100 of 500 rows');
    const [twonn, mle, pca] = result.estimates;
    for (const estimate of [twonn, mle]) {
      expect(estimate?.dimension).toBeCloseTo(2, 0);
      expect(estimate?.details['points']).toBe(400);
      expect(estimate?.level).toBe(0.95);
      expect(estimate?.interval[0]).toBeLessThan(estimate?.dimension ?? NaN);
      expect(estimate?.interval[1]).toBeGreaterThan(estimate?.dimension ?? NaN);
    }
    expect(pca?.dimension).toBe(2);
    expect(result.scale.map((point) => point.n2)).toEqual([2, 4, 8, 16, 32, 64]);
    for (const point of result.scale) expect(point.dimension).toBeCloseTo(2, 0);
    expect(result.scale.map((point) => point.scale)).toEqual(
      [...result.scale.map((p) => p.scale)].sort((a, b) => a - b),
    );
  });

  it('does not depend on the order of columns, nor on a shift, a turn of signs or a scale', async () => {
    const { rows, columns, values } = gaussian(400, 4);
    const moved = Float64Array.from(values, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return 16 - 0.25 * (values[row * columns + (columns - 1 - column)] ?? 0);
    });
    const a = await run({ rows, columns, values });
    const b = await run({ rows, columns, values: moved });
    a.estimates.forEach((e, i) =>
      expect((b.estimates[i]?.dimension ?? NaN) / e.dimension).toBeCloseTo(1, 10),
    );
  });

  it('reports progress that starts at nothing, never falls and ends at all of it', async () => {
    const given = context(gaussian(800, 5));
    await run(gaussian(800, 5), {}, given);
    expect(given.fractions[0]).toBe(0);
    expect(given.fractions.at(-1)).toBeCloseTo(1, 6);
    expect(given.fractions).toEqual([...given.fractions].sort((x, y) => x - y));
    expect(given.messages).toContain('finding nearest neighbours');
  });

  it('stops when told', async () => {
    const stop = new AbortController();
    const matrix = gaussian(5000, 40);
    const given = context(matrix, stop.signal);
    const work = run(matrix, {}, given);
    setTimeout(() => stop.abort(), 50);
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('draws a subsample by its seed', async () => {
    const matrix = gaussian(1000, 3);
    const of = async (spec: object): Promise<number | undefined> =>
      (await run(matrix, { estimators: 'twonn', scale: false, subsample: 300, ...spec })).estimates[0]
        ?.dimension;
    expect(await of({ seed: 1 })).toBe(await of({ seed: 1 }));
    expect(await of({ seed: 1 })).not.toBe(await of({ seed: 2 }));
    expect((await run(matrix, { subsample: 300 })).data.n).toBe(300);
  });

  it.each([
    [
      'a coarse grid',
      Float64Array.from({ length: 400 }, (_, i) => (i % 2 ? Math.floor(i / 2) % 14 : Math.floor(i / 28))),
    ],
    ['values near the largest double', gaussian(200, 2).values.map((x) => x * 1e307)],
    ['values near the smallest', gaussian(200, 2).values.map((x) => x * 1e-307)],
    ['points whose differences vanish', gaussian(200, 2).values.map((x, i) => (i < 20 ? i * 1e-320 : x))],
    ['one column of zeros', gaussian(200, 2).values.map((x, i) => (i % 2 ? 0 : x))],
  ])('holds finite numbers only: %s', async (_name, values) => {
    const matrix = { rows: 200, columns: 2, values };
    const spec = { estimators: ['mle', 'mle(combine=mean)', 'mle(combine=median)', 'pca'] };
    const result = await run(matrix, spec);
    expect(numbersOf(result).every(Number.isFinite)).toBe(true);
  });

  it('counts distances between distinct rows that vanish', async () => {
    const values = gaussian(100, 1).values.map((x, i) => (i === 0 ? 0 : i === 1 ? 5e-324 : x));
    const result = await run({ rows: 100, columns: 1, values }, { estimators: 'twonn' });
    expect(result.data).toMatchObject({ duplicates: 0, zeroDistances: 1 });
    expect(result.estimates[0]?.details['excluded']).toBe(2);
  });

  it('lowers k where there are too few points, and says so', async () => {
    const result = await run(gaussian(12, 2), { estimators: 'mle' });
    expect(result.estimates[0]).toMatchObject({
      key: 'mle',
      variant: 'k=10, combine=harmonic, unbiased=false',
    });
    expect(result.estimates[0]?.warnings.join()).toContain('lowered from 20 to 10');
  });

  it('warns of the bias of few points in high dimension, and of columns that number the rows', async () => {
    expect((await run(gaussian(300, 30), { estimators: 'twonn' })).estimates[0]?.warnings.join()).toContain(
      'too low',
    );
    const { rows, columns, values } = gaussian(100, 3);
    const numbered = { rows, columns, values: values.map((x, i) => (i % 3 === 0 ? i / 3 : x)) };
    expect((await run(numbered)).warnings.join()).toContain('x1 only numbers the rows');
  });

  it('finds consensus, sizes, ratios, classes and points beside the estimates, repeated rows left out', async () => {
    const matrix = planeWithDuplicates(400);
    const labels = Array.from({ length: 400 }, (_, i) => (i < 10 ? 'few' : i % 2 ? 'odd' : 'even'));
    const given: RunContext = {
      ...context(matrix),
      readData: async (...args) => ({ ...(await context(matrix).readData(...args)), labels }),
    };
    const spec = intrinsicDimension.schema.parse({ data: 'points.csv' });
    const { result: found, tables } = await intrinsicDimension.run(spec, given);
    const result = dimensionResultSchema.parse(found);
    expect(result.consensus).toMatchObject({ from: ['twonn', 'mle'], reading: 'value' });
    expect(result.consensus?.dimension).toBeCloseTo(2, 0);
    expect(result.ratios).toMatchObject([{ key: 'twonn', points: 320, fitted: 288 }]);
    expect(result.sizes?.map(({ key, sizes }) => [key, sizes.map(({ n }) => n)])).toEqual([
      ['twonn', [80, 160, 320]],
    ]);
    expect(result.classes?.map(({ label, rows, estimates }) => [label, rows, estimates.length])).toEqual([
      ['even', 195, 3],
      ['few', 10, 0],
      ['odd', 195, 3],
    ]);
    expect(result.points).toMatchObject([{ key: 'mle', points: 320, classes: { length: 3 } }]);
    const lines = tables?.get('points')?.trimEnd().split('\r\n') ?? [];
    expect(lines[0]).toBe('row,label,mle');
    expect(lines).toHaveLength(321);
    // The fifth row repeats the fourth.
    expect(lines.slice(4, 6).map((line) => line.split(',').slice(0, 2))).toEqual([
      ['3', 'few'],
      ['5', 'few'],
    ]);
    expect(numbersOf(result).every(Number.isFinite)).toBe(true);
  });

  it('leaves the views out that are not wanted, and has no consensus of one estimate', async () => {
    const result = await run(gaussian(200, 3), { estimators: 'twonn', decimation: false, classes: false });
    expect(result.sizes).toEqual([]);
    expect(result.classes).toEqual([]);
    expect(result.consensus).toBeUndefined();
    expect(result.warnings).toEqual([]);
  });

  it('says why there is no consensus where nothing can form it', async () => {
    const { consensus, warnings } = await run(gaussian(200, 3), { estimators: 'pca,participation-ratio' });
    expect(consensus).toBeUndefined();
    expect(warnings.join()).toContain('none of these estimators looks at neighbours');
  });

  it('is the same where only the rows drawn are read', async () => {
    const points = gaussian(200, 3);
    const numbered = Float64Array.from(points.values, (x, at) => (at % 3 === 0 ? at / 3 : x));
    const matrix = { ...points, values: numbered };
    const whole = context(matrix);
    const alone: typeof whole = {
      ...whole,
      async readData(path, options, onProgress) {
        const data = await whole.readData(path, options, onProgress);
        const rows = options.keep?.(200) ?? new Int32Array(0);
        return { ...data, matrix: takeRows(matrix, rows), sampledOf: 200 };
      },
    };
    const spec = { estimators: 'twonn,mle', subsample: 60, seed: 3 };
    const found = await run(matrix, spec, alone);
    expect(found.data.n).toBe(60);
    expect(found.warnings).toContainEqual(expect.stringContaining('x1 only numbers the rows'));
    expect(found).toEqual(await run(matrix, spec, whole));
  });

  it('leaves out what the data allow no estimate by, and says so', async () => {
    const wide = gaussian(60, 200);
    const { estimates, warnings, consensus } = await run(wide, { estimators: 'twonn,fishers,twonn-ml' });
    expect(estimates.map(({ key }) => key)).toEqual(['twonn', 'twonn-ml']);
    expect(warnings).toContainEqual(expect.stringMatching(/^No estimate: fishers has no estimate: every/));
    expect(consensus?.from).toEqual(['twonn', 'twonn-ml']);
    await expect(run(wide, { estimators: 'fishers' })).rejects.toMatchObject({ code: 'estimate.impossible' });
  });

  it.each([
    ['one row', gaussian(1, 3), {}],
    ['three points', gaussian(3, 3), { estimators: 'twonn' }],
    ['the same point again and again', { rows: 50, columns: 2, values: new Float64Array(100).fill(3) }, {}],
    [
      'nothing that varies',
      { rows: 50, columns: 2, values: new Float64Array(100).fill(3) },
      { estimators: 'pca' },
    ],
  ])('cannot estimate from %s, and says what to do', async (_name, matrix, spec) => {
    await expect(run(matrix, spec)).rejects.toMatchObject({
      code: 'estimate.impossible',
      remedy: expect.stringMatching(/\w+/) as string,
    });
  });
});

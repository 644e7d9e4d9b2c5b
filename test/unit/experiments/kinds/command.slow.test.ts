import { describe, expect, it } from 'vitest';
import { AbortedError } from '../../../../src/base/abort';
import type { ProgramBackend, ProgramEnd } from '../../../../src/experiments/command/program';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import type { RunContext } from '../../../../src/experiments/kind';
import { command } from '../../../../src/experiments/kinds/command';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import { expectTraining } from './trainingContext';

type Given = { readonly d?: number | null; readonly seed: number; readonly [name: string]: unknown };
type Program = (given: Given, call: number) => { lines?: readonly unknown[]; end?: Partial<ProgramEnd> };

/** A program in this process: says its lines, then ends; runs that begin later may end earlier. */
function backend(program: Program, log: Given[] = []): ProgramBackend {
  let calls = 0;
  return {
    ownFiles: ['train.py'],
    run: async (input, { onLine, signal }) => {
      const given = JSON.parse(input) as Given;
      const call = calls++;
      log.push(given);
      await new Promise((resolve) => setTimeout(resolve, call % 3));
      if (signal.aborted) throw new AbortedError();
      const { lines = [], end } = program(given, call);
      for (const [i, value] of lines.entries())
        onLine({ number: i + 1, text: typeof value === 'string' ? value : JSON.stringify(value) });
      return { code: 0, signal: null, stopped: undefined, seconds: 1, lastWords: [], ...end };
    },
  };
}

/** Succeeds from d = 10 on, less surely near it. */
const growing: Program = ({ d, seed }) => {
  const chance = d === null || d === undefined ? 1 : 1 / (1 + (d / 10) ** -5);
  return { lines: [{ accuracy: 0.5 }, { accuracy: (seed % 1000) / 1000 < chance ? 0.95 : 0.55 }] };
};

async function run(
  options: Record<string, unknown>,
  program: ProgramBackend | undefined,
  context: Partial<RunContext> = {},
): Promise<StudyResult> {
  const checked = checkOptions(command, { run: 'python train.py', target: 'accuracy >= 0.9', ...options });
  if (!checked.ok) throw new Error(checked.error.map(({ message }) => message).join('\n'));
  const { result } = await command.run(command.schema.parse(checked.value), {
    signal: new AbortController().signal,
    seed: 0,
    threads: 1,
    progress: () => undefined,
    warn: () => undefined,
    breathe: () => Promise.resolve(),
    readData: () => Promise.reject(new Error('it reads no data')),
    ...(program === undefined ? {} : { program }),
    ...context,
  });
  if (result.kind !== 'study') throw new Error('another kind');
  const spec = command.schema.parse(checked.value);
  const fields = [...result.values.map(({ field }) => field), 'answer', 'table'];
  expect(fields.sort()).toEqual([...command.fields(spec)].sort());
  return studyResultSchema.parse(result);
}

const faults = (options: Record<string, unknown>): string => {
  const checked = checkOptions(command, { run: 'python train.py', target: 'accuracy >= 0.9', ...options });
  return checked.ok ? '' : checked.error.map(({ key, message }) => `${key}: ${message}`).join('\n');
};

describe('a program swept over d', () => {
  it('has a threshold, its curve and a row a run', async () => {
    const result = await run(
      { sweep: { d: [2, 5, 8, 10, 12, 20, 40] }, seeds: 8, full: 2 },
      backend(growing),
    );
    expectTraining(result);
    const [threshold, full] = result.values;
    expect(threshold).toMatchObject({ field: 'threshold', level: 0.95 });
    expect(threshold?.value).toBeGreaterThan(6);
    expect(threshold?.value).toBeLessThan(16);
    const [low = NaN, high = NaN] = threshold?.interval ?? [];
    expect(low).toBeLessThan(10);
    expect(high).toBeGreaterThan(10);
    expect(full).toMatchObject({ field: 'full', value: 1, text: '2 of 2 runs' });
    expect(result.figures.map(({ id }) => id)).toEqual(['success', 'scores']);
    expect(result.figures[0]?.series.map(({ draw }) => draw)).toEqual(['points', 'curve']);
    const crossing = result.figures[0]?.series[1]?.points.find(({ y }) => y >= 0.5);
    expect(crossing?.x).toBeCloseTo(threshold?.value ?? 0, -0.5);
    expect(result.tables.map(({ id, rows }) => [id, rows.length])).toEqual([
      ['dimensions', 7],
      ['runs', 58],
    ]);
    expect(result.answer[0]).toMatch(/^Half the runs reach accuracy ≥ 0.9 at d\* = /);
  });

  it('is searched where d is auto, with the same runs for any number of jobs', async () => {
    const logs: Given[][] = [[], []];
    const options = { sweep: { d: 'auto' }, runs: 40, most: 300 };
    const one = await run({ ...options, jobs: 1 }, backend(growing, logs[0]));
    const many = await run({ ...options, jobs: 7 }, backend(growing, logs[1]));
    expect(many.values).toEqual(one.values);
    expect(many.tables).toEqual(one.tables);
    expect(one.values[0]?.value).toBeGreaterThan(7);
    expect(one.values[0]?.value).toBeLessThan(14);
    expect(logs[0]).toHaveLength(40);
    const sorted = (log: readonly Given[]): string[] => log.map((given) => JSON.stringify(given)).sort();
    expect(sorted(logs[1] ?? [])).toEqual(sorted(logs[0] ?? []));
    expect(new Set(logs[0]?.map(({ seed }) => seed)).size).toBe(40);
  });

  it('has a threshold for each combination of other parameters, and their figure', async () => {
    const wide: Program = ({ d, seed, width }) => ({
      lines: [
        { result: { accuracy: (seed % 1000) / 1000 < 1 / (1 + (Number(d) / Number(width)) ** -4) ? 1 : 0 } },
      ],
    });
    const result = await run(
      { sweep: { d: [2, 4, 8, 16, 32, 64], width: [8, 32] }, seeds: 12, jobs: 4 },
      backend(wide),
    );
    expect(result.values.map(({ field }) => field)).toEqual(['threshold-width-8', 'threshold-width-32']);
    const [narrow, broad] = result.values.map(({ value }) => value ?? NaN);
    expect((broad ?? 0) / (narrow ?? 1)).toBeGreaterThan(2);
    expect(result.figures.find(({ id }) => id === 'threshold')?.series[0]?.points.map(({ x }) => x)).toEqual([
      8, 32,
    ]);
  });

  it('takes a target relative to full space, each combination its own', async () => {
    const scaled: Program = ({ d, top }) => ({
      lines: [{ score: Number(top) * (d === null ? 1 : Number(d) / 100) }],
    });
    const result = await run(
      { target: 'score >= 50 % of full', sweep: { d: [40, 60], top: [1, 10] }, seeds: 2, full: 1 },
      backend(scaled),
    );
    const rows = result.tables[0]?.rows.map((row) => row.slice(0, 4));
    expect(rows).toEqual([
      [1, 40, 2, 0],
      [1, 60, 2, 2],
      [10, 40, 2, 0],
      [10, 60, 2, 2],
    ]);
  });
});

describe('a program swept over other parameters', () => {
  it('has the mean of its metric with an interval, and the best', async () => {
    const noisy: Program = ({ rate, seed }) => ({ lines: [{ loss: Number(rate) + (seed % 100) / 1e4 }] });
    const result = await run(
      { target: 'minimise loss', sweep: { rate: [0.1, 0.5, 0.3] }, seeds: [0, 50, 99] },
      backend(noisy),
    );
    expect(result.values[0]).toMatchObject({ field: 'best', sentences: ['Reached with rate=0.1.'] });
    const first = result.values.find(({ field }) => field === 'loss-rate-0-1');
    // Student’s t with two degrees of freedom over 0.1, 0.105, 0.1099.
    const [a, b, c] = [0.1, 0.105, 0.1099];
    const mean = (a + b + c) / 3;
    const deviation = Math.sqrt(((a - mean) ** 2 + (b - mean) ** 2 + (c - mean) ** 2) / 2);
    expect(first?.value).toBeCloseTo(mean, 12);
    expect(first?.interval?.[1]).toBeCloseTo(mean + (4.302652729911275 * deviation) / Math.sqrt(3), 9);
    expect(result.figures[0]?.series[0]?.points.map(({ x }) => x)).toEqual([0.1, 0.3, 0.5]);
    expect(result.warnings.join()).toContain('looks better than it is');
  });

  it('draws names where the values are no numbers', async () => {
    const result = await run(
      { target: 'maximise accuracy', sweep: { optimiser: ['sgd', 'adam'] }, seeds: 2 },
      backend(({ optimiser }) => ({ lines: [{ accuracy: optimiser === 'adam' ? 0.9 : 0.5 }] })),
    );
    expect(result.figures[0]?.x).toMatchObject({ scale: 'names', names: ['sgd', 'adam'] });
    expect(result.values.map(({ field }) => field)).toEqual([
      'best',
      'accuracy-optimiser-sgd',
      'accuracy-optimiser-adam',
    ]);
  });

  it('counts what diverges as a failure, and what breaks for nothing', async () => {
    const mixed: Program = (_given, call) =>
      call === 0
        ? { lines: [{ accuracy: null }] }
        : call === 1
          ? { end: { code: 1, lastWords: ['Traceback', 'ValueError: no data'] } }
          : call === 2
            ? { end: { code: null, signal: 'SIGTERM', stopped: 'timeout' } }
            : { lines: ['Epoch 1', { accuracy: 0.95 }] };
    const result = await run({ seeds: 5 }, backend(mixed));
    expect(result.values.find(({ field }) => field === 'success')).toMatchObject({ text: '2 of 3 runs' });
    expect(result.values.find(({ field }) => field === 'accuracy')?.value).toBe(0.95);
    const warnings = result.warnings.join('\n');
    expect(warnings).toContain('2 of 5 runs broke');
    expect(warnings).toContain('run 2 ended with exit code 1: Traceback ⏎ ValueError: no data.');
    expect(warnings).toContain('run 3 took longer than 3600 s');
    expect(warnings).toContain('1 of 5 runs reported no finite value');
    expect(warnings).toContain('run 4: Line 1 is no JSON object: “Epoch 1”.');
  });
});

describe('a program that', () => {
  it('is not allowed is not started', async () => {
    await expect(run({}, undefined)).rejects.toMatchObject({ code: 'program.not-allowed' });
  });

  it('breaks at once is not tried sixty times', async () => {
    const log: Given[] = [];
    const broken = backend(() => ({ end: { code: 2, lastWords: ['SyntaxError'] } }), log);
    await expect(run({ sweep: { d: 'auto' } }, broken)).rejects.toThrow(
      'Each of the first 3 runs broke; the first ended with exit code 2: SyntaxError.',
    );
    expect(log).toHaveLength(3);
  });

  it('reports another metric is told so', async () => {
    const other = backend(() => ({ lines: [{ acuracy: 1, loss: 2 }] }));
    await expect(run({ seeds: 1 }, other)).rejects.toThrow(
      'The program reported no accuracy, but acuracy, loss (is “acuracy” meant?).',
    );
  });

  it('is cancelled leaves what was done', async () => {
    const controller = new AbortController();
    const program = backend((given, call) => {
      if (call === 4) controller.abort();
      return growing(given, call);
    });
    const result = await run({ sweep: { d: [2, 40] }, seeds: 20 }, program, { signal: controller.signal });
    expect(result.warnings[0]).toBe('Cancelled after 5 of 40 runs: these are what was done.');
    expect(result.tables.find(({ id }) => id === 'runs')?.rows).toHaveLength(5);
    const none = new AbortController();
    none.abort();
    await expect(run({}, backend(growing), { signal: none.signal })).rejects.toBeInstanceOf(AbortedError);
  });

  it('depends on files has them counted among the inputs', async () => {
    const seen: string[] = [];
    const fingerprint = (paths: readonly string[]): Promise<void> => {
      seen.push(...paths);
      return Promise.resolve();
    };
    await run({ files: ['model.py', 'train.py'] }, backend(growing), { fingerprint });
    expect(seen).toEqual(['train.py', 'model.py']);
  });
});

describe('runs of a program that are kept', () => {
  const options = { sweep: { d: [2, 8, 12, 40] }, seeds: 4, full: 1 };

  it('are not done again, and give the same result', async () => {
    const pieces: unknown[] = [];
    const keep = (value: unknown): void => void pieces.push(JSON.parse(JSON.stringify(value)));
    const whole = await run(options, backend(growing), {
      keeping: () => Promise.resolve({ earlier: [], keep }),
    });
    expect(pieces).toHaveLength(17);
    const again: Given[] = [];
    const earlier = pieces.slice(0, 9).map((value) => ({ value, from: undefined }));
    const resumed = await run(options, backend(growing, again), {
      keeping: () => Promise.resolve({ earlier, keep }),
    });
    expect(again).toHaveLength(8);
    expect(resumed).toEqual(whole);
  });

  it('depend on the program and the metric, not on how many there are', async () => {
    const bases: unknown[] = [];
    const keeping = (basis: unknown): ReturnType<NonNullable<RunContext['keeping']>> => {
      bases.push(basis);
      return Promise.resolve({ earlier: [], keep: () => undefined });
    };
    await run(options, backend(growing), { keeping });
    await run({ ...options, seeds: 2, jobs: 3, target: 'accuracy >= 0.8' }, backend(growing), { keeping });
    await run({ ...options, environment: { X: 1 } }, backend(growing), { keeping });
    expect(bases[1]).toEqual(bases[0]);
    expect(bases[2]).not.toEqual(bases[0]);
  });

  it('are shown while they go on', async () => {
    const counts: number[] = [];
    const soFar = (make: () => { result: unknown }): void => {
      const result = studyResultSchema.parse(make().result);
      counts.push(result.tables.find(({ id }) => id === 'runs')?.rows.length ?? 0);
      expect(result.warnings).toEqual([]);
    };
    await run(options, backend(growing), { soFar });
    expect(counts).toEqual(Array.from({ length: 17 }, (_, i) => i + 1));
  });
});

describe('the options of a program', () => {
  it('are checked together', () => {
    expect(faults({ run: 'a | b' })).toMatch(/^run: .*shell/);
    expect(faults({ target: 'maximise accuracy', sweep: { d: [1] } })).toMatch(
      /target: .*threshold needs a value/i,
    );
    expect(faults({ sweep: { d: [0.5] } })).toMatch(/whole numbers/);
    expect(faults({ sweep: { rate: 'auto' } })).toMatch(/only d can be auto/i);
    expect(faults({ sweep: { seed: [1, 2] } })).toMatch(/seeds: \[0, 1, 2\]/);
    expect(faults({ parameters: { rate: 1 }, sweep: { rate: [1] } })).toMatch(/swept too/);
    expect(faults({ full: 2 })).toMatch(/sweep over d/);
    expect(faults({ target: 'accuracy >= 90 % of full', sweep: { d: [1] } })).toMatch(/set full to 1/i);
    expect(faults({ environment: { 'A=B': 'x' } })).not.toBe('');
    expect(faults({ run: ['python', 'x'.repeat(3000)] })).toMatch(/shown whole/);
    expect(faults({ sweep: { d: [1, 2, 3] }, seeds: 10_000, jobs: 4 })).toBe('');
    expect(faults({ sweep: { a: Array.from({ length: 900 }, (_, i) => i), b: [1, 2] } })).toMatch(
      /1800 combinations/,
    );
  });
});

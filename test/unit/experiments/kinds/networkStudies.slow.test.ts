import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import type { RunContext } from '../../../../src/experiments/kind';
import { findKind } from '../../../../src/experiments/registry';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import type { DataSet } from '../../../../src/science/datasets/dataSet';
import { dataSet, expectTraining, trainingContext } from './trainingContext';

/** Three clouds in eight dimensions. */
function clouds(n = 150): DataSet {
  const rng = new Rng(1);
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 8 }, (_column, c) => rng.normal() + (c === i % 3 ? 3 : 0)),
  );
  return dataSet(
    rows,
    rows.map((_, i) => ['ant', 'bee', 'cat'][i % 3] ?? ''),
  );
}

const small = { data: 'clouds.csv', model: 'mlp(8-10-6-3)', epochs: 12, batch: 32, rate: 0.02, seeds: 3 };

async function run(
  id: string,
  options: Record<string, unknown> = {},
  context: Partial<RunContext> = {},
  data = clouds(),
): Promise<StudyResult> {
  const kind = findKind(id);
  const spec = kind?.schema.parse({ ...small, ...options });
  if (!kind || !spec) throw new Error('no such kind');
  const { result } = await kind.run(spec, trainingContext(data, context));
  const study = studyResultSchema.parse(result);
  expect(kind.fields(spec)).toEqual([...study.values.map(({ field }) => field), 'answer', 'table']);
  for (const { series } of study.figures) expect(series.some(({ points }) => points.length > 0)).toBe(true);
  expectTraining(study);
  return study;
}

const valueOf = (study: StudyResult, field: string) => study.values.find((value) => value.field === field);

/** Aborts once so much of the run is done. */
function stopAt(share: number): Partial<RunContext> {
  const stop = new AbortController();
  return {
    signal: stop.signal,
    progress: (fraction) => {
      if (fraction >= share) stop.abort();
    },
  };
}

describe('networks that have learnt nothing', () => {
  const untrained = { optimiser: 'sgd', rate: 1e-9, epochs: 2, seeds: 2 };

  it.each(['lottery-ticket', 'layer-criticality'])('%s says so, and nothing of what follows', async (id) => {
    const rng = new Rng(3);
    const rows = Array.from({ length: 60 }, () => Array.from({ length: 8 }, () => rng.normal()));
    const noise = dataSet(
      rows,
      rows.map((_row, i) => (i % 4 === 0 ? 'rare' : 'common')),
    );
    const study = await run(id, { ...untrained, model: 'mlp(in-4-out)' }, {}, noise);
    expect(study.answer).toHaveLength(1);
    expect(study.answer[0]).toMatch(/learnt nothing .* always answering the commonest class/u);
    expect(study.warnings.join()).toContain('one row decides');
  });

  it('is said of a regression by the variance', async () => {
    const { matrix } = clouds();
    const numbers = Array.from({ length: matrix.rows }, (_, i) => String(matrix.values[8 * i]));
    const study = await run(
      'layer-criticality',
      { ...untrained, model: 'mlp(8-4-1)' },
      {},
      dataSet(
        Array.from({ length: matrix.rows }, (_, i) => [...matrix.values.subarray(8 * i, 8 * i + 8)]),
        numbers,
      ),
    );
    expect(study.answer[0]).toContain('always answering the mean');
  });

  it('are not trained where every row is a class of its own', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => Array.from({ length: 8 }, (_x, c) => i * c));
    const own = dataSet(
      rows,
      rows.map((_row, i) => String(i / 7)),
    );
    await expect(run('fisher-rao', { model: 'mlp(in-4-out)' }, {}, own)).rejects.toThrow('class of its own');
  });
});

describe('lottery tickets', () => {
  it('tell shares, gains and every round, with intervals over the seeds', async () => {
    const study = await run('lottery-ticket', { rounds: 4, prune: 0.5 });
    const share = valueOf(study, 'random-mask');
    expect(share?.value).toBeGreaterThanOrEqual(100 / 2 ** 4);
    expect(share?.value).toBeLessThanOrEqual(100);
    expect(valueOf(study, 'whole')?.interval).not.toBeNull();
    expect(study.tables[0]?.rows).toHaveLength(1 + 4 * 4);
    const scores = study.figures[0]?.series.find(({ key }) => key === 'iterative');
    const layers = [80, 60, 18].map((count, l) => Math.round(count * (l === 2 ? 0.75 : 0.5)));
    expect(scores?.points[0]?.x).toBeCloseTo((100 * layers.reduce((a, b) => a + b)) / 158, 10);
    expect(study.answer[0]).toMatch(/of the weights do as well as all of them/u);
  });

  it('take a loss for a regression', async () => {
    const { matrix } = clouds();
    const numbers = Array.from({ length: matrix.rows }, (_, i) => String(matrix.values[8 * i]));
    const study = await run(
      'lottery-ticket',
      { model: 'mlp(8-10-1)', target: 'loss <= 0.5', rounds: 2, controls: ['one-shot'], seeds: 2 },
      {},
      { ...clouds(), labels: numbers },
    );
    expect(valueOf(study, 'whole')?.name).toBe('test loss of the whole network');
    expect(valueOf(study, 'whole')?.unit).toBeUndefined();
  });

  it('cancelled, keep the seeds that were done', async () => {
    const study = await run('lottery-ticket', { rounds: 2, seeds: 4 }, stopAt(0.6));
    expect(study.warnings[0]).toMatch(/^Cancelled after [123] of 4/u);
    await expect(run('lottery-ticket', {}, stopAt(0))).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('cannot be wound back to beyond their training', async () => {
    await expect(run('lottery-ticket', { rewind: 12 })).rejects.toMatchObject({
      code: 'experiment.invalid',
      remedy: 'Set `rewind` below `epochs`, which is 12.',
    });
  });
});

describe('critical layers', () => {
  it('tell what each layer costs put back and drawn anew', async () => {
    const study = await run('layer-criticality', { checkpoints: [2, 40], draws: 3 });
    expect(study.values).toHaveLength(2 + 3 * 2);
    expect(valueOf(study, 'redrawn-1')?.value).toBeGreaterThan(10);
    expect(study.tables[0]?.rows).toHaveLength(3 * 3);
    expect(study.warnings).toContain('Checkpoints from epoch 12 on are left out: training ends there.');
    const [bars, , curves] = study.figures;
    expect(bars?.x.names).toEqual(['layer 1 (8 × 10)', 'layer 2 (10 × 6)', 'layer 3 (6 × 3)']);
    expect(curves?.series[0]?.points.map(({ x }) => x)).toEqual([0, 2]);
    // A bar is the mean over the seeds that the value is.
    expect(bars?.series[0]?.points[1]?.y).toBe(valueOf(study, 'restored-2')?.value);
  });
});

describe('the Fisher–Rao norm', () => {
  it('grows with the noise of the labels, as the gap does', async () => {
    const study = await run('fisher-rao', { noise: [0, 0.5, 1], epochs: 50, widths: [8, 40] });
    expect(study.tables[0]?.rows).toHaveLength(3 * 2 * 3);
    expect(valueOf(study, 'tau-fisher-rao')?.value).toBeGreaterThan(0.3);
    expect(valueOf(study, 'identity')?.value).toBeLessThan(1e-12);
    expect(study.facts).toContainEqual({
      name: 'model',
      value: 'mlp(8-8-8-3, relu); mlp(8-40-40-3, relu)',
    });
  });

  it('is taken from its definition where there are biases', async () => {
    const study = await run('fisher-rao', { noise: [0], seeds: 2, bias: true });
    expect(valueOf(study, 'identity')?.value).toBeGreaterThan(1e-6);
  });

  it('names a model without hidden layers that has no widths to set', async () => {
    await expect(run('fisher-rao', { model: 'linear', widths: [4] })).rejects.toMatchObject({
      code: 'experiment.invalid',
    });
  });
});

describe('convolutional networks', () => {
  it('have their layers put back and pruned too, and no norms', async () => {
    const { matrix } = clouds();
    const rows = Array.from({ length: matrix.rows }, (_, i) => [
      ...matrix.values.subarray(8 * i, 8 * i + 8),
      ...matrix.values.subarray(8 * i, 8 * i + 8),
    ]);
    const images = dataSet(rows, clouds().labels);
    const options = { model: 'cnn(conv3x3-max2-3)', shape: '4x4', epochs: 4, seeds: 2 };
    const layers = await run('layer-criticality', { ...options, checkpoints: [1] }, {}, images);
    expect(layers.figures[0]?.x.names).toEqual(['layer 1 (conv 3 × 3, 3)', 'layer 2 (3 × 3)']);
    const tickets = await run('lottery-ticket', { ...options, rounds: 2 }, {}, images);
    expect(tickets.facts).toContainEqual({
      name: 'weights',
      value: `${9 * 3 + 3 * 3}, and biases that are never pruned`,
    });
    await expect(run('fisher-rao', { model: options.model }, {}, images)).rejects.toMatchObject({
      remedy: 'Name a model such as mlp(in-256-out).',
    });
  });
});

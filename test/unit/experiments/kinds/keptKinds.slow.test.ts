import { describe, expect, it } from 'vitest';
import { isAbort } from '../../../../src/base/abort';
import { Rng } from '../../../../src/base/rng';
import type { KindOutcome, OutcomeSoFar } from '../../../../src/experiments/kind';
import { howKept } from '../../../../src/experiments/pausing';
import { findKind } from '../../../../src/experiments/registry';
import { studyResultSchema } from '../../../../src/experiments/studyResult';
import { trialsOnCallingThread } from '../../../../src/science/networkStudies/trials';
import { replicasOnCallingThread } from '../../../../src/science/subspace/replicaBackend';
import { Keepers } from '../../../../src/worker/keepers';
import { Shelf } from './shelf';
import { dataSet, trainingContext } from './trainingContext';

/** Three clouds in five dimensions. */
function clouds(): ReturnType<typeof dataSet> {
  const rng = new Rng(2);
  const rows = Array.from({ length: 90 }, (_, i) =>
    Array.from({ length: 5 }, (_column, c) => rng.normal() + (c === i % 3 ? 4 : 0)),
  );
  return dataSet(
    rows,
    rows.map((_, i) => ['ant', 'bee', 'cow'][i % 3] ?? ''),
  );
}

interface Ran {
  readonly outcome: KindOutcome | undefined;
  /** Pieces that were worked out, not found. */
  readonly worked: number;
  readonly soFar: readonly OutcomeSoFar[];
  readonly reused: number;
}

/** As a worker does it. @param stopAt pieces after which it is stopped. @param from the run whose pieces are there. */
async function run(id: string, options: object, shelf: Shelf, stopAt = Infinity, from?: string): Promise<Ran> {
  const kind = findKind(id);
  if (!kind) throw new Error('no such kind');
  const spec = kind.schema.parse({ data: 'clouds.csv', epochs: 4, batch: 16, ...options });
  const stop = new AbortController();
  const before = shelf.kept;
  const soFar: OutcomeSoFar[] = [];
  const keepers = new Keepers(howKept(kind, spec), shelf.keeping(from));
  const context = trainingContext(clouds(), {
    signal: stop.signal,
    ...keepers.wrap({ replicas: replicasOnCallingThread(), trials: trialsOnCallingThread() }),
    progress: () => {
      if (shelf.kept - before >= stopAt) stop.abort();
    },
    // As JSON, as it is read: what is made later is made of the same runs.
    soFar: (make) => void soFar.push(JSON.parse(JSON.stringify(make())) as OutcomeSoFar),
  });
  let outcome: KindOutcome | undefined;
  try {
    outcome = await kind.run(spec, context);
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
  const reused = keepers.reused().reduce((sum, { pieces }) => sum + pieces, 0);
  return { outcome, worked: shelf.kept - before, soFar, reused };
} // prettier-ignore

const search = { full: 2, fullRate: 0.05, rate: 0.1, runs: 16, target: 'train accuracy >= 0.8' };
const network = { model: 'mlp(5-4-3)', rate: 0.05, seeds: 3 };
const kinds: readonly (readonly [string, object, object])[] = [
  ['minimum-parameters', { ...search, family: 'mlp(in-{1..6}-out)', predict: false }, { runs: 20 }],
  ['parameters-vs-dimension', { ...search, widths: [2, 4], depths: [1], runs: 8 }, { runs: 10 }],
  [
    'gordon-bound',
    { model: 'mlp(5-3-3)', starts: 1, runs: 10, lanczos: 10, probes: 2, samples: 20, top: 3, target: 'train loss <= 0.6' },
    { runs: 12 },
  ],
  [
    'rank-bound',
    { data: undefined, vary: 'rank', ranks: [1, 3], models: ['linear'], rows: 60, features: 6, classes: 3, runs: 10, lanczos: 10, samples: 20 },
    { runs: 12 },
  ],
  ['lottery-ticket', { ...network, rounds: 2 }, { seeds: 4 }],
  ['layer-criticality', { ...network, checkpoints: [1] }, { seeds: 4 }],
  ['fisher-rao', { ...network, noise: [0, 0.5] }, { seeds: 4 }],
]; // prettier-ignore

describe.each(kinds)('what a run of %s keeps', (id, options, more) => {
  it('makes a run that was stopped the same to the last bit, and shows what there is meanwhile', async () => {
    const shelf = new Shelf();
    const whole = await run(id, options, shelf);
    expect(whole.worked).toBeGreaterThan(2);
    for (const { result, work } of whole.soFar) {
      const study = studyResultSchema.parse(result);
      expect(study.warnings.join(' ')).not.toMatch(/Cancelled|raise|None of/);
      expect(work.done).toBeLessThanOrEqual(work.planned);
    }
    const done = whole.soFar.map(({ work }) => work.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.length).toBeGreaterThan(1);

    const parts = new Shelf();
    const first = await run(id, options, parts, 2);
    expect(first.worked).toBeLessThan(whole.worked);
    const second = await run(id, options, parts);
    expect(first.worked + second.worked).toBe(whole.worked);
    expect(JSON.stringify(second.outcome?.result)).toBe(JSON.stringify(whole.outcome?.result));

    const extended = await run(id, { ...options, ...more }, parts, Infinity, 'before');
    const afresh = await run(id, { ...options, ...more }, new Shelf());
    expect(JSON.stringify(extended.outcome?.result)).toBe(JSON.stringify(afresh.outcome?.result));
    expect(extended.worked).toBeLessThan(afresh.worked);
    expect(extended.reused + extended.worked).toBe(afresh.worked);
    expect(findKind(id)?.extension?.keys).toEqual(expect.arrayContaining(Object.keys(more)));
  });
});

it('keeps nothing of a well, which trains nothing, and so cannot be extended either', () => {
  const kind = findKind('gordon-bound');
  const spec = kind?.schema.parse({ spectrum: 'flat' });
  expect(kind && spec && howKept(kind, spec)).toBe(false);
  expect(kind?.extension?.by(spec ?? {})).toBeUndefined();
});

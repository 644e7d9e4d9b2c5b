import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrialThreads } from '../../../src/adapters/trialThreads';
import {
  trialsOnCallingThread,
  type NetworkStudy,
  type TrialBackend,
  type TrialOutcome,
} from '../../../src/science/networkStudies/trials';
import { productTask } from '../science/networkTask';

let folder: string;
let script: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trials-'));
  script = join(folder, 'trialThread.js');
  await build({
    entryPoints: ['src/worker/trialThread.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
});

afterAll(() => rm(folder, { recursive: true }));

const network = { name: '', widths: [6, 8, 2], activation: 'relu' as const };
const plan = {
  optimiser: 'adam',
  momentum: 0,
  schedule: { name: 'constant' },
  batch: 32,
  epochs: 6,
  rate: 0.02,
} as const;
const lottery: NetworkStudy = {
  name: 'lottery-ticket',
  network,
  plan,
  seed: 3,
  rounds: 2,
  rule: { scope: 'all', share: 0.3, outputShare: 0.15 },
  rewind: 1,
  controls: ['one-shot', 'reinitialised', 'random-mask'],
  target: { split: 'test', measure: 'accuracy', value: 0.7, relative: false },
};
const studies: readonly NetworkStudy[] = [
  lottery,
  { name: 'layer-criticality', network, plan, seed: 3, checkpoints: [2], draws: 2 },
  {
    name: 'fisher-rao',
    cells: [0, 1, 2, 3, 4].map((index) => ({ network, noise: index / 5, index })),
    plan,
    seed: 3,
    classes: 2,
    biases: false,
    rows: 50,
  },
];
const data = productTask(120, 6);

async function outcomes(backend: TrialBackend, study: NetworkStudy): Promise<TrialOutcome[]> {
  const found: TrialOutcome[] = [];
  const fractions: number[] = [];
  await backend.run({ study, data }, [0, 1, 2, 3, 4], (outcome) => found.push(outcome), {
    onProgress: (fraction) => fractions.push(fraction),
  });
  expect(fractions.at(-1)).toBeCloseTo(1, 10);
  return found.sort((a, b) => a.trial - b.trial);
}

describe('trials on threads', () => {
  it.each(studies.map((study) => [study.name, study] as const))(
    'of %s find the same for any number of threads',
    async (_, study) => {
      const one = await outcomes(trialsOnCallingThread(), study);
      expect(one.map(({ trial }) => trial)).toEqual([0, 1, 2, 3, 4]);
      expect(new Set(one.map((outcome) => JSON.stringify({ ...outcome, trial: 0 }))).size).toBe(5);
      expect(await outcomes(new TrialThreads(2, script), study)).toEqual(one);
    },
  );

  it('stop when told, and have told of those that had ended', async () => {
    const stop = new AbortController();
    let ended = 0;
    const long: NetworkStudy = { ...lottery, plan: { ...plan, epochs: 400 } };
    const work = new TrialThreads(2, script).run(
      { study: long, data },
      Array.from({ length: 40 }, (_, trial) => trial),
      () => {
        ended++;
        stop.abort();
      },
      { signal: stop.signal },
    );
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(ended).toBeGreaterThan(0);
    expect(ended).toBeLessThan(40);
  });

  it('are done on the calling thread where the script is missing', () => {
    expect(new TrialThreads(4, join(folder, 'missing.js')).description).toMatch(/, 1 thread$/u);
  });
});

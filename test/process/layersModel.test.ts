/** A model of TensorFlow.js in the shipped worker and its processes. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/experiments/run';
import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import { dense, sequential } from '../fixtures/tensorflow/layersModels';
import { cloudsCsv } from '../fixtures/data/clouds';
import { Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
  await place.write('clouds.csv', cloudsCsv(60));
});
afterEach(() => place.remove());

const options = {
  data: 'clouds.csv',
  label: 'name',
  model: 'models/mine.json',
  dimensions: [1, 16],
  seeds: 1,
  full: 1,
  fullRate: 0.03,
  epochs: 40,
  rate: 0.1,
  batch: 24,
};

function start(asked: Record<string, unknown>, hidden: number): Promise<string> {
  const topology = sequential([6], [dense('one', hidden, 'relu'), dense('two', 3, 'softmax')]);
  return place.write('models/mine.json', JSON.stringify(topology)).then(async () => {
    const runId = await place.create(asked, undefined, 'subspace-training');
    await place.scheduler().start(runId);
    return runId;
  });
}

async function resultOf(runId: string): Promise<RunResult & { result: SubspaceResult }> {
  const found = await place.store.readResult(runId);
  if (found?.result.kind !== 'subspace-training') throw new Error('there is no such result');
  return { ...found, result: found.result };
}

describe('a model of TensorFlow.js in its process', () => {
  it('is trained in subspaces, and the result names the backend and that it is slow', async () => {
    const runId = await start(options, 8);
    expect((await place.untilEnded(runId)).error).toBeUndefined();
    const { provenance, result } = await resultOf(runId);
    expect(result.model).toEqual({ name: 'models/mine.json (6: Dense, Dense)', parameters: 83 });
    expect(result.dimensions.map(({ successes }) => successes)).toEqual([0, 1]);
    expect(provenance.backend).toMatch(/^TensorFlow\.js 4\.\d+\.\d+, WebAssembly.*slower than Marginalia/u);
    expect(provenance.inputs.map(({ path }) => path)).toEqual(['models/mine.json', 'clouds.csv']);
  });

  it('loads no package of the workspace, unless the command line names its folder', async () => {
    const planted = 'node_modules/@tensorflow/tfjs-node-gpu';
    await place.write(`${planted}/package.json`, '{"name": "@tensorflow/tfjs-node-gpu", "main": "index.js"}');
    await place.write(`${planted}/index.js`, 'throw new Error("planted");');
    const runId = await start({ ...options, full: 0, dimensions: [1], epochs: 1 }, 2);
    expect((await place.untilEnded(runId)).warnings.join(' ')).not.toContain('planted');
    const given = ['--tensorflow', '.', '--json'];
    const set = Object.entries({ ...options, dimensions: '[1]', full: 0, epochs: 1 });
    const args = [
      'experiment',
      'subspace-training',
      ...set.flatMap(([key, value]) => ['--set', `${key}=${value}`]),
    ];
    const env = { ...process.env, MARGINALIA_STATE_HOME: place.path('state') };
    const { stdout } = await promisify(execFile)(process.execPath, [place.cli, ...args, ...given], {
      cwd: place.root,
      env,
    });
    expect(stdout).toContain('WebAssembly');
    const { runs } = await place.store.list();
    expect(runs.at(-1)?.warnings.join(' ')).toContain('does not use its native package: planted');
  });

  it('keeps what was done when it is cancelled in the middle of a run', async () => {
    const runId = await start({ ...options, dimensions: [2, 4], seeds: 500, epochs: 40 }, 64);
    await place.until(runId, ({ message }) => / [1-9]\d* of 1001 runs done/.test(message));
    await place.scheduler().cancel(runId);
    expect((await place.store.read(runId)).state).toBe('cancelled');
    const { result } = await resultOf(runId);
    expect(result.runs.length).toBeGreaterThan(0);
    expect(result.warnings.join(' ')).toContain('Cancelled after');
  });
});

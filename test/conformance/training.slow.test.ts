/** Training on a device is that on the processor, but for the rounding of sums. */
import { build } from 'esbuild';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root } from '../../scripts/paths';
import { replicaOutcomeSchema, type ReplicaOutcome } from '../../src/science/subspace/outcome';
import { replicasOnCallingThread } from '../../src/science/subspace/replicaBackend';
import { softwareAdapterEnvironment } from './softwareAdapter';
import { trainingCases } from './trainingCases';

const answerSchema = z.union([
  z.object({ error: z.string() }),
  z.object({ outcomes: z.array(replicaOutcomeSchema), adapter: z.string() }),
  z.object({ ready: z.literal(true) }),
]);

const compiling = 600_000;
let folder: string;
let dawn: ChildProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'training-'));
  const outfile = join(folder, 'trainingProgram.cjs');
  const entryPoints = ['test/conformance/trainingProgram.ts'];
  await build({ absWorkingDir: root, entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs' });
  dawn = fork(outfile, [], { cwd: root, execArgv: [], env: softwareAdapterEnvironment(), stdio: 'ignore' });
  await heard();
}, compiling);

afterAll(async () => {
  dawn.kill();
  await rm(folder, { recursive: true });
});

async function heard(): Promise<z.infer<typeof answerSchema>> {
  const message = await new Promise<unknown>((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void =>
      reject(new Error(`the program of Dawn ended: ${String(signal ?? code)}`));
    dawn.once('exit', ended);
    dawn.once('message', (said) => {
      dawn.off('exit', ended);
      resolve(said);
    });
  });
  const answer = answerSchema.parse(message);
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}

describe.each(Object.entries(trainingCases))('training: %s', (name, make) => {
  it('gives on a device what it gives on the processor', async () => {
    const { job, replicas } = make();
    const expected: ReplicaOutcome[] = [];
    await replicasOnCallingThread().train(job, replicas, (outcome) => void expected.push(outcome), {});
    dawn.send(name);
    const answer = await heard();
    if (!('outcomes' in answer)) throw new Error('no outcomes');
    expect(answer.outcomes.map(({ dimension, index }) => [dimension, index])).toEqual(
      replicas.map(({ dimension, index }) => [dimension ?? null, index]),
    );
    answer.outcomes.forEach((outcome, i) => {
      const other = expected[i] as ReplicaOutcome;
      const place = `d = ${String(outcome.dimension)}, run ${outcome.index}`;
      expect(other.train.loss, place).not.toBeNull();
      // One rounding in ten million a sum; a few hundred steps make a few thousandths of it at most.
      for (const part of ['train', 'test'] as const) {
        const [ours, theirs] = [outcome[part].loss ?? NaN, other[part].loss ?? NaN];
        expect(Math.abs(ours - theirs) / theirs, `${place}: ${ours}, ${theirs}`).toBeLessThan(2e-3);
        const [right, wrong] = [outcome[part].accuracy ?? 0, other[part].accuracy ?? 0];
        expect(Math.abs(right - wrong), place).toBeLessThanOrEqual(2 / 33);
      }
      expect(outcome.curve.length).toBe(other.curve.length);
      const [first, same] = [outcome.curve[0]?.loss ?? NaN, other.curve[0]?.loss ?? NaN];
      expect(Math.abs(first - same) / same, place).toBeLessThan(1e-4);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { prepareRun } from '../../../src/experiments/prepareRun';
import { experimentKinds } from '../../../src/experiments/registry';
import { runSpecSchema, type RunSpec } from '../../../src/experiments/run';
import { specHash } from '../../../src/experiments/specHash';

function prepare(now: number, experimentId = '내재-차원'): RunSpec {
  const [kind] = experimentKinds;
  if (!kind) throw new Error('there is a kind');
  return prepareRun({
    experimentId,
    kind,
    spec: { data: 'a.csv' },
    origin: { note: 'n.md', line: 3 },
    version: '0.1.0',
    clock: { now: () => now, sleep: () => Promise.resolve() },
    randomHex: () => 'beef',
  });
}

describe('prepareRun', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

  it('writes all that the worker needs, in the form that it decodes', () => {
    const spec = prepare(now);
    expect(runSpecSchema.parse(spec)).toEqual(spec);
    expect(spec).toMatchObject({
      runId: '내재-차원-20260102T030405678Z-beef',
      createdAt: '2026-01-02T03:04:05.678Z',
      specHash: specHash('intrinsic-dimension', { data: 'a.csv' }),
    });
  });

  it('names runs in order of time', () => {
    const ids = [now, now + 1, now + 999, now + 86400000].map((time) => prepare(time).runId);
    expect([...ids].sort()).toEqual(ids);
  });
});

import { describe, expect, it } from 'vitest';
import type { RunEvent, RunSpec } from '../../../src/experiments/run';
import { decodeEvents, foldRun } from '../../../src/experiments/runEvents';

const at = '2026-01-02T03:04:05.678Z';
const spec: RunSpec = {
  schema: 1,
  runId: 'a-1',
  experimentId: 'a',
  kind: 'intrinsic-dimension',
  spec: {},
  specHash: 'h',
  origin: {},
  createdAt: at,
  version: '0.1.0',
};
const created: RunEvent = { type: 'created', at };
const started: RunEvent = { type: 'started', at, pid: 42, processStart: 's' };
const failed: RunEvent = {
  type: 'failed',
  at,
  error: { code: 'run.crashed', message: 'It crashed.', remedy: '' },
};
const progress = (fraction: number, message = 'working'): RunEvent => ({
  type: 'progress',
  at,
  fraction,
  message,
});

describe('foldRun', () => {
  it('follows a run to its end', () => {
    expect(foldRun(spec, []).state).toBe('created');
    expect(foldRun(spec, [created]).state).toBe('created');
    expect(foldRun(spec, [created, started])).toMatchObject({ state: 'running', pid: 42, processStart: 's' });
    const end = foldRun(spec, [created, started, progress(0.5), { type: 'warning', at, message: 'w' }, { type: 'finished', at }]);
    expect(end).toMatchObject({ state: 'finished', fraction: 1, warnings: ['w'], endedAt: at });
  }); // prettier-ignore

  it('never lets progress fall', () => {
    expect(foldRun(spec, [started, progress(0.5), progress(0.2, 'later'), progress(7)])).toMatchObject({
      fraction: 1,
      message: 'working',
    });
    expect(foldRun(spec, [started, progress(0.5), progress(0.2, 'later')])).toMatchObject({
      fraction: 0.5,
      message: 'later',
    });
  });

  it('ends once: what comes after the first last event does not count', () => {
    expect(foldRun(spec, [started, { type: 'cancelled', at }, failed, progress(0.9)])).toMatchObject({
      state: 'cancelled',
      fraction: 0,
      error: undefined,
    });
    expect(foldRun(spec, [started, failed, { type: 'finished', at }])).toMatchObject({
      state: 'failed',
      error: { message: 'It crashed.' },
    });
  });
});

describe('decodeEvents', () => {
  const text = [created, started, progress(0.5)].map((event) => `${JSON.stringify(event)}\n`).join('');

  it('reads a log cut at any byte up to its last whole event', () => {
    const bytes = new TextEncoder().encode(text);
    for (let length = 0; length <= bytes.length; length++) {
      const cut = new TextDecoder().decode(bytes.slice(0, length));
      const whole = cut.split('\n').filter((line) => line.endsWith('}'));
      expect(decodeEvents(cut)).toEqual({ events: whole.map((line) => JSON.parse(line) as unknown), unknownLines: [] });
    }
  }); // prettier-ignore

  it('passes over a torn line that others were written after', () => {
    expect(decodeEvents(`${text.slice(0, -9)}\n${JSON.stringify(failed)}\n`).events.map(({ type }) => type)).toEqual([
      'created',
      'started',
      'failed',
    ]);
  }); // prettier-ignore

  it('names the lines it does not understand', () => {
    expect(decodeEvents(`${text}{"type":"paused"}\n[]\n`).unknownLines).toEqual([4, 5]);
  });
});

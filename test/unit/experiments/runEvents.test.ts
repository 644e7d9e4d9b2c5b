import { describe, expect, it } from 'vitest';
import type { RunEvent, RunSpec } from '../../../src/experiments/run';
import { canResume, decodeEvents, foldRun, mayFollow } from '../../../src/experiments/runEvents';

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
    const end = foldRun(spec, [
      created,
      started,
      progress(0.5),
      { type: 'warning', at, message: 'w' },
      { type: 'finished', at },
    ]);
    expect(end).toMatchObject({ state: 'finished', fraction: 1, warnings: ['w'], endedAt: at });
  });

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

describe('pausing and going on', () => {
  const later = (seconds: number): string => new Date(Date.parse(at) + 1000 * seconds).toISOString();
  const paused = { type: 'paused', at: later(10) } as const;
  const resumed = { type: 'resumed', at: later(100) } as const;
  const lasting = { ...progress(0.4), left: { ms: 5000, atMost: false } };

  it('waits where it was, and goes on in the hands of another worker', () => {
    const stopped = foldRun(spec, [created, started, lasting, paused]);
    expect(stopped).toMatchObject({ state: 'paused', fraction: 0.4, left: undefined, endedAt: undefined });
    const waiting = foldRun(spec, [created, started, lasting, paused, resumed]);
    expect(waiting).toMatchObject({
      state: 'created',
      fraction: 0.4,
      pid: undefined,
      resumed: 1,
      askedAt: resumed.at,
    });
    const again = foldRun(spec, [
      created,
      started,
      paused,
      resumed,
      { ...started, pid: 43 },
      { type: 'finished', at: later(120) },
    ]);
    expect(again).toMatchObject({ state: 'finished', pid: 43, startedAt: at, workedMs: 10_000 });
  });

  it('counts what a crashed worker did until it was last heard of, not until that was found out', () => {
    const events = [started, { ...progress(0.2), at: later(7) }, { ...failed, at: later(86_400) }];
    expect(foldRun(spec, [...events, { ...resumed, at: later(90_000) }])).toMatchObject({
      state: 'created',
      error: undefined,
      workedMs: 7000,
    });
  });

  it('is no end of a run that never began, and never follows a pause but by going on, ending or crashing', () => {
    const types = (events: readonly RunEvent[]): string[] =>
      [
        created,
        started,
        lasting,
        paused,
        resumed,
        { type: 'finished', at } as const,
        { type: 'cancelled', at } as const,
        failed,
      ]
        .filter((event) => mayFollow(foldRun(spec, events), event))
        .map(({ type }) => type);
    expect(types([created])).not.toContain('resumed');
    expect(types([started])).toContain('paused');
    expect(types([started, paused])).toEqual(['created', 'resumed', 'finished', 'cancelled', 'failed']);
    expect(types([started, { type: 'finished', at }])).toEqual([]);
    expect(types([started, { type: 'cancelled', at }])).toEqual(['resumed']);
    expect(types([started, failed])).toEqual(['resumed']);
  });

  it('goes on after a crash, and not after an error of its own', () => {
    const wrong = { ...failed, error: { ...failed.error, code: 'data.missing' } };
    expect(canResume(foldRun(spec, [started, failed]))).toBe(true);
    expect(canResume(foldRun(spec, [started, wrong]))).toBe(false);
    expect(foldRun(spec, [started, wrong, resumed]).state).toBe('failed');
  });
});

describe('decodeEvents', () => {
  const text = [created, started, progress(0.5)].map((event) => `${JSON.stringify(event)}\n`).join('');

  it('reads a log cut at any byte up to its last whole event', () => {
    const bytes = new TextEncoder().encode(text);
    for (let length = 0; length <= bytes.length; length++) {
      const cut = new TextDecoder().decode(bytes.slice(0, length));
      const whole = cut.split('\n').filter((line) => line.endsWith('}'));
      expect(decodeEvents(cut)).toEqual({
        events: whole.map((line) => JSON.parse(line) as unknown),
        unknownLines: [],
      });
    }
  });

  it('passes over a torn line that others were written after', () => {
    expect(
      decodeEvents(`${text.slice(0, -9)}\n${JSON.stringify(failed)}\n`).events.map(({ type }) => type),
    ).toEqual(['created', 'started', 'failed']);
  });

  it('names the lines it does not understand', () => {
    expect(decodeEvents(`${text}{"type":"halted"}\n[]\n`).unknownLines).toEqual([4, 5]);
  });
});

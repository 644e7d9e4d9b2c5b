import { runEventSchema, type Run, type RunEvent, type RunSpec, type RunState } from './run';

/** Events after which nothing more happens to a run. */
export function isTerminal(event: RunEvent): boolean {
  return event.type === 'finished' || event.type === 'failed' || event.type === 'cancelled';
}

export function hasEnded(state: RunState): boolean {
  return state === 'finished' || state === 'failed' || state === 'cancelled';
}

/**
 * What a run's events say of it. The first terminal event decides; whatever was appended after it by a process that
 * did not know is left out. Progress never falls, and a run without events was only just created.
 */
export function foldRun(spec: RunSpec, events: readonly RunEvent[]): Run {
  let run: Run = {
    spec,
    state: 'created',
    fraction: 0,
    message: '',
    pid: undefined,
    processStart: undefined,
    startedAt: undefined,
    heardAt: spec.createdAt,
    endedAt: undefined,
    warnings: [],
    error: undefined,
  };
  for (const event of events) {
    run = { ...apply(run, event), heardAt: event.at };
    if (hasEnded(run.state)) break;
  }
  return run;
}

function apply(run: Run, event: RunEvent): Run {
  switch (event.type) {
    case 'created':
      return run;
    case 'started':
      return {
        ...run,
        state: 'running',
        startedAt: event.at,
        pid: event.pid,
        processStart: event.processStart,
      };
    case 'progress':
      return {
        ...run,
        fraction: Math.max(run.fraction, Math.min(1, event.fraction)),
        message: event.message,
      };
    case 'warning':
      return { ...run, warnings: [...run.warnings, event.message] };
    case 'finished':
      return { ...run, state: 'finished', fraction: 1, endedAt: event.at };
    case 'failed':
      return { ...run, state: 'failed', endedAt: event.at, error: event.error };
    case 'cancelled':
      return { ...run, state: 'cancelled', endedAt: event.at };
  }
}

/** A log's text as events. */
export interface DecodedEvents {
  readonly events: readonly RunEvent[];
  /** Lines, from 1, that are JSON but no event this version knows; a run with such lines was not written by it. */
  readonly unknownLines: readonly number[];
}

/**
 * Decodes `events.jsonl`. A line that is no JSON was torn when the power failed or the disk was full, wherever it
 * stands by now, and is left out.
 */
export function decodeEvents(text: string): DecodedEvents {
  const events: RunEvent[] = [];
  const unknownLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const value = parseLine(line);
    if (value === undefined) continue;
    const event = runEventSchema.safeParse(value);
    if (event.success) events.push(event.data);
    else unknownLines.push(index + 1);
  }
  return { events, unknownLines };
}

function parseLine(line: string): unknown {
  if (line.trim() === '') return undefined;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

import { parseJsonLines } from './jsonLines';
import { runEventSchema, type Run, type RunEvent, type RunSpec, type RunState } from './run';

/** Events after which nothing more happens to a run, unless it is resumed. */
export function isTerminal(event: RunEvent): boolean {
  return event.type === 'finished' || event.type === 'failed' || event.type === 'cancelled';
}

/** Ended, for good or until someone resumes it. A paused run has not. */
export function hasEnded(state: RunState): boolean {
  return state === 'finished' || state === 'failed' || state === 'cancelled';
}

/** Waiting for a worker, or at work. */
export function isActive({ state }: Pick<Run, 'state'>): boolean {
  return state === 'created' || state === 'running';
}

/** Whether a run can be taken up again: paused, cancelled, or stopped by a crash rather than by an error of its own. */
export function canResume({ state, error }: Pick<Run, 'state' | 'error'>): boolean {
  return state === 'paused' || state === 'cancelled' || (state === 'failed' && error?.code === 'run.crashed');
}

/**
 * Whether an event may be appended to a run as it stands: a run ends once, pauses only while it is active, and is
 * resumed only where {@link canResume}. What is no longer in place changes nothing, so two may try at once.
 */
export function mayFollow(run: Pick<Run, 'state' | 'error'>, event: RunEvent): boolean {
  if (event.type === 'resumed') return canResume(run);
  if (event.type === 'paused') return isActive(run);
  // What a worker says that was paused meanwhile is of no interest, and tells one that comes up too late to stop.
  const isSaid = event.type === 'started' || event.type === 'progress' || event.type === 'warning';
  if (isSaid) return isActive(run);
  return !hasEnded(run.state);
}

/**
 * What a run's events say of it. The first terminal event decides, until the run is resumed; whatever was appended
 * after it by a process that did not know is left out. Progress never falls, and a run without events was only just
 * created.
 */
export function foldRun(spec: RunSpec, events: readonly RunEvent[]): Run {
  return { spec, ...foldEvents(spec.createdAt, events) };
}

type Told = Omit<Run, 'spec'>;

/** As {@link foldRun}, where the spec is of no interest. */
export function foldEvents(createdAt: string, events: readonly RunEvent[]): Told {
  let run: Told = {
    state: 'created',
    fraction: 0,
    message: '',
    left: undefined,
    askedAt: createdAt,
    resumed: 0,
    workedMs: 0,
    pid: undefined,
    processStart: undefined,
    startedAt: undefined,
    heardAt: createdAt,
    endedAt: undefined,
    warnings: [],
    error: undefined,
  };
  // When the worker was last known to be at work: a crash may be found out days later.
  let atWork = createdAt;
  let workerStartedAt: string | undefined;
  for (const event of events) {
    if (!mayFollow(run, event)) continue;
    if (event.type === 'resumed') {
      const worked = Date.parse(atWork) - Date.parse(workerStartedAt ?? atWork);
      run = { ...run, workedMs: run.workedMs + Math.max(0, worked) };
      workerStartedAt = undefined;
    }
    if (event.type === 'started') workerStartedAt = event.at;
    if (event.type !== 'failed') atWork = event.at;
    run = { ...apply(run, event), heardAt: event.at };
  }
  return run;
}

function apply(run: Told, event: RunEvent): Told {
  switch (event.type) {
    case 'created':
      return run;
    case 'started':
      return {
        ...run,
        state: 'running',
        startedAt: run.startedAt ?? event.at,
        pid: event.pid,
        processStart: event.processStart,
      };
    case 'progress':
      return {
        ...run,
        fraction: Math.max(run.fraction, Math.min(1, event.fraction)),
        message: event.message,
        left: event.left,
      };
    case 'warning':
      return { ...run, warnings: [...run.warnings, event.message] };
    case 'paused':
      return { ...run, state: 'paused', left: undefined };
    case 'resumed':
      return {
        ...run,
        state: 'created',
        left: undefined,
        askedAt: event.at,
        resumed: run.resumed + 1,
        pid: undefined,
        processStart: undefined,
        endedAt: undefined,
        // The next worker says again what still holds.
        warnings: [],
        error: undefined,
      };
    case 'finished':
      return { ...run, state: 'finished', fraction: 1, left: undefined, endedAt: event.at };
    case 'failed':
      return { ...run, state: 'failed', left: undefined, endedAt: event.at, error: event.error };
    case 'cancelled':
      return { ...run, state: 'cancelled', left: undefined, endedAt: event.at };
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
  for (const { line, value } of parseJsonLines(text)) {
    const event = runEventSchema.safeParse(value);
    if (event.success) events.push(event.data);
    else unknownLines.push(line);
  }
  return { events, unknownLines };
}

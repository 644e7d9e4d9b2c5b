import { z } from 'zod';
import type { KeptLine } from './kept';
import { experimentResultSchema } from './result';

/** `<experiment>-<UTC time>-<4 hex>`: sorts by time within an experiment, safe as a folder name. */
export const runIdSchema = z.string().regex(/^[\p{L}\p{N}_-]+$/u);

export const runOriginSchema = z.object({
  /** Relative to the root that holds `.marginalia`, with `/`; undefined for a run without a note. */
  note: z.string().optional(),
  /** Of the block's opening fence, from 0. */
  line: z.number().int().optional(),
});

/** `spec.json`: all that the run needs, written before it starts, never changed. */
export const runSpecSchema = z.object({
  schema: z.literal(1),
  runId: runIdSchema,
  experimentId: z.string(),
  kind: z.string(),
  /** The kind's spec in normal form, defaults filled in. Decoded again by the kind. */
  spec: z.record(z.string(), z.unknown()),
  /** SHA-256 of kind and spec in canonical JSON. */
  specHash: z.string(),
  origin: runOriginSchema,
  createdAt: z.iso.datetime(),
  /** Of Marginalia. */
  version: z.string(),
  /** Runs whose kept pieces may be taken instead of doing the same work again: those that this one extends. */
  reuses: z.array(runIdSchema).optional(),
});
export type RunSpec = z.infer<typeof runSpecSchema>;

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  location: z
    .object({ file: z.string(), line: z.number().optional(), column: z.number().optional() })
    .optional(),
});

const at = z.iso.datetime();

/** Of the work that is left, by what it has cost so far; `atMost` where less may turn out to be enough. */
const timeLeftSchema = z.object({ ms: z.number().nonnegative(), atMost: z.boolean() });
export type TimeLeft = z.infer<typeof timeLeftSchema>;

/** How much of the work is done: `34 of at most 120 runs`. */
const workDoneSchema = z.object({
  done: z.number().int(),
  planned: z.number().int(),
  /** Where fewer may turn out to be enough. */
  atMost: z.boolean(),
  /** What is counted, in the plural: `runs of training`. */
  noun: z.string(),
});
export type WorkDone = z.infer<typeof workDoneSchema>;

/** `events.jsonl`, one a line, append only: the truth about a run. A last line cut short is ignored. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('created'), at }),
  /** `processStart` tells a recycled pid from the worker's own (the machine and its start there, opaque). */
  z.object({ type: z.literal('started'), at, pid: z.number().int(), processStart: z.string().optional() }),
  /** `fraction` within the whole run, 0 to 1, never falling. */
  z.object({
    type: z.literal('progress'),
    at,
    fraction: z.number(),
    message: z.string(),
    left: timeLeftSchema.optional(),
  }),
  z.object({ type: z.literal('warning'), at, message: z.string() }),
  /** Written before the worker is asked to stop: what it has kept stays. */
  z.object({ type: z.literal('paused'), at }),
  /** After a pause, a cancelling or a crash: the run waits for a worker again. */
  z.object({ type: z.literal('resumed'), at }),
  z.object({ type: z.literal('finished'), at }),
  z.object({ type: z.literal('failed'), at, error: errorSchema }),
  z.object({ type: z.literal('cancelled'), at }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

export const runStates = ['created', 'running', 'paused', 'finished', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** A run as its events tell it: the fold of `runEvents.ts`. */
export interface Run {
  readonly spec: RunSpec;
  readonly state: RunState;
  readonly fraction: number;
  /** What it is doing, or did last. */
  readonly message: string;
  /** Undefined until it is known, and while nothing is going on. */
  readonly left: TimeLeft | undefined;
  /** When it was asked for, or last asked to go on. */
  readonly askedAt: string;
  /** How often it was taken up again. */
  readonly resumed: number;
  /** How long workers were at it before it was last taken up, in ms. */
  readonly workedMs: number;
  readonly pid: number | undefined;
  readonly processStart: string | undefined;
  /** When its worker, the first of several, reported its start. */
  readonly startedAt: string | undefined;
  /** The time of its newest event. */
  readonly heardAt: string;
  /** When it finished, failed or was cancelled. */
  readonly endedAt: string | undefined;
  readonly warnings: readonly string[];
  readonly error: z.infer<typeof errorSchema> | undefined;
}

/** `result.json`: written whole, once, before the `finished` event. */
export const runResultSchema = z.object({
  schema: z.literal(1),
  runId: runIdSchema,
  experimentId: z.string(),
  specHash: z.string(),
  provenance: z.object({
    seed: z.number().int(),
    /** e.g. `javascript, 2 threads`. */
    backend: z.string(),
    precision: z.string(),
    /** Marginalia, the kind's revision, Node. */
    versions: z.record(z.string(), z.string()),
    startedAt: at,
    /** How long it took; of a run that was taken up again, all workers together. */
    durationMs: z.number(),
    /** How often it was taken up again after a pause, a cancelling or a crash; absent for never. */
    resumed: z.number().int().optional(),
    /** Work that was taken from earlier runs instead of being done again. */
    reused: z.array(z.object({ runId: z.string(), pieces: z.number().int(), what: z.string() })).optional(),
    /** Every file read: path as the spec names it, SHA-256, bytes, and modification time in ms for a quick check. */
    inputs: z.array(
      z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), modifiedMs: z.number() }),
    ),
  }),
  result: experimentResultSchema,
  /** Of what there is of a result so far: how much of the work it rests on. No whole result has it. */
  soFar: workDoneSchema.optional(),
});
export type RunResult = z.infer<typeof runResultSchema>;

/** Where runs live (`.marginalia/runs/<run id>/`). Every write leaves the old or the new state after a power cut. */
export interface RunStore {
  create(spec: RunSpec): Promise<void>;
  /** False where the run has ended already: then nothing is written, so that a run ends once. */
  append(runId: string, event: RunEvent): Promise<boolean>;
  /** The result, or what there is of one so far; the former ends the latter. */
  writeResult(runId: string, result: RunResult, part?: 'whole' | 'so far'): Promise<void>;
  writePlot(runId: string, name: string, svg: string): Promise<void>;
  /** Numbers too many for the result, as CSV beside it. */
  writeTable(runId: string, name: string, csv: string): Promise<void>;
  /** Undefined where the run has no such table. */
  readTable(runId: string, name: string): Promise<string | undefined>;
  read(runId: string): Promise<Run>;
  readResult(runId: string, part?: 'whole' | 'so far'): Promise<RunResult | undefined>;
  /** Adds to what the run keeps for the next time it is taken up; on the disk when it resolves. */
  appendKept(runId: string, lines: readonly KeptLine[]): Promise<void>;
  /** All that the run has kept, in order; nothing where it keeps none, or is gone. */
  readKept(runId: string): Promise<readonly KeptLine[]>;
  /** The ids of all run folders, readable or not, in no order. */
  ids(): Promise<readonly string[]>;
  /** Every readable run, oldest first; an unreadable folder is reported, not thrown. */
  list(): Promise<{
    readonly runs: readonly Run[];
    readonly unreadable: readonly { runId: string; reason: string }[];
  }>;
  delete(runId: string): Promise<void>;
}

/** Starts and stops workers. A worker outlives the process that started it. */
export interface Scheduler {
  /**
   * Returns once the worker process exists; its progress is in the run's events.
   *
   * @param permit for the program of their own that the user has allowed this run to start; without it none is started.
   */
  start(runId: string, permit?: string): Promise<void>;
  /** Resolves once the worker is gone and the run's last event says so: within a second. */
  cancel(runId: string): Promise<void>;
  /**
   * Stops the worker and leaves the run as one that can go on: resolves once the worker is gone. Rejects with
   * `run.not-running` where it does not go on.
   */
  pause(runId: string): Promise<void>;
  /**
   * Starts another worker for a run that was paused or cancelled, or that crashed: it goes on from what was kept.
   * Rejects with `run.already-running` for any other.
   */
  resume(runId: string, permit?: string): Promise<void>;
  /** Marks runs whose worker is gone without a last event as failed (`run.crashed`, naming the signal if known). */
  reap(): Promise<readonly string[]>;
}

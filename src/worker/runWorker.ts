import { join, relative } from 'node:path';
import { filesOfProgram, findProgram } from '../adapters/allowedProgram';
import { hashData } from '../adapters/dataIdentity';
import { resolveDataPath } from '../adapters/dataPaths';
import { readNamedData } from '../adapters/namedData';
import type { ProcessGroups } from '../adapters/processGroups';
import { processIdentity } from '../adapters/processIdentity';
import { ProgramRunner } from '../adapters/programRunner';
import { namedRepresentations } from '../adapters/representations';
import { FileRunStore } from '../adapters/runStore';
import { readLayersModel } from '../adapters/tensorflow/layersFiles';
import type { LayersModels } from '../adapters/tensorflow/layersModels';
import { isAbort } from '../base/abort';
import type { Clock } from '../base/clock';
import { CodedError, serialiseError } from '../base/errors';
import type { Keeping } from '../experiments/kept';
import { findKind } from '../experiments/registry';
import type { ExperimentKind, KindOutcome, OutcomeSoFar, RunContext } from '../experiments/kind';
import { howKept } from '../experiments/pausing';
import type { Run, RunResult, RunSpec } from '../experiments/run';
import { ProgressPace } from '../experiments/progressPace';
import { specHash } from '../experiments/specHash';
import type { NeighbourBackend } from '../science/neighbours';
import type { TrialBackend } from '../science/networkStudies/trials';
import type { ReplicaBackend } from '../science/subspace/replicaBackend';
import { EventWriter } from './eventWriter';
import { Keepers } from './keepers';
import { KeptWriter } from './keptWriter';
import { resultPlots } from './resultPlots';
import { SoFarWriter } from './soFarWriter';
import { wholeResult } from './wholeResult';

export interface WorkerOptions {
  readonly root: string;
  readonly runId: string;
  readonly threads: number;
  readonly neighbours: NeighbourBackend | undefined;
  readonly replicas?: ReplicaBackend | undefined;
  /** Builds models of TensorFlow.js, which `replicas` then trains. */
  readonly models?: Pick<LayersModels, 'describe'> | undefined;
  /** Of the program that the user allowed this run to start; undefined where none was. */
  readonly permit?: string | undefined;
  readonly programGroups?: ProcessGroups | undefined;
  readonly trials?: TrialBackend | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Stops the kind's code, when its events can no longer be written. */
  readonly abort: () => void;
}

type Input = RunResult['provenance']['inputs'][number];

/** Does one run from its `spec.json` to its last event. Rejects only where the run's own folder cannot be written. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { root, runId, clock, signal, abort } = options;
  const store = new FileRunStore(root);
  const run = await store.read(runId);
  // Cancelled before it began, or started twice.
  if (run.state !== 'created') return;

  let broken: Error | undefined;
  const failed = (error: unknown): void => {
    broken = error instanceof Error ? error : new Error(String(error));
    abort();
  };
  const events = new EventWriter(store, runId, clock, failed, abort);
  const kept = new KeptWriter(store, runId, clock, failed);
  const soFar = new SoFarWriter(() => clock.now(), failed);
  const start = await processIdentity(process.pid);
  await events.write({
    type: 'started',
    pid: process.pid,
    ...(start === undefined ? {} : { processStart: start }),
  });
  try {
    const startedAt = clock.now();
    const kind = kindOf(run);
    const inputs: Input[] = [];
    const spec = kind.schema.parse(run.spec.spec);
    const asResult = (outcome: KindOutcome): RunResult =>
      resultOf(run, kind, outcome, inputs, startedAt, clock.now());
    const asSoFar = (outcome: OutcomeSoFar): RunResult => ({ ...asResult(outcome), soFar: outcome.work });
    const context = contextOf(options, run.spec, spec, events, inputs);
    const program = await programOf(options, run.spec, kind, spec);
    const keeping = (basis: unknown): Promise<Keeping> => {
      const { revision } = kind;
      const hashes = inputs.map(({ sha256 }) => sha256);
      return kept.open(specHash(kind.id, { revision, hashes, basis }), run.spec.reuses ?? []);
    };
    const keepers = new Keepers(howKept(kind, spec), keeping);
    const found = await kind.run(spec, {
      ...context,
      ...(program === undefined ? {} : { program }),
      ...keepers.wrap(context),
      keeping,
      soFar: (make) => soFar.offer(() => store.writeResult(runId, asSoFar(make()), 'so far')),
    });
    const outcome = { ...found, reused: [...(found.reused ?? []), ...keepers.reused()] };
    await kept.settle();
    if (signal.aborted && (await store.read(runId)).state === 'paused') return await soFar.settle();
    await soFar.stop();
    for (const message of options.replicas?.notices ?? []) await events.write({ type: 'warning', message });
    const result = wholeResult(asResult(outcome));
    for (const [name, svg] of resultPlots(result)) await store.writePlot(runId, name, svg);
    for (const [name, csv] of outcome.tables ?? []) await store.writeTable(runId, name, csv);
    await store.writeResult(runId, result);
    // A kind that was cancelled and gives a result nevertheless has kept what was done.
    await events.write({ type: signal.aborted ? 'cancelled' : 'finished' });
  } catch (error) {
    if (broken !== undefined) throw broken;
    await kept.settle();
    // Asked to pause: what was kept is on the disk, and the run has said so already.
    if (signal.aborted && (await store.read(runId)).state === 'paused') return await soFar.settle();
    if (signal.aborted && isAbort(error)) {
      // Nothing that makes a result, and yet perhaps something to look at.
      await soFar.settle();
      await events.write({ type: 'cancelled' });
    } else await events.write({ type: 'failed', error: withRelativeFile(serialiseError(error), root) });
  }
}

/** Ends a run that failed where nothing awaited it. */
export async function failRun(root: string, runId: string, error: unknown, clock: Clock): Promise<void> {
  console.error(error);
  const at = new Date(clock.now()).toISOString();
  await new FileRunStore(root).append(runId, { type: 'failed', at, error: serialiseError(error) });
}

function kindOf(run: Run): ExperimentKind {
  const kind = findKind(run.spec.kind);
  if (kind) return kind;
  throw new CodedError('experiment.invalid', `This version knows no experiment of kind "${run.spec.kind}".`, {
    remedy: 'Update Marginalia, or run the block again.',
  });
}

function contextOf(
  options: WorkerOptions,
  runSpec: RunSpec,
  spec: Record<string, unknown>,
  events: EventWriter,
  inputs: Input[],
): RunContext {
  const { root, signal, threads, neighbours, replicas, models, trials, clock } = options;
  const pace = new ProgressPace();
  return {
    signal,
    seed: seedOf(spec),
    threads,
    clock,
    progress: (fraction, message, left) =>
      events.progress(fraction, message, left ?? pace.left(fraction, clock.now())),
    warn: (message) => void events.write({ type: 'warning', message }).catch(() => undefined),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    readData: async (name, readOptions, onProgress) => {
      const locate = (path: string): Promise<string> => resolveDataPath(root, runSpec.origin.note, path);
      const { data, input } = await readNamedData(name, locate, readOptions, { signal, onProgress });
      inputs.push(input);
      return data;
    },
    readRepresentations: async (name) => {
      const locate = (path: string): Promise<string> => resolveDataPath(root, runSpec.origin.note, path);
      const { representations, input } = await namedRepresentations(name, locate, signal);
      inputs.push(input);
      return representations;
    },
    fingerprint: async (names) => {
      for (const path of names) {
        const absolute = await resolveDataPath(root, runSpec.origin.note, path);
        const { sha256, bytes, modifiedMs } = await hashData(absolute, signal, path);
        inputs.push({ path, sha256, bytes, modifiedMs });
      }
    },
    ...(models === undefined
      ? {}
      : {
          openModel: async (path) => {
            const found = await readLayersModel(path, await resolveDataPath(root, runSpec.origin.note, path));
            inputs.push(...found.inputs);
            return { source: found.source, shape: await models.describe(found.source, signal) };
          },
        }),
    ...(neighbours === undefined ? {} : { neighbours }),
    ...(replicas === undefined ? {} : { replicas }),
    ...(trials === undefined ? {} : { trials }),
  };
}

/** What starts the spec's program, where the permit is for that very program in that very folder. */
async function programOf(
  { root, runId, permit, programGroups }: WorkerOptions,
  { origin }: RunSpec,
  kind: ExperimentKind,
  spec: Record<string, unknown>,
): Promise<ProgramRunner | undefined> {
  const start = kind.program?.start(spec);
  if (start === undefined || permit === undefined || programGroups === undefined) return undefined;
  const found = await findProgram(root, origin.note, start);
  if (found.permit !== permit) return undefined;
  const logs = join(root, '.marginalia', 'runs', runId, 'logs');
  return new ProgramRunner(found, await filesOfProgram(root, found), logs, programGroups);
}

function resultOf(
  { spec: runSpec, startedAt: firstStartedAt, workedMs, resumed }: Run,
  kind: ExperimentKind,
  outcome: KindOutcome,
  inputs: readonly Input[],
  startedAt: number,
  endedAt: number,
): RunResult {
  return {
    schema: 1,
    runId: runSpec.runId,
    experimentId: runSpec.experimentId,
    specHash: runSpec.specHash,
    provenance: {
      seed: seedOf(runSpec.spec),
      backend: outcome.backend,
      precision: outcome.precision,
      versions: {
        marginalia: runSpec.version,
        [kind.id]: String(kind.revision),
        node: process.versions.node,
      },
      startedAt: firstStartedAt ?? new Date(startedAt).toISOString(),
      durationMs: workedMs + endedAt - startedAt,
      inputs: [...inputs],
      ...(resumed > 0 ? { resumed } : {}),
      ...(outcome.reused === undefined || outcome.reused.length === 0 ? {} : { reused: [...outcome.reused] }),
    },
    result: outcome.result,
  };
}

/** Every kind with chance in it has `seed` among its options. */
function seedOf(spec: Record<string, unknown>): number {
  const seed = spec['seed'];
  return typeof seed === 'number' ? seed : 0;
}

/** Results and notes travel between machines: a place in the workspace is told relative to it. */
function withRelativeFile(
  error: ReturnType<typeof serialiseError>,
  root: string,
): ReturnType<typeof serialiseError> {
  const file = error.location?.file;
  if (!error.location || !file?.startsWith(root)) return error;
  return { ...error, location: { ...error.location, file: relative(root, file) } };
}

import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { nextDimensions } from '../../science/subspace/adaptiveSearch';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { OnOutcome, ReplicaBackend, TrainingJob } from '../../science/subspace/replicaBackend';
import { absoluteTarget, isReached, type AbsoluteTarget } from '../../science/subspace/target';
import type { Replica } from '../../science/subspace/trainReplica';
import type { TimeLeft } from '../run';
import { RunCosts } from './runCosts';
import type { Stages } from './stages';
import type { KeptReplicas } from './subspaceKept';
import type { SubspaceSpec } from './subspaceOptions';
import { median, summarise } from './subspaceSummary';

export interface TrainedRuns {
  readonly outcomes: readonly ReplicaOutcome[];
  /** The score that counts as success; undefined where full training was cancelled before it told. */
  readonly value: number | undefined;
  /** Runs that were asked for: of a search, those it found worth doing. */
  readonly planned: number;
}

/** What is done with runs beside counting them. */
export interface TrainingPorts {
  readonly trainer: ReplicaBackend;
  readonly stages: Stages;
  /** Runs that are found here are not done again. */
  readonly kept?: KeptReplicas | undefined;
  /** Threads that train at a time, for the time that is left. */
  readonly threads?: number;
  /** Hears of what there is whenever a run is done. */
  readonly onRun?: (trained: TrainedRuns) => void;
}

/**
 * Full training first, since a relative target is told by it, then the subspaces: those of a list, or those that a
 * search finds up to a greatest dimension. Cancelled, it gives what was done by then, or rejects where that is nothing.
 */
export async function trainAll(
  job: TrainingJob,
  spec: SubspaceSpec,
  dimensions: readonly number[] | number,
  { trainer, stages, kept, threads = 1, onRun }: TrainingPorts,
): Promise<TrainedRuns> {
  const outcomes: ReplicaOutcome[] = [];
  const costs = replicaCosts(job, spec);
  const sum = (replicas: readonly Replica[]): number =>
    replicas.reduce((all, { dimension }) => all + costs(dimension), 0);
  const listed = typeof dimensions === 'number' ? undefined : subspaceReplicas(dimensions, spec.seeds);
  const planned = spec.full + (listed?.length ?? spec.runs);
  const timed = new RunCosts();
  /** Costs of runs after the present stage: of a search, as many as there may be, each like the last ones. */
  const restOf = (stage: readonly Replica[], full: boolean): number[] => {
    const mine = stage.map(({ dimension }) => costs(dimension));
    if (listed !== undefined) return full ? listed.map(({ dimension }) => costs(dimension)) : [];
    const room = planned - outcomes.length - mine.length;
    const mean = mine.reduce((all, cost) => all + cost, 0) / Math.max(1, mine.length);
    return Array.from({ length: Math.max(0, room) }, () => mean);
  };
  const train = (replicas: readonly Replica[], title: string, cost: number): Promise<void> =>
    stages.run(title, cost, async ({ onProgress, signal, breathe }) => {
      let done = 0;
      const after = restOf(
        replicas,
        replicas.some(({ dimension }) => dimension === undefined),
      );
      const waiting = [...replicas];
      const left = (): TimeLeft | undefined => {
        const still = [...waiting.map(({ dimension }) => costs(dimension)), ...after];
        const ms = still.length === 0 ? undefined : timed.of(still);
        return ms === undefined ? undefined : { ms: ms / threads, atMost: listed === undefined };
      };
      const count = (outcome: ReplicaOutcome, ms: number | undefined): void => {
        const { dimension, index } = outcome;
        const runCost = costs(dimension ?? undefined);
        if (ms !== undefined && dimension !== null) timed.add(runCost, ms);
        outcomes.push(outcome);
        done += runCost;
        const at = waiting.findIndex((one) => (one.dimension ?? null) === dimension && one.index === index);
        if (at >= 0) waiting.splice(at, 1);
        const of = listed === undefined ? 'of at most' : 'of';
        onProgress(done / sum(replicas), `${title}: ${outcomes.length} ${of} ${planned} runs done`, left());
        onRun?.({ outcomes, value: absolute?.value, planned });
      };
      const rest = replicas.filter((replica) => {
        const known = kept?.find(replica);
        if (known !== undefined) count(known.outcome, known.ms);
        return known === undefined;
      });
      if (rest.length === 0) return;
      const aimed = rest[0]?.target?.value ?? null;
      const onOutcome: OnOutcome = (outcome, _layers, ms) => {
        kept?.keep(outcome, aimed, ms);
        count(outcome, ms);
      };
      await trainer.train(job, rest, onOutcome, { signal, breathe });
    });

  const { target } = job.plan;
  const full = Array.from({ length: spec.full }, (_, index): Replica => ({
    dimension: undefined,
    index,
    target: absoluteTarget(target, undefined),
  }));
  // What a search will cost is not known before: its runs count as much as full ones.
  const restCost = listed === undefined ? spec.runs * costs(undefined) : sum(listed);
  stages.plan(sum(full) + restCost);
  let absolute = absoluteTarget(target, undefined);
  let complete = false;
  try {
    if (full.length > 0) await train(full, 'training in all of parameter space', sum(full));
    absolute ??= absoluteTarget(target, median(outcomes.flatMap(({ best }) => best ?? [])));
    if (absolute === undefined) throw noFullScore();
    const reached = absolute;
    if (target.relative) outcomes.forEach((outcome, i) => (outcomes[i] = judge(outcome, reached)));
    const aim = (replica: Replica): Replica => ({ ...replica, target: reached });
    if (listed !== undefined) await train(listed.map(aim), 'training in subspaces', restCost);
    else {
      const most = typeof dimensions === 'number' ? dimensions : 1;
      for (let left = spec.runs; ;) {
        const round = searchReplicas(outcomes, most, left);
        if (round.length === 0) break;
        left -= round.length;
        await train(round.map(aim), 'looking for the threshold', (restCost * round.length) / spec.runs);
      }
    }
    complete = true;
  } catch (error) {
    if (!isAbort(error) || outcomes.length === 0) throw error;
  }
  return { outcomes, value: absolute?.value, planned: complete ? outcomes.length : planned };
}

/** The next round of a search: further runs of their dimensions. */
function searchReplicas(outcomes: readonly ReplicaOutcome[], most: number, left: number): Replica[] {
  const { dimensions } = summarise(outcomes);
  const done = new Map(dimensions.map(({ dimension, runs }) => [dimension, runs]));
  return nextDimensions(dimensions, most, left).map((dimension): Replica => {
    const index = done.get(dimension) ?? 0;
    done.set(dimension, index + 1);
    return { dimension, index, target: undefined };
  });
}

/** Every dimension once before any a second time, so that a cancelled experiment has seen them all; the dearest first. */
function subspaceReplicas(dimensions: readonly number[], seeds: number): Replica[] {
  return Array.from({ length: seeds }, (_, index) =>
    dimensions.toReversed().map((dimension): Replica => ({ dimension, index, target: undefined })),
  ).flat();
}

/** Multiply-adds a parameter, roughly: the network's own, and two passes over the projection. */
function replicaCosts({ plan }: TrainingJob, { batch }: SubspaceSpec): (d: number | undefined) => number {
  const before = plan.method.startsWith('lottery') ? 3 * batch : 0;
  return (d) => 3 * batch + (d === undefined ? 0 : before + 2 * (plan.projection === 'dense' ? d : 20));
}

/** What a full run is worth once all of them have told what the target is. */
export function judge(outcome: ReplicaOutcome, target: AbsoluteTarget): ReplicaOutcome {
  if (outcome.best === null || !isReached(target, outcome.best)) return outcome;
  const first = outcome.curve.find(({ score }) => score !== null && isReached(target, score));
  return { ...outcome, succeeded: true, reachedAt: first?.epoch ?? null };
}

function noFullScore(): CodedError {
  return new CodedError(
    'experiment.invalid',
    'The target is relative to full training, and no full run has a score.',
    { remedy: 'Set `full` to 1 or more and a smaller `fullRate`, or give the target as a number.' },
  );
}

import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { nextDimensions } from '../../science/subspace/adaptiveSearch';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend, TrainingJob } from '../../science/subspace/replicaBackend';
import { absoluteTarget, isReached, type AbsoluteTarget } from '../../science/subspace/target';
import type { Replica } from '../../science/subspace/trainReplica';
import type { Stages } from './stages';
import type { SubspaceSpec } from './subspaceOptions';
import { median, summarise } from './subspaceSummary';

export interface TrainedRuns {
  readonly outcomes: readonly ReplicaOutcome[];
  /** The score that counts as success; undefined where full training was cancelled before it told. */
  readonly value: number | undefined;
  /** Runs that were asked for: of a search, those it found worth doing. */
  readonly planned: number;
}

/**
 * Full training first, since a relative target is told by it, then the subspaces: those of a list, or those that a
 * search finds up to a greatest dimension. Cancelled, it gives what was done by then, or rejects where that is nothing.
 */
export async function trainAll(
  job: TrainingJob,
  spec: SubspaceSpec,
  dimensions: readonly number[] | number,
  trainer: ReplicaBackend,
  stages: Stages,
): Promise<TrainedRuns> {
  const outcomes: ReplicaOutcome[] = [];
  const costs = replicaCosts(job, spec);
  const sum = (replicas: readonly Replica[]): number =>
    replicas.reduce((all, { dimension }) => all + costs(dimension), 0);
  const listed = typeof dimensions === 'number' ? undefined : subspaceReplicas(dimensions, spec.seeds);
  const planned = spec.full + (listed?.length ?? spec.runs);
  const train = (replicas: readonly Replica[], title: string, cost: number): Promise<void> =>
    stages.run(title, cost, ({ onProgress, signal, breathe }) => {
      let done = 0;
      return trainer.train(
        job,
        replicas,
        (outcome) => {
          outcomes.push(outcome);
          done += costs(outcome.dimension ?? undefined);
          onProgress(done / sum(replicas), `${title}: ${outcomes.length} of ${planned} runs done`);
        },
        { signal, breathe },
      );
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

import { parametersOf } from '../../science/models/layersNetwork';
import { searchSizes } from '../../science/minimum/thresholdSearch';
import { wholeNumbers } from '../../science/subspace/adaptiveSearch';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend, TrainingJob } from '../../science/subspace/replicaBackend';
import { isReached, type AbsoluteTarget } from '../../science/subspace/target';
import {
  fitThreshold,
  withinSize,
  type SuccessCount,
  type Threshold,
} from '../../science/subspace/threshold';
import type { WorkHooks } from '../../science/neighbours';

/** What runs in random subspaces say of the dimension that a target needs. */
export interface FoundThreshold {
  readonly threshold: Threshold;
  /** Ascending in dimension. */
  readonly counts: readonly SuccessCount[];
  /** All that were done, those given included. */
  readonly outcomes: readonly ReplicaOutcome[];
}

export interface SearchLimits {
  /** The greatest dimension there is. */
  readonly most: number;
  /** Runs at most, beyond those given. */
  readonly runs: number;
}

/**
 * Trains in random subspaces, where that tells most of the threshold, until it is known well enough or the runs are spent.
 *
 * @param known runs of the same job that were done for another target of the same measure and split: they are judged anew.
 * @param onRun hears of a run when it is done, and may ask for what all of them tell by then.
 */
export async function searchThreshold(
  job: TrainingJob,
  target: AbsoluteTarget,
  { most, runs }: SearchLimits,
  known: readonly ReplicaOutcome[],
  trainer: ReplicaBackend,
  hooks: WorkHooks,
  onRun: (soFar: () => FoundThreshold) => void = () => {},
): Promise<FoundThreshold> {
  const outcomes = [...known];
  const parameters = parametersOf(job.network);
  const found = (): FoundThreshold => {
    const counts = countSuccesses(outcomes, target);
    const threshold = withinSize(fitThreshold(counts, 'searched'), parameters);
    return { threshold, counts, outcomes: [...outcomes] };
  };
  const aimed = { ...job, plan: { ...job.plan, target } };
  let done = 0;
  await searchSizes({
    sizes: wholeNumbers(most),
    runs,
    known: countSuccesses(outcomes, target),
    round: async (dimensions) => {
      const indices = new Map(countSuccesses(outcomes, target).map((count) => [count.dimension, count.runs]));
      const replicas = dimensions.map((dimension) => {
        const index = indices.get(dimension) ?? 0;
        indices.set(dimension, index + 1);
        return { dimension, index, target };
      });
      const onOutcome = (outcome: ReplicaOutcome): void => {
        outcomes.push(outcome);
        hooks.onProgress?.(++done / runs);
        onRun(found);
      };
      await trainer.train(aimed, replicas, onOutcome, { signal: hooks.signal, breathe: hooks.breathe });
      return countSuccesses(outcomes, target);
    },
  });
  return found();
}

/** How many runs of each dimension reach a target by their best score, whatever they were trained for. */
function countSuccesses(
  outcomes: readonly ReplicaOutcome[],
  target: AbsoluteTarget,
): readonly SuccessCount[] {
  const counts = new Map<number, SuccessCount>();
  for (const { dimension, best } of outcomes) {
    if (dimension === null) continue;
    const { runs, successes } = counts.get(dimension) ?? { runs: 0, successes: 0 };
    const reached = best !== null && isReached(target, best) ? 1 : 0;
    counts.set(dimension, { dimension, runs: runs + 1, successes: successes + reached });
  }
  return [...counts.values()].sort((a, b) => a.dimension - b.dimension);
}

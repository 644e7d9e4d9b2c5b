import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend, NativeJob } from '../../science/subspace/replicaBackend';
import { absoluteTarget, type AbsoluteTarget, type Target } from '../../science/subspace/target';
import type { WorkHooks } from '../../science/neighbours';
import {
  bestScore,
  predictTarget,
  startCurvature,
  type CasePrediction,
  type CurvatureOptions,
  type StartCurvature,
} from './startCurvature';
import { searchThreshold, type FoundThreshold, type SearchLimits } from './thresholdSearch';

export type CaseOptions = SearchLimits & CurvatureOptions;

/** A target of one network from one start. */
export interface CaseTarget {
  /** Undefined where training from this start tells no score that a relative target is relative to. */
  readonly target: AbsoluteTarget | undefined;
  /** The training loss that stands for the target; undefined where training from this start never reaches it. */
  readonly loss: number | undefined;
  /** Empty where there is no such loss, or where it is not above the minimum's. */
  readonly predictions: readonly CasePrediction[];
  /** Undefined where the target is not known. */
  readonly found: FoundThreshold | undefined;
}

/** One network, one initialisation: its minimum, its curvature there, the predictions and what subspaces reach. */
export interface NetworkCase extends StartCurvature {
  readonly targets: readonly CaseTarget[];
}

/**
 * Trains from one start, finds the curvature where that ends, predicts each target's threshold from it and measures it in
 * random subspaces through the same start.
 *
 * @param onRun hears of every run in a subspace, and may ask for all that is known by then; the last target may go on.
 */
export async function networkCase(
  job: NativeJob,
  start: number,
  targets: readonly Target[],
  options: CaseOptions,
  trainer: ReplicaBackend,
  hooks: WorkHooks,
  onRun: (soFar: () => NetworkCase) => void = () => {},
): Promise<NetworkCase> {
  const stage = (from: number, to: number): WorkHooks => ({
    signal: hooks.signal,
    breathe: hooks.breathe,
    onProgress: (fraction) => hooks.onProgress?.(from + (to - from) * fraction),
  });
  const curvature = await startCurvature(job, start, options, stage(0, 0.5));
  const found: CaseTarget[] = [];
  const soFar = (going: readonly CaseTarget[] = []): NetworkCase => ({
    ...curvature,
    targets: [...found, ...going],
  });
  const outcomes: { target: AbsoluteTarget; outcomes: readonly ReplicaOutcome[] }[] = [];
  for (const [i, given] of targets.entries()) {
    const target = absoluteTarget(given, bestScore(curvature.trained, given));
    if (target === undefined) {
      found.push({ target, loss: undefined, predictions: [], found: undefined });
      continue;
    }
    const predicted = await predictTarget(curvature, target, options, hooks);
    const same = outcomes.find(
      (other) => other.target.measure === target.measure && other.target.split === target.split,
    );
    const share = 0.5 / targets.length;
    const search = stage(0.5 + share * i, 0.5 + share * (i + 1));
    const begun = { ...job, plan: { ...job.plan, start } };
    const known = same?.outcomes ?? [];
    const threshold = await searchThreshold(begun, target, options, known, trainer, search, (runs) =>
      onRun(() => soFar([{ target, ...predicted, found: runs() }])),
    );
    if (same === undefined) outcomes.push({ target, outcomes: threshold.outcomes });
    else same.outcomes = threshold.outcomes;
    found.push({ target, ...predicted, found: threshold });
  }
  return soFar();
}

import type { Rng } from '../../base/rng';
import { predictLevel, type LevelPrediction } from '../../science/bounds/predictFromOperator';
import type { CurvatureKind } from '../../science/bounds/networkCurvature';
import { networkWell, type NetworkWell } from '../../science/bounds/networkWell';
import { DoubleNetwork, type ForwardPass } from '../../science/models/doubleNetwork';
import type { Score } from '../../science/models/objective';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import type { ReplicaBackend, NativeJob } from '../../science/subspace/replicaBackend';
import {
  absoluteTarget,
  better,
  isReached,
  measured,
  type AbsoluteTarget,
  type Target,
} from '../../science/subspace/target';
import { trainFromStart, type TrainedFromStart } from '../../science/subspace/trainFromStart';
import type { WorkHooks } from '../../science/neighbours';
import { searchThreshold, type FoundThreshold, type SearchLimits } from './thresholdSearch';

/** How a network's curvature is looked at, and how the predictions are made of it. */
export interface CaseOptions extends SearchLimits {
  readonly curvature: readonly CurvatureKind[];
  /** Lanczos' steps, at most D. */
  readonly steps: number;
  /** Random vectors for the bulk of the spectrum. */
  readonly probes: number;
  /** Eigenvalues found one by one. */
  readonly top: number;
  /** Groups of projections. */
  readonly samples: number;
  readonly confidence: number;
  readonly rng: Rng;
}

/** What one matrix predicts of one target. */
export interface CasePrediction {
  readonly kind: CurvatureKind;
  /** At ε as it is. */
  readonly plain: LevelPrediction;
  /** At ε times the quadratic's rise over the true one: as deep a level of the quadratic. */
  readonly scaled: LevelPrediction;
}

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
export interface NetworkCase {
  readonly start: number;
  readonly parameters: number;
  readonly trained: TrainedFromStart;
  readonly before: ForwardPass;
  readonly after: ForwardPass;
  /** R = ‖θ* − θ₀‖. */
  readonly distance: number;
  /** ‖g‖ at θ*. */
  readonly gradient: number;
  readonly wells: readonly NetworkWell[];
  readonly targets: readonly CaseTarget[];
}

/**
 * Trains from one start, finds the curvature where that ends, predicts each target's threshold from it and measures it in
 * random subspaces through the same start. The curvature is the training loss's: a target of another score stands for the
 * training loss at which full training first reaches it.
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
  const trained = await trainFromStart(job, start, stage(0, 0.05));
  const network = new DoubleNetwork(job.network, job.data, job.data.train);
  const [initial, theta] = [Float64Array.from(trained.start), Float64Array.from(trained.theta)];
  const after = network.forward(theta);
  const wells: NetworkWell[] = [];
  const rng = options.rng.split(start);
  const eachWell = 0.45 / options.curvature.length;
  for (const [i, kind] of options.curvature.entries()) {
    const spectrum = { top: options.top, steps: options.steps, probes: options.probes, rng: rng.split(0) };
    const own = stage(0.05 + eachWell * i, 0.05 + eachWell * (i + 1));
    wells.push(await networkWell(network, initial, theta, kind, { ...spectrum, hooks: own }));
  }
  const found: CaseTarget[] = [];
  const before = network.forward(initial);
  const soFar = (going: readonly CaseTarget[] = []): NetworkCase => ({
    ...{ start, parameters: network.parameters, trained, before, after },
    distance: Math.hypot(...theta.map((x, i) => x - (initial[i] as number))),
    gradient: Math.hypot(...network.gradient(theta, after)),
    wells,
    targets: [...found, ...going],
  });
  const outcomes: { target: AbsoluteTarget; outcomes: readonly ReplicaOutcome[] }[] = [];
  for (const [i, given] of targets.entries()) {
    const target = absoluteTarget(given, bestOf(trained, given));
    if (target === undefined) {
      found.push({ target, loss: undefined, predictions: [], found: undefined });
      continue;
    }
    const loss = lossOf(trained, target);
    const predictions = await predictAll(wells, (loss ?? NaN) - after.loss, options, rng.split(1), hooks);
    const same = outcomes.find(
      (other) => other.target.measure === target.measure && other.target.split === target.split,
    );
    const share = 0.5 / targets.length;
    const search = stage(0.5 + share * i, 0.5 + share * (i + 1));
    const begun = { ...job, plan: { ...job.plan, start } };
    const known = same?.outcomes ?? [];
    const threshold = await searchThreshold(begun, target, options, known, trainer, search, (runs) =>
      onRun(() => soFar([{ target, loss, predictions, found: runs() }])),
    );
    if (same === undefined) outcomes.push({ target, outcomes: threshold.outcomes });
    else same.outcomes = threshold.outcomes;
    found.push({ target, loss, predictions, found: threshold });
  }
  return soFar();
}

async function predictAll(
  wells: readonly NetworkWell[],
  level: number,
  { samples, confidence }: CaseOptions,
  rng: Rng,
  { signal, breathe }: WorkHooks,
): Promise<CasePrediction[]> {
  if (!(level > 0)) return [];
  const predictions: CasePrediction[] = [];
  const options = { samples, doubt: 1 - confidence, rng, hooks: { signal, breathe } };
  for (const { kind, wells: spectrum, scale } of wells) {
    const plain = await predictLevel(spectrum, level, options);
    const scaled = scale > 0 ? await predictLevel(spectrum, level * scale, options) : plain;
    predictions.push({ kind, plain, scaled });
  }
  return predictions;
}

/** The best score at the end of an epoch. */
function bestOf({ curve }: TrainedFromStart, target: Target): number | undefined {
  const best = curve.reduce((so, epoch) => better(target, so, measured(target, scoreOf(epoch, target))), NaN);
  return Number.isNaN(best) ? undefined : best;
}

/** The training loss of a target: its own value, or that at the end of the first epoch that reaches it. */
function lossOf({ curve }: TrainedFromStart, target: AbsoluteTarget): number | undefined {
  if (target.measure === 'loss' && target.split === 'train') return target.value;
  return curve.find((epoch) => isReached(target, measured(target, scoreOf(epoch, target))))?.train.loss;
}

function scoreOf({ train, test }: { train: Score; test: Score }, { split }: Target): Score {
  return split === 'train' ? train : test;
}

import type { Rng } from '../../base/rng';
import type { CurvatureKind } from '../../science/bounds/networkCurvature';
import { networkWell, type NetworkWell } from '../../science/bounds/networkWell';
import { predictLevel, type LevelPrediction } from '../../science/bounds/predictFromOperator';
import { DoubleNetwork, type ForwardPass } from '../../science/models/doubleNetwork';
import type { Score } from '../../science/models/objective';
import type { WorkHooks } from '../../science/neighbours';
import type { NativeJob } from '../../science/subspace/replicaBackend';
import { better, isReached, measured, type AbsoluteTarget, type Target } from '../../science/subspace/target';
import { trainFromStart, type TrainedFromStart } from '../../science/subspace/trainFromStart';

/** How a network's curvature is looked at, and how the predictions are made of it. */
export interface CurvatureOptions {
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

/** One initialisation: the minimum it is trained to, and the curvature there. */
export interface StartCurvature {
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
}

/** Of finding the curvature, what is training. */
const trainingShare = 0.1;

/** Trains from one start in all of parameter space, and finds the curvature where that ends. */
export async function startCurvature(
  job: NativeJob,
  start: number,
  { curvature, top, steps, probes, rng }: CurvatureOptions,
  hooks: WorkHooks,
): Promise<StartCurvature> {
  const stage = (from: number, to: number): WorkHooks => ({
    signal: hooks.signal,
    breathe: hooks.breathe,
    onProgress: (fraction) => hooks.onProgress?.(from + (to - from) * fraction),
  });
  const trained = await trainFromStart(job, start, stage(0, trainingShare));
  const network = new DoubleNetwork(job.network, job.data, job.data.train);
  const [initial, theta] = [Float64Array.from(trained.start), Float64Array.from(trained.theta)];
  const after = network.forward(theta);
  const wells: NetworkWell[] = [];
  const each = (1 - trainingShare) / curvature.length;
  for (const [i, kind] of curvature.entries()) {
    const spectrum = { top, steps, probes, rng: rng.split(start).split(0) };
    const own = stage(trainingShare + each * i, trainingShare + each * (i + 1));
    wells.push(await networkWell(network, initial, theta, kind, { ...spectrum, hooks: own }));
  }
  return {
    ...{ start, parameters: network.parameters, trained, before: network.forward(initial), after },
    distance: Math.hypot(...theta.map((x, i) => x - (initial[i] as number))),
    gradient: Math.hypot(...network.gradient(theta, after)),
    wells,
  };
}

/**
 * What the curvature predicts of a target: it is the training loss's, so that a target of another score stands for the
 * training loss at which full training first reaches it.
 *
 * @returns that loss, undefined where training from this start never reaches the target; no predictions where there is
 * none, or where it is not above the minimum's.
 */
export async function predictTarget(
  { start, trained, after, wells }: StartCurvature,
  target: AbsoluteTarget,
  { samples, confidence, rng }: CurvatureOptions,
  { signal, breathe }: WorkHooks,
): Promise<{ readonly loss: number | undefined; readonly predictions: readonly CasePrediction[] }> {
  const loss = lossOf(trained, target);
  const level = (loss ?? NaN) - after.loss;
  if (!(level > 0)) return { loss, predictions: [] };
  const predictions: CasePrediction[] = [];
  const stream = rng.split(start).split(1);
  const options = { samples, doubt: 1 - confidence, rng: stream, hooks: { signal, breathe } };
  for (const { kind, wells: spectrum, scale } of wells) {
    const plain = await predictLevel(spectrum, level, options);
    const scaled = scale > 0 ? await predictLevel(spectrum, level * scale, options) : plain;
    predictions.push({ kind, plain, scaled });
  }
  return { loss, predictions };
}

/** The best score at the end of an epoch. */
export function bestScore({ curve }: TrainedFromStart, target: Target): number | undefined {
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

import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import { requireDense } from '../../science/models/doubleNetwork';
import { layOut } from '../../science/models/networkLayout';
import {
  isLayersJob,
  nativeJob,
  type NativeJob,
  type TrainingJob,
} from '../../science/subspace/replicaBackend';
import type { AbsoluteTarget } from '../../science/subspace/target';
import {
  predictionNames,
  type PredictedThreshold,
  type PredictionName,
  type ThresholdPrediction,
} from '../predictedThreshold';
import { meanOf, ownMethods, predicted, short } from './caseSummary';
import { quadraticWarnings } from './quadraticWarnings';
import type { Stages } from './stages';
import {
  predictTarget,
  startCurvature,
  type CasePrediction,
  type CurvatureOptions,
  type StartCurvature,
} from './startCurvature';

/** Initialisations that predictions come from: more tell how the minima differ, and cost as much each. */
const starts = 3;
const lanczosSteps = 60;
const probes = 3;
/** More parameters make a list of eigenvalues, one a parameter, unwieldy. */
const mostParameters = 100_000;
/** Multiply-adds that the curvature may take of one core: some twenty minutes where it was asked for … */
export const askedWork = 1e12;
/** … and some twenty seconds where it was not. */
export const unaskedWork = 2e10;
const confidence = 0.95;
/** Apart from the streams that trainings draw from. */
const curvatureStream = 0xffff_fffd;

/**
 * What the sharp prediction (Amelunxen et al. 2014), the published Gaussian width (Larsen et al. 2022) and Gordon's theorem
 * say of the threshold of training in random subspaces, from the Gauss–Newton matrix where full training ends; the mean
 * over initialisations. Where they do not apply, or it would take too long, there are none, and a sentence says why. A
 * cancelled prediction gives undefined: what was measured is not lost for it.
 *
 * @param target undefined where full training has not told it. @param mostWork multiply-adds at most.
 */
export async function predictThreshold(
  asked: TrainingJob,
  target: AbsoluteTarget | undefined,
  stages: Stages,
  mostWork: number,
): Promise<PredictedThreshold | undefined> {
  if (isLayersJob(asked))
    return none('Nothing is predicted: of a model of TensorFlow.js no second derivatives are known.');
  const job = nativeJob(asked);
  const { parameters } = layOut(job.network);
  const steps = Math.min(lanczosSteps, parameters);
  const products = steps * (probes + 2);
  const each = products * 6 * job.data.train.length * parameters;
  const obstacle = obstacleOf(job, parameters, each, mostWork);
  if (obstacle !== undefined || target === undefined)
    return none(obstacle ?? 'Nothing is predicted: full training has not told the target.');
  const count = Math.max(1, Math.min(starts, Math.floor(mostWork / each)));
  const options: CurvatureOptions = {
    ...{ curvature: ['gauss-newton'], steps, probes, top: Math.min(20, steps), samples: 25, confidence },
    rng: new Rng(job.plan.seed).split(curvatureStream),
  };
  const found: { curvature: StartCurvature; predictions: readonly CasePrediction[] }[] = [];
  try {
    for (let start = 0; start < count; start++) {
      const title = `predicting the threshold from minimum ${start + 1} of ${count}`;
      await stages.run(title, 1 / count, async (hooks) => {
        const curvature = await startCurvature(job, start, options, hooks);
        const { predictions } = await predictTarget(curvature, target, options, hooks);
        found.push({ curvature, predictions });
      });
    }
  } catch (error) {
    if (!isAbort(error)) throw error;
    return undefined;
  }
  return summarise(found, steps, parameters, job.data.train.length);
}

function none(warning: string): PredictedThreshold {
  return { predictions: [], sentences: [], warnings: [warning] };
}

/** Why nothing can be predicted; undefined where it can. */
function obstacleOf(
  { network, plan, data, orbits }: NativeJob,
  parameters: number,
  work: number,
  mostWork: number,
): string | undefined {
  if (plan.method !== 'random' || plan.then !== undefined)
    return 'Nothing is predicted: the formulas are of one random subspace through the initialisation.';
  if (orbits !== undefined)
    return 'Nothing is predicted: the formulas are of random directions among all parameters, which the symmetry ties.';
  try {
    requireDense(network, data.columns);
  } catch (error) {
    if (error instanceof CodedError) return `Nothing is predicted: ${error.message}`;
    throw error;
  }
  if (parameters > mostParameters)
    return `Nothing is predicted: ${parameters} parameters, and at most ${mostParameters} can be looked at.`;
  if (work > mostWork)
    return mostWork < askedWork
      ? 'Nothing is predicted: the curvature of so large a network takes longer than half a minute. Ask for it with predict: true.'
      : `Nothing is predicted: the curvature of ${parameters} parameters over ${data.train.length} rows would take too long. A smaller model, or fewer rows, can be.`;
  return undefined;
}

function summarise(
  found: readonly { readonly curvature: StartCurvature; readonly predictions: readonly CasePrediction[] }[],
  steps: number,
  parameters: number,
  rows: number,
): PredictedThreshold {
  const told = found.flatMap(({ predictions: [first] }) => first ?? []);
  const from = found.length === 1 ? 'one initialisation' : `${found.length} initialisations`;
  const distances = found.map(({ curvature }) => short(curvature.distance));
  if (told.length === 0)
    return none(
      `Nothing is predicted: full training from ${from} does not end below the training loss at which the target is reached.`,
    );
  const missed = found.length - told.length;
  const wells = found.flatMap(({ curvature }) => curvature.wells);
  return {
    predictions: predictionNames.map((name) => predictionOf(name, told, parameters)),
    sentences: [
      `From the Gauss–Newton matrix where full training ends, of ${from}, over all ${rows} training rows: ${steps} Lanczos steps, ${probes} probes; the minima are ${distances.join(', ')} from their starts. The target stands for the training loss at which full training first reaches it.`,
    ],
    warnings: [
      ...(missed > 0
        ? [`From ${missed} of ${found.length} initialisations full training does not end below the level.`]
        : []),
      ...quadraticWarnings('gauss-newton', wells),
    ],
  };
}

function predictionOf(
  name: PredictionName,
  told: readonly CasePrediction[],
  parameters: number,
): ThresholdPrediction {
  const all = told.map((each) => predicted(name, each, parameters, confidence));
  const { value, interval, level, ...made } = meanOf(all, ownMethods[name], parameters);
  const intervalMethod = all.length > 1 ? 'Student’s t over the initialisations' : made.intervalMethod;
  const isVacuous = name === 'gordon' && all.every((each) => each.value === 0);
  const isInside = name === 'sharp' && told.every(({ plain }) => plain.inside);
  return {
    ...{ name, value: value ?? 0, interval, level, intervalMethod },
    ...(isVacuous ? { text: 'vacuous' } : {}),
    ...(isInside ? { text: '0: the quadratic is within the level at the start' } : {}),
  };
}

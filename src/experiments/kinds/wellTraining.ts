import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import { capitalised } from '../../base/text';
import { boundEstimates, boundNames, type BoundName } from '../../science/bounds/boundEstimates';
import { measureWells, planChains, predictWell, summariseWell } from '../../science/bounds/boundWells';
import { coneCost } from '../../science/bounds/statisticalDimension';
import type { WellNetwork } from '../../science/models/wellNetwork';
import { wellData, wellSteps } from '../../science/models/wellObjective';
import type { ReplicaOutcome } from '../../science/subspace/outcome';
import { parseTarget } from '../../science/subspace/target';
import type { TrainingPlan } from '../../science/subspace/trainReplica';
import { isWell, parseWell } from '../../science/tasks/wellTask';
import type { PredictedThreshold, ThresholdPrediction } from '../predictedThreshold';
import type { Stages } from './stages';
import type { SubspaceSpec } from './subspaceOptions';
import type { TrainingTask } from './trainingTask';

/** Cones, and chains of random subspaces, that predictions of a well come from, unless they take too long. */
const mostSamples = 200;
const fewestSamples = 20;
/** Multiply-adds that they may take unless they were asked for: half a minute of one core; and where they were. */
const unaskedWork = 3e10;
const askedWork = 1e12;
const confidence = 0.95;
/** Apart from the streams that trainings draw from. */
const predictionStream = 0xffff_fffb;
/** Single precision: a loss that is this much above what is possible has been reached. */
const rounding = 1e-4;

/** What `task:quadratic-well(…)` asks for; undefined where `data` names anything else. */
export interface WellTask {
  readonly task: TrainingTask;
  readonly network: WellNetwork;
  /** The block's options as training takes them: a step takes the whole loss. */
  readonly spec: SubspaceSpec;
}

export function wellTask(spec: SubspaceSpec): WellTask | undefined {
  if (!isWell(spec.data)) return undefined;
  const parsed = parseWell(spec.data);
  const target = parseTarget(spec.target);
  if (!parsed.ok || !target.ok) {
    const fault = parsed.ok ? (target.ok ? '' : target.error) : parsed.error;
    throw new CodedError('experiment.invalid', capitalised(fault));
  }
  const columns = parsed.value.well.eigenvalues.length;
  const matrix = { rows: wellSteps, columns, values: new Float64Array(0) };
  return {
    network: parsed.value,
    spec: { ...spec, batch: 1 },
    task: {
      data: { matrix, columnNames: [], labels: undefined, droppedRows: 0, hash: '', bytes: 0 },
      answers: { values: new Float32Array(0), classes: [] },
      outputs: 1,
      input: wellData(),
      target: target.value,
    },
  };
}

/** What is known of a well's threshold, under these names: `exact` by linear algebra, the others as elsewhere. */
export const wellPredictionNames = ['exact', 'sharp', 'published', 'gordon'] as const;
const nameOf: Readonly<Record<BoundName, ThresholdPrediction['name']>> = {
  threshold: 'exact',
  sharp: 'sharp',
  published: 'published',
  gordon: 'gordon',
};

/**
 * The threshold that the well itself has: the least loss over a random subspace of every dimension, which linear algebra
 * tells exactly; and what the cone (Amelunxen et al. 2014), the published width (Larsen et al. 2022) and Gordon's theorem
 * say of it. No training enters. Undefined where it was cancelled.
 *
 * @param level the loss that counts as success.
 */
export async function predictWellThreshold(
  { well }: WellNetwork,
  level: number | undefined,
  plan: Pick<TrainingPlan, 'method' | 'then' | 'seed' | 'projection'>,
  stages: Stages,
  wasAsked: boolean,
): Promise<PredictedThreshold | undefined> {
  const none = (warning: string): PredictedThreshold => ({
    predictions: [],
    sentences: [],
    warnings: [warning],
  });
  if (plan.method !== 'random' || plan.then !== undefined)
    return none('Nothing is predicted: the formulas are of one random subspace through the start.');
  if (level === undefined || !(level > 0))
    return none('Nothing is predicted: the formulas are of a loss above 0.');
  const { eigenvalues, distance } = well;
  const size = eigenvalues.length;
  const most = wasAsked ? askedWork : unaskedWork;
  const rng = new Rng(plan.seed).split(predictionStream);
  const request = { key: '', distance, level };
  try {
    const prediction = await stages.run('projecting on the cone of the well', 0.3, (hooks) =>
      predictWell(
        eigenvalues,
        request,
        fitting(most, (count) => coneCost(size, count)),
        rng,
        hooks,
      ),
    );
    const chain = planChains([prediction]);
    const samples = fitting(most, (count) => count * chain.cost);
    if (samples * chain.cost > most && !wasAsked)
      return none(
        'Nothing is predicted: random subspaces of so large a well take longer than half a minute. Ask for it with predict: true.',
      );
    const [thresholds] = await stages.run('building chains of random subspaces', 0.7, (hooks) =>
      measureWells([prediction], chain, samples, rng, hooks),
    );
    const bounds = summariseWell(prediction, thresholds ?? new Int32Array(0), confidence);
    const found = boundEstimates(bounds, (name) => name);
    return {
      basis: 'the well’s spectrum',
      predictions: boundNames.flatMap((name) => {
        const estimate = found.find(({ estimator }) => estimator === name);
        return estimate === undefined
          ? []
          : [
              {
                name: nameOf[name],
                value: estimate.dimension,
                interval: [...estimate.interval],
                level: confidence,
                intervalMethod: estimate.intervalMethod,
                ...(name === 'gordon' && bounds.gordon.vacuous ? { text: 'vacuous' } : {}),
              } satisfies ThresholdPrediction,
            ];
      }),
      sentences: [],
      warnings:
        plan.projection === 'dense'
          ? []
          : [
              `The predictions are of dense Gaussian subspaces; these are ${plan.projection}, and the well’s coordinates are its Hessian’s eigenvectors, of which ${plan.projection} directions may miss the few that matter.`,
            ],
    };
  } catch (error) {
    if (!isAbort(error)) throw error;
    return undefined;
  }
}

/** As many samples as the work allows. */
function fitting(most: number, cost: (samples: number) => number): number {
  return Math.max(fewestSamples, Math.min(mostSamples, Math.floor(most / Math.max(1, cost(1)))));
}

/** Whose failure a failed run is: its subspace's, which holds no such loss, or that of its training. */
export function blameOf(
  outcomes: readonly ReplicaOutcome[],
  level: number | undefined,
): { readonly sentences: readonly string[]; readonly warnings: readonly string[] } {
  const known = outcomes.filter(({ least }) => least !== undefined);
  if (level === undefined || known.length === 0) return { sentences: [], warnings: [] };
  const holding = known.filter(({ least }) => (least ?? Infinity) <= level);
  const missed = holding.filter(({ succeeded }) => !succeeded);
  // A level within rounding of the least loss may be reached by an ulp, or missed by one.
  const beyond = missed.filter(({ least }) => (least ?? 0) < level * (1 - rounding));
  return {
    sentences: [
      holding.length === 0
        ? `By linear algebra none of the ${known.length} subspaces trained in holds a point of the target.`
        : `By linear algebra ${holding.length} of the ${known.length} subspaces trained in hold a point of the target; training found one in ${holding.length - missed.length} of these.`,
    ],
    warnings:
      beyond.length === 0
        ? []
        : [
            `${beyond.length} of the ${known.length} runs failed in subspaces that hold a point of the target: that is the budget’s doing, not the subspace’s. More epochs or another rate bring the threshold nearer to the exact one.`,
          ],
  };
}

import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { partInput } from '../../science/analysis/partInput';
import type { DataMatrix } from '../../science/datasets/dataSet';
import { takeRows } from '../../science/datasets/duplicates';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import { estimateDimension } from '../../science/estimators/estimateDimension';
import { parseEstimators } from '../../science/estimators/estimatorSpec';
import { callingThread } from '../../science/neighbours';
import type { RunContext } from '../kind';
import type { PredictedThreshold } from '../predictedThreshold';
import type { MinimumSpec } from './minimumOptions';
import type { MinimumRuns } from './minimumRuns';
import { askedWork, predictThreshold, unaskedWork } from './predictThreshold';
import type { Stages } from './stages';
import type { TrainingTask } from './trainingTask';
import { subsampleRows } from './subsampleRows';

/** What the data say beside the runs, and why it may be nothing. */
export interface Evidence {
  readonly estimates: readonly DimensionEstimate[];
  readonly warnings: readonly string[];
  /** Of the directions, by the curvature where full training ends; undefined where nobody asked, or there are none. */
  readonly predicted?: PredictedThreshold | undefined;
}

/** Rows looked at: enough for evidence, in little time beside the training. */
const mostRows = 5000;

/**
 * What the curvature of the network whose directions were counted predicts of them; undefined where none were counted, or
 * where a run that is to end soon does not ask for it.
 */
export async function predictDirections(
  { predict }: MinimumSpec,
  { job, value, outcomes, ending }: MinimumRuns,
  { target }: TrainingTask,
  stages: Stages,
): Promise<PredictedThreshold | undefined> {
  const isCounted = outcomes.some(({ dimension }) => dimension !== null);
  if (job === undefined || value === undefined || !isCounted || predict === false) return undefined;
  if (ending === 'cancelled' || (ending === 'minutes' && predict === undefined)) return undefined;
  stages.plan(1);
  const aimed = { ...target, value, relative: false as const };
  return predictThreshold(job, aimed, stages, predict === true ? askedWork : unaskedWork);
}

/**
 * The intrinsic dimension of the features by TwoNN and maximum likelihood, as evidence beside a count of parameters.
 * Data that have none, as too few points, have a warning instead.
 */
export async function dataDimensions(
  matrix: DataMatrix,
  seed: number,
  context: RunContext,
  stages: Stages,
): Promise<Evidence> {
  const requests = parseEstimators('twonn, mle');
  if (!requests.ok) throw new Error(requests.error);
  const rows = takeRows(matrix, subsampleRows(matrix.rows, { subsample: mostRows, seed }));
  const backend = context.neighbours ?? callingThread();
  try {
    return await stages.run('estimating the dimension of the data', 0.02, async (hooks) => {
      const input = await partInput(rows, requests.value, backend, seed, hooks);
      const estimates: DimensionEstimate[] = [];
      for (const request of requests.value) estimates.push(await estimateDimension(request, input, hooks));
      return { estimates, warnings: [] };
    });
  } catch (error) {
    // The runs are worth doing without what stands beside them.
    if (isAbort(error) || !(error instanceof CodedError)) throw error;
    return { estimates: [], warnings: [`The dimension of the data cannot be estimated: ${error.message}`] };
  }
}

import type { CodedError } from '../../base/errors';
import type { DataMatrix } from '../../science/datasets/dataSet';
import { distinctRows, takeRows } from '../../science/datasets/duplicates';
import { checkPoints } from '../../science/estimators/checkPoints';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import { costOf, estimateDimension } from '../../science/estimators/estimateDimension';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';
import type { NeighbourBackend } from '../../science/neighbours';
import { stageCosts } from '../kinds/dimensionCosts';
import { refusalOf } from '../kinds/refusalOf';
import { sharedInput } from '../kinds/sharedInput';
import type { Stages } from '../kinds/stages';

export interface MeasuredLayer {
  readonly estimates: readonly DimensionEstimate[];
  readonly duplicates: number;
  /** What found the neighbours; empty where none were needed. */
  readonly backend: string;
  /** Why there is no estimate, one an estimator that the layer allows none of. */
  readonly refusals: readonly CodedError[];
  /** What the search has to say of how it was done. */
  readonly notices: readonly string[];
}

/** One layer by every estimator that it allows: a layer whose units are dead has no dimension, and the others do. */
export async function measureLayer(
  matrix: DataMatrix,
  source: string,
  { requests, seed }: { readonly requests: readonly EstimatorSpec[]; readonly seed: number },
  stages: Stages,
  backend: NeighbourBackend,
): Promise<MeasuredLayer> {
  const distinct = takeRows(matrix, distinctRows(matrix));
  const duplicates = matrix.rows - distinct.rows;
  const refusals: CodedError[] = [];
  const possible: EstimatorSpec[] = [];
  for (const request of requests) {
    const refusal = await refusalOf(() => checkPoints([request], matrix, distinct, { file: source }));
    if (refusal === undefined) possible.push(request);
    else refusals.push(refusal);
  }
  const costs = stageCosts(possible, [], matrix, distinct);
  stages.plan(costs.neighbours + costs.estimates + costs.linear);
  const input = await sharedInput(matrix, distinct, possible, costs, { backend, stages, seed });
  const estimates: DimensionEstimate[] = [];
  for (const request of possible) {
    const cost = costOf(request, distinct.rows, matrix.columns);
    const refusal = await refusalOf(() =>
      stages.run(`estimating by ${request.key}`, cost, async (hooks) => {
        estimates.push(await estimateDimension(request, input, hooks));
      }),
    );
    if (refusal !== undefined) refusals.push(refusal);
  }
  const { backend: searched, notices = [] } = input.table;
  return { estimates, duplicates, backend: searched, refusals, notices };
}

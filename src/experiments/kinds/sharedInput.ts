import { noSpectrum, noTable } from '../../science/analysis/partInput';
import type { DataMatrix } from '../../science/datasets/dataSet';
import type { EstimatorInput } from '../../science/estimators/estimator';
import { needsOf } from '../../science/estimators/estimateDimension';
import type { EstimatorSpec } from '../../science/estimators/estimatorSpec';
import { logDistances, spareNeighbours } from '../../science/estimators/neighbourStatistic';
import { spectrum } from '../../science/estimators/pca';
import type { NeighbourBackend } from '../../science/neighbours';
import type { stageCosts } from './dimensionCosts';
import type { Stages } from './stages';

/**
 * What all estimators of a run look at, found once: the neighbours of the distinct rows, as many as the greatest request
 * needs, and the principal axes of all rows.
 */
export async function sharedInput(
  rows: DataMatrix,
  points: DataMatrix,
  requests: readonly EstimatorSpec[],
  costs: ReturnType<typeof stageCosts>,
  { backend, stages, seed }: { backend: NeighbourBackend; stages: Stages; seed: number },
): Promise<EstimatorInput> {
  const k = Math.min(costs.k + spareNeighbours(costs.k), points.rows - 1);
  const table =
    costs.k > 0
      ? await stages.run('finding nearest neighbours', costs.neighbours, (hooks) =>
          backend.nearestNeighbours(points, k, hooks),
        )
      : noTable;
  return {
    rows,
    points,
    table,
    logs: logDistances(table),
    spectrum: requests.some((request) => needsOf(request, points.rows).spectrum)
      ? await stages.run('finding principal axes', costs.linear, (hooks) => spectrum(rows, seed, hooks))
      : noSpectrum,
    seed,
    backend,
  };
}

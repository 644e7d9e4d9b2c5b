import type { DataMatrix } from '../datasets/dataSet';
import { distinctRows, takeRows } from '../datasets/duplicates';
import type { EstimatorInput } from '../estimators/estimator';
import { needsOf } from '../estimators/estimateDimension';
import type { EstimatorSpec } from '../estimators/estimatorSpec';
import { logDistances, spareNeighbours } from '../estimators/neighbourStatistic';
import { spectrum } from '../estimators/pca';
import type { Spectrum } from '../estimators/spectrum';
import type { NeighbourBackend, NeighbourTable, WorkHooks } from '../neighbours';

/** What stands for parts of the input that no request needs. */
export const noTable: NeighbourTable = {
  points: 0,
  k: 0,
  distances: new Float64Array(0),
  indices: new Int32Array(0),
  evaluated: 0,
  backend: '',
};
export const noSpectrum: Spectrum = { values: new Float64Array(0), resampled: [] };

/**
 * What estimators look at in some of the data's rows: neighbours and principal axes found anew among these.
 *
 * @param rows at least two of them distinct.
 */
export async function partInput(
  rows: DataMatrix,
  requests: readonly EstimatorSpec[],
  backend: NeighbourBackend,
  seed: number,
  hooks: WorkHooks,
): Promise<EstimatorInput> {
  const points = takeRows(rows, distinctRows(rows));
  const needs = requests.map((request) => needsOf(request, points.rows));
  const most = Math.max(0, ...needs.map(({ neighbours }) => neighbours));
  const k = Math.min(most + spareNeighbours(most), points.rows - 1);
  const table = most > 0 && k > 0 ? await backend.nearestNeighbours(points, k, hooks) : noTable;
  return {
    rows,
    points,
    table,
    logs: logDistances(table),
    spectrum: needs.some((need) => need.spectrum) ? await spectrum(rows, seed, hooks) : noSpectrum,
    seed,
    backend,
  };
}

import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import type { NeighbourTable } from '../../../../src/compute/neighbourTable';
import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import { distinctRows, takeRows } from '../../../../src/science/datasets/duplicates';
import { estimateDimension, needsOf } from '../../../../src/science/estimators/estimateDimension';
import type { DimensionEstimate } from '../../../../src/science/estimators/estimate';
import type { EstimatorInput } from '../../../../src/science/estimators/estimator';
import { parseEstimator, type EstimatorSpec } from '../../../../src/science/estimators/estimatorSpec';
import { logDistances, spareNeighbours } from '../../../../src/science/estimators/neighbourStatistic';
import { spectrum } from '../../../../src/science/estimators/pca';

const noTable: NeighbourTable = {
  points: 0,
  k: 0,
  distances: new Float64Array(0),
  indices: new Int32Array(0),
  evaluated: 0,
  backend: '',
};

function read(text: string): EstimatorSpec {
  const spec = parseEstimator(text);
  if (!spec.ok) throw new Error(spec.error);
  return spec.value;
}

/** What several requests of one data set look at, made once: each as `mle(k=10)`. */
export async function inputFor(
  rows: DataMatrix,
  requests: readonly string[],
  seed = 0,
): Promise<EstimatorInput> {
  const points = takeRows(rows, distinctRows(rows));
  const needs = requests.map((text) => needsOf(read(text), points.rows));
  const k = Math.max(...needs.map(({ neighbours }) => neighbours));
  const table =
    k > 0
      ? await new SingleThreadNeighbours().nearestNeighbours(
          points,
          Math.min(k + spareNeighbours(k), points.rows - 1),
          {},
        )
      : noTable;
  return {
    rows,
    points,
    table,
    logs: logDistances(table),
    spectrum: needs.some((each) => each.spectrum)
      ? await spectrum(rows, seed, {})
      : { values: new Float64Array(0), resampled: [] },
    seed,
  };
}

/** One estimate of what `inputFor` made. */
export function estimateFrom(input: EstimatorInput, request: string): Promise<DimensionEstimate> {
  return estimateDimension(read(request), input, {});
}

/** One estimate of a data set, with everything found anew. */
export async function estimateOf(rows: DataMatrix, request: string, seed = 0): Promise<DimensionEstimate> {
  return estimateFrom(await inputFor(rows, [request], seed), request);
}

import { CodedError, type ErrorLocation } from '../../base/errors';
import type { Matrix } from '../../compute/matrix';
import { leastPoints } from './distanceEstimator';
import { needsOf } from './estimateDimension';
import type { EstimatorSpec } from './estimatorSpec';
import { mostEigenvalues } from './pca';

/** Throws `estimate.impossible` where the points are too few, or too many eigenvalues would be needed. */
export function checkPoints(
  requests: readonly EstimatorSpec[],
  rows: Matrix,
  distinct: Matrix,
  location?: ErrorLocation,
): void {
  const place = location === undefined ? {} : { location };
  const needs = requests.map((request) => needsOf(request, distinct.rows));
  const local = requests.find((_, i) => needs[i]?.distinct);
  if (rows.rows < 2 || (local !== undefined && distinct.rows < leastPoints)) {
    const found = distinct.rows === rows.rows ? `${rows.rows}` : `${distinct.rows} distinct of ${rows.rows}`;
    throw new CodedError(
      'estimate.impossible',
      `${found} row${rows.rows === 1 ? '' : 's'}: ${(local ?? requests[0])?.key} needs at least ${local ? `${leastPoints} distinct ones` : '2'}.`,
      { remedy: 'Use a data file with more points.', ...place },
    );
  }
  const linear = requests.find((_, i) => needs[i]?.spectrum);
  const eigenvalues = Math.min(rows.rows, rows.columns);
  if (linear !== undefined && eigenvalues > mostEigenvalues) {
    throw new CodedError(
      'estimate.impossible',
      `${linear.id} of ${rows.rows} rows and ${rows.columns} columns would need ${eigenvalues} eigenvalues; at most ${mostEigenvalues} are computed.`,
      { remedy: `Set \`subsample: ${mostEigenvalues}\`, or leave ${linear.id} out.`, ...place },
    );
  }
}

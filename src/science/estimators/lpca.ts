import type { SymmetricMatrix } from '../../compute/covariance';
import { dotRuns } from '../../compute/dotRuns';
import { symmetricEigen } from '../../compute/symmetricEigen';
import { Pacer, type WorkHooks } from '../../compute/work';
import { combinations } from './combine';
import { lowerK } from './distanceEstimator';
import { defineEstimator, type EstimatorInput } from './estimator';
import { fanDimension, type FanOptions } from './fan';
import { Neighbourhood } from './neighbourhood';
import { oneOf, real, whole } from './options';
import { countSignificant, pcaVersions } from './pcaVersions';
import { combinePointwise } from './pointwise';
import { findFromSpectrum } from './spectrumEstimator';

const versions = ['FO', 'Fan', 'maxgap', 'ratio', 'participation_ratio', 'Kaiser', 'broken_stick'] as const;
type Version = (typeof versions)[number];

interface Rule extends FanOptions {
  readonly version: Version;
  readonly alpha: number;
}

/**
 * Local PCA, under the names and defaults of scikit-dimension's `lPCA`: a rule that counts the eigenvalues of the
 * covariance, of all rows (`k=0`) or of each point's k nearest neighbours without itself, about their mean (Fukunaga
 * and Olsen 1971, "An algorithm for finding intrinsic dimensionality of data"), the points' counts combined.
 */
export const lpcaEstimator = defineEstimator({
  id: 'lpca',
  options: {
    k: whole(0, 0, 500),
    version: oneOf(versions),
    alpha: real(0.05, 0, 1),
    alphaFan: real(10, 1, 1e6),
    betaFan: real(0.8, 0, 1),
    PFan: real(0.95, 0, 1),
    combine: oneOf(combinations),
  },
  conflict: ({ k }) =>
    k === 1 ? 'lpca needs k=2 neighbours or more, or k=0 for all rows at once.' : undefined,
  applies(name, { version, k }) {
    if (name === 'alpha') return version === 'FO' || version === 'ratio';
    if (name === 'combine') return k > 0;
    return !name.endsWith('Fan') || version === 'Fan';
  },
  fit: lowerK,
  needs: ({ k }) => ({ neighbours: k, spectrum: k === 0, distinct: k > 0 }),
  cost(options, { points, columns }) {
    const size = Math.min(options.k, columns);
    return points * (options.k * columns * size + 3 * size ** 3);
  },
  async estimate(input, { k, combine, ...rule }, key, hooks) {
    if (k === 0) return findFromSpectrum(input.spectrum, (values) => count(values, rule), key);
    const values = await localCounts(input, k, rule, hooks);
    const found = combinePointwise({ values, table: input.table, k, combine, shortfall: 1.5, key });
    if (found.dimension <= k / 2) return found;
    const text = `${k} neighbours span at most ${k - 1} axes, and their shares are far from the true ones: take a larger k.`;
    return { ...found, warnings: [...found.warnings, { fault: 'few-neighbours' as const, text }] };
  },
});

/** The dimension of a spectrum, descending. */
function count(values: Float64Array, rule: Rule): number {
  if (rule.version === 'Fan') return fanDimension(values, rule);
  const version = pcaVersions.find((word) => word === rule.version) ?? 'FO';
  return countSignificant(values, version, rule.alpha);
}

/** The count of every point's neighbourhood; NaN where all its neighbours coincide. */
async function localCounts(
  { points, table }: EstimatorInput,
  k: number,
  rule: Rule,
  hooks: WorkHooks,
): Promise<Float64Array> {
  const neighbourhood = new Neighbourhood(points, table, k);
  const { columns } = points;
  const size = Math.min(k, columns);
  const products: SymmetricMatrix = { size, values: new Float64Array(size * size) };
  const transposed = new Float64Array(k < columns ? 0 : k * columns);
  const counts = new Float64Array(points.rows);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < points.rows; i++) {
    neighbourhood.load(i, 'mean');
    multiply(neighbourhood.rows, k, columns, transposed, products);
    const { values } = await symmetricEigen(products, {});
    for (let a = 0; a < size; a++) values[a] = Math.max(0, values[a] as number);
    counts[i] = (values[0] as number) > 0 ? count(values, rule) : NaN;
    await pacer.did(k * columns * size + 3 * size ** 3);
    hooks.onProgress?.((i + 1) / points.rows);
  }
  return counts;
}

/** The covariance of the rows, or their scalar products where these are fewer: the same eigenvalues but for zeros. */
function multiply(
  rows: Float64Array,
  k: number,
  columns: number,
  transposed: Float64Array,
  { size, values }: SymmetricMatrix,
): void {
  let runs = rows;
  let length = columns;
  if (k >= columns) {
    for (let j = 0; j < k; j++) {
      for (let c = 0; c < columns; c++) transposed[c * k + j] = rows[j * columns + c] as number;
    }
    runs = transposed;
    length = k;
  }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const product = dotRuns(runs, a * length, runs, b * length, length) / (k - 1);
      values[a * size + b] = product;
      values[b * size + a] = product;
    }
  }
}

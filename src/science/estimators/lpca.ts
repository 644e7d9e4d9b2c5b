import type { SymmetricMatrix } from '../../compute/covariance';
import { symmetricEigen } from '../../compute/symmetricEigen';
import { VectorBlock } from '../../compute/vectorBlock';
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
  const multiply = k < columns ? rowProducts(neighbourhood, products) : covariances(neighbourhood, products);
  const counts = new Float64Array(points.rows);
  const pacer = new Pacer(hooks);
  for (let i = 0; i < points.rows; i++) {
    neighbourhood.load(i);
    multiply();
    const { values } = await symmetricEigen(products, {});
    for (let a = 0; a < size; a++) values[a] = Math.max(0, values[a] as number);
    counts[i] = (values[0] as number) > 0 ? count(values, rule) : NaN;
    await pacer.did(k * columns * size + 3 * size ** 3);
    hooks.onProgress?.((i + 1) / points.rows);
  }
  return counts;
}

/** Writes the scalar products of the neighbourhood's rows: the covariance's eigenvalues but for zeros. */
function rowProducts({ vectors, k }: Neighbourhood, into: SymmetricMatrix): () => void {
  return () => {
    vectors.products();
    copyPairs(vectors, k - 1, into);
  };
}

/** Writes the covariance of the neighbourhood's columns, where these are not more than the rows. */
function covariances({ vectors, k }: Neighbourhood, into: SymmetricMatrix): () => void {
  const { columns, rows, stride } = vectors;
  const transposed = new VectorBlock(columns, k);
  return () => {
    for (let j = 0; j < k; j++) {
      for (let c = 0; c < columns; c++) {
        transposed.rows[c * transposed.stride + j] = rows[j * stride + c] as number;
      }
    }
    transposed.products();
    copyPairs(transposed, k - 1, into);
  };
}

function copyPairs(
  { pairs, pairStride }: VectorBlock,
  divisor: number,
  { size, values }: SymmetricMatrix,
): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const product = (pairs[a * pairStride + b] as number) / divisor;
      values[a * size + b] = product;
      values[b * size + a] = product;
    }
  }
}

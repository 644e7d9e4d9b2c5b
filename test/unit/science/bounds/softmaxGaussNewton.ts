import type { DataMatrix } from '../../../../src/science/datasets/dataSet';
import type { SymmetricOperator } from '../../../../src/science/bounds/symmetricOperator';

/**
 * The Gauss–Newton matrix of a linear softmax model's mean cross-entropy, which is its Hessian: with weights W, features ×
 * classes, and P the probabilities, G V = Xᵀ [P ∘ Z − P ∘ (rows' sums of P ∘ Z)] / N, Z = XV (Böhning 1992, "Multinomial
 * logistic regression algorithm"). Never formed: a product costs 2·N·features·classes multiply-adds.
 *
 * @param weights features × classes, row-major: where the matrix is taken.
 */
export function softmaxGaussNewton(data: DataMatrix, weights: Float64Array): SymmetricOperator {
  const { rows, columns } = data;
  const classes = weights.length / columns;
  const probabilities = product(data, weights, classes);
  for (let n = 0; n < rows; n++) softmax(probabilities.subarray(n * classes, (n + 1) * classes));
  return {
    size: weights.length,
    apply(v) {
      const z = product(data, v, classes);
      for (let n = 0; n < rows; n++) {
        const at = n * classes;
        let mean = 0;
        for (let k = 0; k < classes; k++) mean += (probabilities[at + k] as number) * (z[at + k] as number);
        for (let k = 0; k < classes; k++) {
          z[at + k] = ((probabilities[at + k] as number) * ((z[at + k] as number) - mean)) / rows;
        }
      }
      return transposedProduct(data, z, classes);
    },
  };
}

/**
 * The spectrum of that matrix at W = 0, where every class is as likely: XᵀX/N has the eigenvalues σ, and each σ/classes is
 * one of the matrix' classes − 1 times; the rest are 0.
 *
 * @param second the eigenvalues of XᵀX/N, one a feature.
 * @returns features·classes eigenvalues, greatest first.
 */
export function softmaxSpectrumAtZero(second: Float64Array, classes: number): Float64Array {
  const spectrum = new Float64Array(second.length * classes);
  second.forEach((value, i) => {
    spectrum.fill(value / classes, i * (classes - 1), (i + 1) * (classes - 1));
  });
  return spectrum.sort().reverse();
}

/** X V, rows × classes. */
function product({ rows, columns, values }: DataMatrix, v: Float64Array, classes: number): Float64Array {
  const out = new Float64Array(rows * classes);
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < columns; j++) {
      const x = values[n * columns + j] as number;
      for (let k = 0; k < classes; k++) {
        out[n * classes + k] = (out[n * classes + k] as number) + x * (v[j * classes + k] as number);
      }
    }
  }
  return out;
}

/** Xᵀ Z, columns × classes. */
function transposedProduct(
  { rows, columns, values }: DataMatrix,
  z: Float64Array,
  classes: number,
): Float64Array {
  const out = new Float64Array(columns * classes);
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < columns; j++) {
      const x = values[n * columns + j] as number;
      for (let k = 0; k < classes; k++) {
        out[j * classes + k] = (out[j * classes + k] as number) + x * (z[n * classes + k] as number);
      }
    }
  }
  return out;
}

function softmax(logits: Float64Array): void {
  const greatest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let k = 0; k < logits.length; k++) {
    const e = Math.exp((logits[k] as number) - greatest);
    logits[k] = e;
    sum += e;
  }
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] as number) / sum;
}

/** A model that is truly trained: the predictions from products with its Gauss–Newton matrix, and what subspaces reach. */
import { Matrix, solve } from 'ml-matrix';
import { expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { gaussNewtonRankBounds } from '../../../../src/science/bounds/gaussNewtonRank';
import { lowRankData } from '../../../../src/science/bounds/lowRankData';
import { predictFromOperator } from '../../../../src/science/bounds/predictFromOperator';
import { softmaxGaussNewton } from './softmaxGaussNewton';
import { normals } from './wells';

const [rows, features, classes, rank] = [250, 14, 4, 8];
const size = features * classes;
const data = lowRankData(
  rows,
  features,
  Array.from({ length: rank }, (_, i) => 3 / (1 + i / 3)),
  new Rng(7),
);
const x = Matrix.from1DArray(rows, features, Array.from(data.values));

function probabilities(weights: Float64Array): Matrix {
  const logits = x.mmul(Matrix.from1DArray(features, classes, Array.from(weights)));
  for (let n = 0; n < rows; n++) {
    const powers = logits.getRow(n).map((z) => Math.exp(z));
    const sum = powers.reduce((a, b) => a + b, 0);
    logits.setRow(
      n,
      powers.map((e) => e / sum),
    );
  }
  return logits;
}

/** Labels drawn from a linear softmax model, so that no weights separate them. */
const labels = ((): number[] => {
  const rng = new Rng(8);
  const teacher = probabilities(normals(size, rng));
  return Array.from({ length: rows }, (_, n) => {
    let left = rng.uniform();
    const found = teacher.getRow(n).findIndex((p) => (left -= p) < 0);
    return found < 0 ? classes - 1 : found;
  });
})();

const lossAt = (weights: Float64Array): number => {
  const p = probabilities(weights);
  return labels.reduce((sum, label, n) => sum - Math.log(p.get(n, label)), 0) / rows;
};

/** The least loss over start + A z, by Newton's method with halved steps: the loss is convex. */
async function minimise(
  start: Float64Array,
  basis: Matrix,
  enough = -Infinity,
): Promise<{ loss: number; weights: Float64Array }> {
  let weights = start;
  let loss = lossAt(start);
  for (let step = 0; step < 40 && loss > enough; step++) {
    const excess = probabilities(weights);
    labels.forEach((label, n) => excess.set(n, label, excess.get(n, label) - 1));
    const gradient = basis
      .transpose()
      .mmul(Matrix.columnVector(x.transpose().mmul(excess).div(rows).to1DArray()));
    const operator = softmaxGaussNewton(data, weights);
    const curved = new Matrix(size, basis.columns);
    for (let k = 0; k < basis.columns; k++) {
      curved.setColumn(k, [...(await operator.apply(Float64Array.from(basis.getColumn(k))))]);
    }
    const hessian = basis.transpose().mmul(curved).add(Matrix.eye(basis.columns).mul(1e-9));
    const z = solve(hessian, gradient);
    const decrement = gradient.dot(z);
    if (decrement < 1e-11) break;
    const direction = basis.mmul(z).to1DArray();
    const from = weights;
    let t = 1;
    const moved = (): Float64Array => from.map((w, i) => w - t * (direction[i] ?? 0));
    while (t > 1e-6 && lossAt(moved()) > loss - 0.25 * t * decrement) t /= 2;
    weights = moved();
    loss = lossAt(weights);
  }
  return { loss, weights };
}

it('trained softmax: D − δ is where random subspaces reach the level', async () => {
  const best = await minimise(new Float64Array(size), Matrix.eye(size));
  const rng = new Rng(9);
  const start = best.weights.map((w) => w + 0.2 * rng.normal());
  const excess = lossAt(start) - best.loss;
  const offset = best.weights.map((w, i) => w - (start[i] ?? 0));
  const most = gaussNewtonRankBounds(rank, rows, classes).linearSoftmax;
  const chains = 14;
  const bases = Array.from({ length: chains }, (_, k) => {
    const own = rng.split(k);
    return new Matrix(Array.from({ length: size }, () => Array.from(normals(most, own))));
  });
  for (const share of [0.2, 0.04]) {
    const level = share * excess;
    const found = await predictFromOperator(softmaxGaussNewton(data, best.weights), offset, level, {
      ...{ top: 30, steps: size, probes: 6, samples: 80, doubt: 0.05, rng: new Rng(1), hooks: {} },
    });
    // Near enough to the minimum for the loss to be nearly quadratic.
    expect(found.lossAtStart / excess).toBeGreaterThan(0.75);
    expect(found.lossAtStart / excess).toBeLessThan(1.35);
    let sum = 0;
    for (const basis of bases) {
      let [low, high] = [1, most];
      while (low < high) {
        const d = (low + high) >> 1;
        const { loss } = await minimise(start, basis.subMatrix(0, size - 1, 0, d - 1), best.loss + level);
        if (loss <= best.loss + level) high = d;
        else low = d + 1;
      }
      sum += low;
    }
    const measured = sum / chains - 0.5;
    // What the third order of the loss adds is allowed for by a dimension and a half.
    const error = Math.hypot(found.sharp.error, found.transition / Math.sqrt(chains));
    expect(Math.abs(found.sharp.value - measured)).toBeLessThan(2.5 * error + 1.5);
    expect(found.published.value).toBeGreaterThan(measured);
    expect(measured).toBeLessThan(most);
  }
});

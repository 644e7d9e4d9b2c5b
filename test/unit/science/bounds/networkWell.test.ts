/** The well of a trained network against its dense Hessian, by differences of gradients, at a size where that can be had. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { networkWell } from '../../../../src/science/bounds/networkWell';
import { quadraticAtStart } from '../../../../src/science/bounds/predictFromOperator';
import { DoubleNetwork, requireDense } from '../../../../src/science/models/doubleNetwork';
import { normals } from './wells';

const [rows, columns] = [30, 3];
const rng = new Rng(41);
const all = Int32Array.from({ length: rows }, (_, n) => n);
const network = new DoubleNetwork(
  { name: 'mlp(3-4-3, tanh)', widths: [3, 4, 3], activation: 'tanh' },
  {
    rows,
    columns,
    features: Float32Array.from({ length: rows * columns }, () => rng.normal()),
    answers: Int32Array.from({ length: rows }, () => rng.integer(3)),
    train: all,
    test: new Int32Array(0),
  },
  all,
);
const size = network.parameters;
const start = normals(size, rng);
/** On the way down from there: not yet where the last negative curvature is gone. */
const theta = ((): Float64Array => {
  let at = start;
  for (let step = 0; step < 25; step++) {
    const gradient = network.gradient(at, network.forward(at));
    at = at.map((x, i) => x - 0.5 * (gradient[i] ?? NaN));
  }
  return at;
})();

/** Central differences of gradients, column by column. */
function denseHessian(): Matrix {
  const step = 1e-5;
  const at = (k: number, by: number): Float64Array => {
    const moved = theta.map((x, i) => (i === k ? x + by : x));
    return network.gradient(moved, network.forward(moved));
  };
  const columnsOf = Array.from({ length: size }, (_, k) => {
    const [ahead, behind] = [at(k, step), at(k, -step)];
    return [...ahead.map((x, i) => (x - (behind[i] ?? NaN)) / (2 * step))];
  });
  const matrix = new Matrix(columnsOf);
  return matrix.clone().add(matrix.transpose()).div(2);
}

it('has the spectrum, the rise and the negative curvature of the dense Hessian', async () => {
  const hessian = denseHessian();
  const decomposition = new EigenvalueDecomposition(hessian, { assumeSymmetric: true });
  const exact = [...decomposition.realEigenvalues].sort((a, b) => b - a);
  const options = { top: 8, steps: size, probes: 30, rng: new Rng(2), hooks: {} };
  const well = await networkWell(network, start, theta, 'hessian', options);
  well.wells.top.forEach(({ value, error }, i) =>
    expect(Math.abs(value - (exact[i] ?? NaN))).toBeLessThan(error + 1e-7),
  );
  expect(well.wells.least).toBeCloseTo(exact.at(-1) ?? NaN, 6);
  expect(well.wells.least).toBeLessThan(0);
  const share = exact.filter((value) => value < -1e-9).length / size;
  expect(well.wells.negative).toBeCloseTo(share, 1);

  const back = Matrix.columnVector([...start.map((x, i) => x - (theta[i] ?? NaN))]);
  const rise = 0.5 * back.transpose().mmul(hessian).mmul(back).get(0, 0);
  expect(well.rise).toBeCloseTo(rise, 6);
  expect(well.scale).toBeCloseTo(well.rise / well.trueRise, 12);
  // The well leaves negative curvature out, and so rises no less.
  expect(quadraticAtStart(well.wells.all)).toBeGreaterThanOrEqual(well.rise - 1e-9);

  const [least, ...rest] = well.path;
  expect(least?.loss).toBe(least?.quadratic);
  expect(rest.at(-1)?.loss).toBeCloseTo(network.forward(start).loss, 12);
  // The residual of a quadratic is of third order: at half the way it has shrunk to about an eighth.
  const residual = (t: number): number => {
    const point = well.path.find((each) => each.t === t);
    return Math.abs((point?.loss ?? NaN) - (point?.quadratic ?? NaN));
  };
  expect(residual(0.125) / residual(0.25)).toBeLessThan(0.25);
});

it('has no negative curvature by Gauss and Newton, and is not made of a network with other layers', async () => {
  const options = { top: 4, steps: size, probes: 4, rng: new Rng(2), hooks: {} };
  const well = await networkWell(network, start, theta, 'gauss-newton', options);
  expect(well.wells.negative).toBe(0);
  expect(well.wells.least).toBeGreaterThan(-1e-12);
  expect(quadraticAtStart(well.wells.all)).toBeCloseTo(well.rise, 9);
  // The first fully connected layer does not begin at the inputs.
  const after = { name: 'cnn', widths: [12, 3], activation: 'tanh' } as const;
  expect(() => requireDense(after, 64)).toThrow('fully connected networks alone');
});

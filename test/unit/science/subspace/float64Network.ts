import { activate } from '../../../../src/compute/training/activations';
import type { NetworkSpec } from '../../../../src/science/models/modelSpec';
import { layOut } from '../../../../src/science/models/networkLayout';

/** The mean loss of a network in float64, written for being read: what the kernels are held against. */
export function meanLoss(
  network: NetworkSpec,
  theta: Float64Array,
  examples: readonly (readonly number[])[],
  answers: readonly (number | readonly number[])[],
): number {
  const { layers } = layOut(network);
  let total = 0;
  examples.forEach((example, b) => {
    let values = [...example];
    for (const { inputs, outputs, weights, bias, activation } of layers) {
      values = Array.from({ length: outputs }, (_, j) => {
        let sum = theta[bias + j] ?? NaN;
        for (let i = 0; i < inputs; i++)
          sum += (theta[weights + i * outputs + j] ?? NaN) * (values[i] ?? NaN);
        return activate(activation, sum);
      });
    }
    const answer = answers[b];
    if (typeof answer === 'number') {
      const sum = values.reduce((all, value) => all + Math.exp(value), 0);
      total += Math.log(sum) - (values[answer] ?? NaN);
    } else {
      total += values.reduce((all, value, j) => all + (value - (answer?.[j] ?? NaN)) ** 2, 0) / values.length;
    }
  });
  return total / examples.length;
}

/** Central differences of a function at a point. */
export function differences(f: (x: Float64Array) => number, x: Float64Array, h = 1e-6): Float64Array {
  return x.map((_, k) => {
    const moved = (by: number): number => f(x.map((value, i) => (i === k ? value + by : value)));
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

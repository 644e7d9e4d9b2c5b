import { Rng } from '../../../src/base/rng';
import type { TrainingData } from '../../../src/science/models/networkObjective';

/** Normal features, and the sign of the product of the first two as the class: a fifth of the rows are for testing. */
export function productTask(rows: number, columns: number, seed = 8): TrainingData {
  const rng = new Rng(seed);
  const features = Float32Array.from({ length: rows * columns }, () => rng.normal());
  const answers = Int32Array.from({ length: rows }, (_, i) => {
    const [a = 0, b = 0] = features.subarray(columns * i, columns * i + 2);
    return a * b > 0 ? 1 : 0;
  });
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const train = Math.round(0.8 * rows);
  return { rows, columns, features, answers, train: order.slice(0, train), test: order.slice(train) };
}

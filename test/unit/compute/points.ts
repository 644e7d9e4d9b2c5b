import { Rng } from '../../../src/base/rng';
import type { Matrix } from '../../../src/compute/matrix';

/** `rows` points of a standard normal law in `columns` dimensions. */
export function gaussian(rows: number, columns: number, seed = 1): Matrix {
  const rng = new Rng(seed);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => rng.normal()) };
}

/** Uniform points of the `dimension`-sphere, in one dimension more. */
export function sphere(rows: number, dimension: number, seed = 1): Matrix {
  const { values } = gaussian(rows, dimension + 1, seed);
  const columns = dimension + 1;
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    const length = Math.hypot(...row);
    row.forEach((x, j) => (row[j] = x / length));
  }
  return { rows, columns, values };
}

/** The table by comparing every pair, in the plainest way but for a scale that keeps squares from vanishing. */
export function bruteForce(
  { rows, columns, values }: Matrix,
  k: number,
): { distances: number[]; indices: number[] } {
  let largest = 0;
  for (const x of values) largest = Math.max(largest, Math.abs(x));
  const scale = 2 ** Math.ceil(Math.log2(largest));
  const points = Float64Array.from(values, (x) => x / scale);
  const distances: number[] = [];
  const indices: number[] = [];
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let sum = 0;
      for (let c = 0; c < columns; c++) {
        const difference = (points[i * columns + c] as number) - (points[j * columns + c] as number);
        sum += difference * difference;
      }
      squares[j] = j === i ? Infinity : sum;
    }
    const order = Array.from(squares.keys()).sort((a, b) => (squares[a] ?? 0) - (squares[b] ?? 0) || a - b);
    for (const j of order.slice(0, k)) {
      distances.push(Math.sqrt(squares[j] ?? NaN) * scale);
      indices.push(j);
    }
  }
  return { distances, indices };
}

import type { DataMatrix } from './dataSet';

/** The rows that differ from every earlier one, ascending. */
export function distinctRows({ rows, columns, values }: DataMatrix): Int32Array {
  const buckets = new Map<number, number[]>();
  const kept: number[] = [];
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  for (let row = 0; row < rows; row++) {
    let hash = 0x811c9dc5;
    for (let j = 0; j < columns; j++) {
      // Adding zero makes −0 of +0's bits.
      number[0] = (values[row * columns + j] as number) + 0;
      hash = Math.imul(hash ^ (words[0] as number), 0x01000193);
      hash = Math.imul(hash ^ (hash >>> 15) ^ (words[1] as number), 0x85ebca6b);
    }
    const bucket = buckets.get(hash);
    if (bucket === undefined) buckets.set(hash, [row]);
    else if (bucket.some((other) => sameRow(values, columns, row, other))) continue;
    else bucket.push(row);
    kept.push(row);
  }
  return Int32Array.from(kept);
}

/** The given rows, in that order, as a matrix of their own; the matrix itself where they are all of it in order. */
export function takeRows(matrix: DataMatrix, rows: Int32Array): DataMatrix {
  if (rows.length === matrix.rows && rows.every((row, i) => row === i)) return matrix;
  const { columns, values } = matrix;
  const taken =
    values instanceof Float32Array
      ? new Float32Array(rows.length * columns)
      : new Float64Array(rows.length * columns);
  rows.forEach((row, i) => taken.set(values.subarray(row * columns, (row + 1) * columns), i * columns));
  return { rows: rows.length, columns, values: taken };
}

function sameRow(values: DataMatrix['values'], columns: number, a: number, b: number): boolean {
  for (let j = 0; j < columns; j++) {
    if (values[a * columns + j] !== values[b * columns + j]) return false;
  }
  return true;
}

import type { RunContext } from '../../../../src/experiments/kind';
import type { DataSet } from '../../../../src/science/datasets/dataSet';

/** A context with the given data, on the calling thread. */
export function trainingContext(data: DataSet, other: Partial<RunContext> = {}): RunContext {
  return {
    signal: new AbortController().signal,
    seed: 0,
    threads: 1,
    progress: () => {},
    warn: () => {},
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    readData: () => Promise.resolve(data),
    ...other,
  };
}

export function dataSet(
  rows: readonly (readonly number[])[],
  labels: readonly string[] | undefined,
): DataSet {
  const columns = rows[0]?.length ?? 0;
  return {
    matrix: { rows: rows.length, columns, values: Float64Array.from(rows.flat()) },
    columnNames: Array.from({ length: columns }, (_, i) => `x${i + 1}`),
    labels,
    droppedRows: 0,
    hash: '',
    bytes: 0,
  };
}

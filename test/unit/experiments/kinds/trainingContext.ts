import { expect } from 'vitest';
import type { StudyResult } from '../../../../src/experiments/studyResult';
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

/** Every measured point that names runs names some whose training can be shown, and some points do. */
export function expectTraining({ figures, training }: StudyResult): void {
  const named = figures.flatMap(({ series }) =>
    series.flatMap(({ points }) => points.flatMap(({ runs }) => runs ?? [])),
  );
  const sets = training?.sets ?? [];
  expect(sets.map(({ key }) => key)).toEqual(expect.arrayContaining([...new Set(named)]));
  expect(new Set(sets.map(({ key }) => key)).size).toBe(sets.length);
  expect(named.length).toBeGreaterThan(0);
  for (const { runs } of sets) {
    expect(runs.length).toBeGreaterThan(0);
    for (const { at, loss = at, score = at } of runs) {
      expect([loss.length, score.length]).toEqual([at.length, at.length]);
      expect(at.every((place, i) => i === 0 || place > (at[i - 1] ?? place))).toBe(true);
    }
  }
}

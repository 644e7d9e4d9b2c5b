import { CodedError } from '../../base/errors';
import { counted } from '../../base/words';
import type { DataSet } from '../../science/datasets/dataSet';

/** A table of two discrete variables, rows and columns without weight left out. */
export interface JointTable {
  /** The file, or the name of the distribution. */
  readonly name: string;
  /** Row-major, a row an x. */
  readonly weights: Float64Array;
  readonly xs: readonly string[];
  readonly ys: readonly string[];
  /** `weights` say nothing of how sure they are; what is `drawn` by name is exact. */
  readonly holds: 'counts' | 'weights' | 'drawn';
  /** How many were counted. */
  readonly total: number | undefined;
  readonly warnings: readonly string[];
  /** Of a symmetric channel: its curve is known. */
  readonly crossover?: number;
}

/** The table a data file holds. Fails with the row at fault where an entry is negative, or no count where counts are due. */
export function readJointTable(
  { matrix, columnNames, labels }: DataSet,
  file: string,
  holds: 'counts' | 'weights',
  mostValues: number,
): JointTable {
  const { rows, columns, values } = matrix;
  const location = { file };
  const nameOf = (row: number): string => labels?.[row] ?? `row ${row + 1}`;
  const placeOf = (row: number): string =>
    labels === undefined ? nameOf(row) : `row ${row + 1} (${nameOf(row)})`;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const place = `${placeOf(Math.floor(i / columns))}, ${columnNames[i % columns] ?? ''}`;
    const shown = Number(value.toPrecision(6));
    if (value < 0) {
      throw new CodedError('data.unsupported', `${place} holds ${shown}: nothing is met less than never.`, {
        ...{ remedy: 'Give counts, or probabilities with `holds: weights`.', location },
      });
    }
    if (holds === 'counts' && !Number.isInteger(value)) {
      throw new CodedError('data.unsupported', `${place} holds ${shown}, which is no count.`, {
        ...{
          remedy: 'Write `holds: weights` where the table holds probabilities; there are no intervals then.',
          location,
        },
      });
    }
  }
  const weight = (row: number, column: number): number => values[row * columns + column] as number;
  const all = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  const keptRows = all(rows).filter((row) => all(columns).some((column) => weight(row, column) > 0));
  const keptColumns = all(columns).filter((column) => all(rows).some((row) => weight(row, column) > 0));
  if (keptRows.length < 2 || keptColumns.length < 2) {
    throw new CodedError(
      'estimate.impossible',
      'The table has fewer than two rows or two columns with a count.',
      {
        ...{ remedy: 'Rows are the values of X, columns those of Y.', location },
      },
    );
  }
  if (Math.max(keptRows.length, keptColumns.length) > mostValues) {
    throw new CodedError(
      'data.too-large',
      `The table has ${keptRows.length} × ${keptColumns.length} cells: each side may have ${mostValues}.`,
      {
        ...{ remedy: 'Put rare values together, or take a smaller table.', location },
      },
    );
  }
  const weights = Float64Array.from(
    keptRows.flatMap((row) => keptColumns.map((column) => weight(row, column))),
  );
  const empty = rows - keptRows.length + columns - keptColumns.length;
  return {
    name: file,
    holds,
    weights,
    xs: keptRows.map(nameOf),
    ys: keptColumns.map((column) => columnNames[column] ?? `column ${column + 1}`),
    total: holds === 'counts' ? weights.reduce((sum, count) => sum + count, 0) : undefined,
    warnings:
      empty > 0 ? [`${counted(empty, 'row or column is', 'rows and columns are')} empty, and left out.`] : [],
  };
}

import { CodedError } from '../base/errors';
import type { DataMatrix } from '../science/datasets/dataSet';
import type { NumberArray, Points } from './points';

/** Points as the estimators take them. Throws `data.unreadable` for what is no N × D finite numbers. */
export function toMatrix(points: Points): DataMatrix {
  const matrix = 'shape' in points ? fromArray(points) : fromRows(points);
  const at = matrix.values.findIndex((value: number) => !Number.isFinite(value));
  if (at >= 0) {
    const [row, column] = [Math.floor(at / matrix.columns), at % matrix.columns];
    throw unreadable(
      `points[${row}], feature ${column}, is ${matrix.values[at]}.`,
      'Leave out or fill in what is not finite.',
    );
  }
  return matrix;
}

function fromArray({ values, shape }: NumberArray): DataMatrix {
  const [rows = 0, ...axes] = shape;
  const columns = axes.reduce((product, length) => product * length, 1);
  const shown = `[${shape.join(', ')}]`;
  if (!(rows * columns > 0) || ![rows, ...axes].every(Number.isInteger)) {
    throw unreadable(`the shape ${shown} holds no points.`, 'Give [N, D], both whole and above zero.');
  }
  if (rows * columns !== values.length) {
    throw unreadable(
      `the shape ${shown} is of ${rows * columns} numbers, and there are ${values.length}.`,
      'Give the shape of the whole array.',
    );
  }
  return { rows, columns, values };
}

function fromRows(points: readonly (readonly number[])[]): DataMatrix {
  const columns = points[0]?.length ?? 0;
  if (columns === 0) throw unreadable('there are no points.', 'Give a list of lists of numbers.');
  const values = new Float64Array(points.length * columns);
  points.forEach((point, row) => {
    if (point.length !== columns) {
      throw unreadable(
        `points[${row}] has ${point.length} features where points[0] has ${columns}.`,
        'Give every point as many.',
      );
    }
    values.set(point, row * columns);
  });
  return { rows: points.length, columns, values };
}

function unreadable(message: string, remedy: string): CodedError {
  return new CodedError('data.unreadable', message, { remedy });
}

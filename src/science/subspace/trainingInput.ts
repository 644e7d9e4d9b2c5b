import { err, ok, type Result } from '../../base/result';
import type { Rng } from '../../base/rng';
import type { DataMatrix } from '../datasets/dataSet';
import type { TrainingData } from '../models/networkObjective';

export const normalisations = ['global', 'features', 'none'] as const;
export type Normalisation = (typeof normalisations)[number];

/** What the rows' labels ask a model for. */
export interface Answers {
  readonly values: Int32Array | Float32Array;
  /** Of a classification, in the order of their numbers; empty for a regression. */
  readonly classes: readonly string[];
}

/** Labels as classes, in numeric order where they are numbers, or as numbers to be predicted. */
export function readAnswers(
  labels: readonly string[],
  task: 'classification' | 'regression',
): Result<Answers, string> {
  if (task === 'regression') {
    const values = Float32Array.from(labels, Number);
    const bad = labels.findIndex((label, i) => label.trim() === '' || !Number.isFinite(values[i]));
    return bad < 0
      ? ok({ values, classes: [] })
      : err(
          `the label of row ${bad + 1} is “${labels[bad]}”, which is no number that a regression could predict`,
        );
  }
  const classes = [...new Set(labels)].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  if (classes.length < 2) return err('there is one class only');
  const numbers = new Map(classes.map((name, i) => [name, i]));
  return ok({ values: Int32Array.from(labels, (label) => numbers.get(label) ?? 0), classes });
}

/**
 * Rows as a model sees them: a share of them kept for testing, drawn by `rng`, and the features brought to mean 0 and
 * variance 1 over the training rows, all together or each by itself.
 * @param allocate memory for so many bytes, shared where several threads read it.
 */
export function prepareInput(
  matrix: DataMatrix,
  answers: Answers,
  testShare: number,
  normalise: Normalisation,
  rng: Rng,
  allocate: (bytes: number) => ArrayBuffer | SharedArrayBuffer,
): TrainingData {
  const { rows, columns, values } = matrix;
  const order = Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  const held = Math.min(rows - 1, Math.max(1, Math.round(testShare * rows)));
  const integers = (from: Iterable<number>, length: number): Int32Array => {
    const target = new Int32Array(allocate(4 * length));
    target.set([...from]);
    return target;
  };
  const test = integers(
    order.slice(0, held).sort((a, b) => a - b),
    held,
  );
  const train = integers(
    order.slice(held).sort((a, b) => a - b),
    rows - held,
  );
  const features = new Float32Array(allocate(4 * rows * columns));
  const { mean, deviation } = moments(matrix, train, normalise);
  for (let k = 0; k < rows * columns; k++) {
    const c = k % columns;
    features[k] = ((values[k] as number) - (mean[c] as number)) / (deviation[c] as number);
  }
  const bytes = allocate(answers.values.byteLength);
  const copy = answers.values instanceof Int32Array ? new Int32Array(bytes) : new Float32Array(bytes);
  copy.set(answers.values);
  return { rows, columns, features, answers: copy, train, test };
}

/** A feature that never varies is only shifted. */
function moments(
  { columns, values }: DataMatrix,
  train: Int32Array,
  normalise: Normalisation,
): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns).fill(1);
  if (normalise === 'none') return { mean, deviation };
  const squares = new Float64Array(columns);
  for (const row of train) {
    for (let c = 0; c < columns; c++)
      mean[c] = (mean[c] as number) + (values[row * columns + c] as number) / train.length;
  }
  if (normalise === 'global') mean.fill(average(mean));
  for (const row of train) {
    for (let c = 0; c < columns; c++) {
      const away = (values[row * columns + c] as number) - (mean[c] as number);
      squares[c] = (squares[c] as number) + (away * away) / train.length;
    }
  }
  if (normalise === 'global') squares.fill(average(squares));
  squares.forEach((variance, c) => (deviation[c] = variance > 0 ? Math.sqrt(variance) : 1));
  return { mean, deviation };
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

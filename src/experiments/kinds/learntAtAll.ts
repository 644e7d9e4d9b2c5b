import { counted } from '../../base/words';
import type { TrainingData } from '../../science/models/networkObjective';
import { meanInterval } from '../../science/analysis/meanInterval';
import type { NetworkMeasure } from './networkMeasure';
import { plainNumber } from './studyNumbers';

/**
 * What one answer for all rows scores on the test rows: the accuracy of the commonest class of the training rows, in per cent; of a
 * regression the mean squared error of their mean.
 */
function withoutLearning({ answers, train, test }: TrainingData): number {
  const at = (row: number): number => answers[row] as number;
  if (answers instanceof Float32Array) {
    const mean = train.reduce((sum, row) => sum + at(row), 0) / train.length;
    return test.reduce((sum, row) => sum + (at(row) - mean) ** 2, 0) / test.length;
  }
  const counts = new Map<number, number>();
  for (const row of train) counts.set(at(row), (counts.get(at(row)) ?? 0) + 1);
  const [commonest] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
  return (100 * test.filter((row) => at(row) === commonest).length) / test.length;
}

/** What a study of trained networks must say before all else where they have learnt nothing, and warn of where that is not sure. */
export interface LearntAtAll {
  /** A sentence in place of the answer. */
  readonly answer: string | undefined;
  readonly warnings: readonly string[];
}

/**
 * Whether trained networks are any better than one answer for all rows.
 *
 * @param whole test scores of the networks as trained, by `measure`.
 * @param subject what then nothing is said of: `tickets`.
 */
export function learntAtAll(
  data: TrainingData,
  whole: readonly number[],
  measure: NetworkMeasure,
  subject: string,
): LearntAtAll {
  const found = meanInterval(whole, measure.range);
  if (found === undefined) {
    return { answer: `No training ended with a score: the run says nothing of ${subject}.`, warnings: [] };
  }
  const least = withoutLearning(data);
  const unit = measure.unit === undefined ? '' : ` ${measure.unit}`;
  const same = `the ${plainNumber(least)}${unit} of ${measure.isAccuracy ? 'always answering the commonest class' : 'always answering the mean'}`;
  const mean = `${plainNumber(found.mean)}${unit}`;
  if (measure.gain(found.mean, least) <= 0) {
    return {
      answer: `The networks have learnt nothing that shows in testing: a test ${measure.name} of ${mean} is no better than ${same}, so that the run says nothing of ${subject}.`,
      warnings: ['More epochs, another rate, or data with more to learn from may help.'],
    };
  }
  const worst = found.interval?.[measure.isAccuracy ? 0 : 1];
  return {
    answer: undefined,
    warnings:
      worst !== undefined && measure.gain(worst, least) <= 0
        ? [
            `It is not certain that the networks have learnt anything: the interval of their test ${measure.name} (${mean}) holds ${same}. More seeds tell.`,
          ]
        : [],
  };
}

/** Where one test row weighs more than the margin, whether a network does as well is chance. */
export function coarseTest({ test }: TrainingData, { isAccuracy }: NetworkMeasure, margin: number): string[] {
  if (!isAccuracy || margin * test.length >= 1) return [];
  const step = plainNumber(100 / test.length);
  return [
    `With ${counted(test.length, 'row')} for testing an accuracy moves in steps of ${step} points, and the margin is ${plainNumber(100 * margin)}: one row decides. Keep more for testing with \`test\`, or set a wider \`margin\`.`,
  ];
}

import { exact, uncertain } from '../../../src/experiments/study';
import { studyResultSchema, type StudyFigure, type StudyResult } from '../../../src/experiments/studyResult';
import type { RunResult } from '../../../src/experiments/run';
import { runResult } from './sampleResult';

/** Two measured series, a prediction, what others published, and a threshold, on logarithmic axes. */
export function studyFigureOf(other: Partial<StudyFigure> = {}): StudyFigure {
  return {
    id: 'error-by-rate',
    title: 'Error against rate',
    words: 'The error falls from 0.5 at 10 bits to 0.01 at 1000.',
    x: { title: 'bits', scale: 'log' },
    y: { title: 'error', scale: 'log' },
    series: [
      {
        ...{ key: 'b4', name: '4 bits', draw: 'line', origin: 'measured', interval: '95 %, bootstrap' },
        points: [
          { x: 10, y: 0.5, interval: [0.4, 0.6], label: 'rank 1' },
          { x: 100, y: 0.2, interval: [0.15, 0.3] },
        ],
      },
      {
        ...{ key: 'b8', name: '8 bits', draw: 'points', origin: 'measured' },
        points: [{ x: 1000, y: 0.01, xInterval: [900, 1100] }],
      },
      {
        ...{ key: 'bound', name: 'lower bound', draw: 'curve', origin: 'predicted' },
        points: Array.from({ length: 40 }, (_, i) => ({ x: 10 * 1.1 ** i, y: 0.4 * 0.9 ** i })),
      },
      {
        ...{ key: 'li', name: 'MNIST', draw: 'points', origin: 'published', source: 'Li et al. 2018' },
        points: [{ x: 50, y: 0.3 }],
      },
    ],
    rules: [{ key: 'goal', name: 'goal', axis: 'y', at: 0.1, interval: [0.08, 0.12], origin: 'measured' }],
    ...other,
  };
}

export function studyOf(other: Partial<StudyResult> = {}): StudyResult {
  return studyResultSchema.parse({
    ...{ kind: 'study', experiment: 'rate-distortion', subject: 'data/digits.csv' },
    answer: ['Four bits do as well as eight.', 'At rank 3.'],
    values: [
      uncertain('rank', 'effective rank', 12.94, {
        ...{ interval: [12.54, 13.34], method: 'bootstrap', unit: 'directions' },
        sentences: ['The exponential of the entropy.'],
        warnings: ['The rows are few.'],
      }),
      uncertain('limit', 'limit', null, { interval: null, method: 'profile likelihood', text: 'above 256' }),
      exact('size', 'raw size', 7_360_512, { unit: 'bits' }),
    ],
    figures: [studyFigureOf()],
    tables: [
      {
        ...{ id: 'grid', title: 'Every rank' },
        columns: [
          { name: 'Rank', numeric: true },
          { name: 'Remark', numeric: false },
        ],
        rows: [
          [1, 'first, "quoted"'],
          [2, null],
        ],
      },
    ],
    facts: [{ name: 'rows', value: '1797' }],
    papers: ['Cover and Thomas 2006, chapter 10'],
    warnings: ['The data are rounded.'],
    ...other,
  });
}

export function studyRun(study: StudyResult = studyOf()): RunResult {
  return { ...runResult([]), experimentId: 'svd', runId: 'svd-20260102T030405678Z-abcd', result: study };
}

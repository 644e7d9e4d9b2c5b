import type { StudyFigure } from '../experiments/studyResult';
import type { SubspaceResult } from '../experiments/subspaceResult';
import type { Threshold } from '../science/subspace/threshold';
import { scoreText, thresholdText } from './subspaceText';

/** What the two runs are called beside each other. */
export const comparedNames = ['this run', 'the other'] as const;

/** Success against the dimension of two runs, drawn together with their thresholds. */
export function comparedFigure(mine: SubspaceResult, other: SubspaceResult): StudyFigure {
  const both = [mine, other] as const;
  return {
    id: 'compared',
    title: 'Success by dimension of two runs',
    words: both.map((result, i) => wordsOf(result, comparedNames[i] ?? '')).join(' '),
    x: { title: 'dimension of the subspace d', scale: 'log' },
    y: { title: 'share of runs that reach the target', scale: 'linear', includes: [0, 1] },
    series: both.map((result, i) => ({
      key: i === 0 ? 'mine' : 'other',
      name: comparedNames[i] ?? '',
      draw: 'line',
      origin: 'measured',
      interval: '95 %, Wilson',
      points: result.dimensions.map(({ dimension, runs, successes, interval }) => ({
        x: dimension,
        y: successes / runs,
        interval,
        label: `${successes} of ${runs}`,
      })),
    })),
    rules: both.flatMap(({ threshold }, i) => {
      const { estimate, low, high } = threshold;
      if (estimate === null) return [];
      const interval = low === null || high === null ? {} : { interval: [low, high] as [number, number] };
      const name = `d* of ${comparedNames[i] ?? ''}`;
      return [
        {
          key: `threshold-${i}`,
          name,
          axis: 'x' as const,
          at: estimate,
          ...interval,
          origin: 'measured' as const,
        },
      ];
    }),
  };
}

function wordsOf({ dimensions, threshold }: SubspaceResult, name: string): string {
  const counts = dimensions.map(
    ({ dimension, runs, successes }) => `d = ${dimension}: ${successes} of ${runs}`,
  );
  return `Of ${name}: ${counts.join('; ')}; threshold ${thresholdText(threshold)}.`;
}

/** What the two thresholds say of each other, a sentence. */
export function comparedThresholds(mine: SubspaceResult, other: SubspaceResult): string {
  const said = `The threshold is ${thresholdText(mine.threshold)} here and ${thresholdText(other.threshold)} in the other`;
  const [a, b] = [mine.threshold, other.threshold].map(ends);
  if (a === undefined || b === undefined) return `${said}.`;
  const apart = a[1] < b[0] || b[1] < a[0];
  return apart
    ? `${said}: the 95 % intervals do not meet.`
    : `${said}: the 95 % intervals meet, so these runs do not tell the thresholds apart.`;
}

function ends({ low, high, estimate }: Threshold): readonly [number, number] | undefined {
  if (estimate === null && low === null && high === null) return undefined;
  return [low ?? 0, high ?? Infinity];
}

/** What one may ask of a run to set it beside another. */
export interface ComparedRun {
  readonly result: SubspaceResult;
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** What differs: settings first, then what was found, then success at every dimension. A name and two cells a row. */
export function comparedRows(
  mine: ComparedRun,
  other: ComparedRun,
): readonly (readonly [string, string, string])[] {
  const names = new Set([...mine.settings, ...other.settings].map(({ name }) => name));
  const of = ({ settings }: ComparedRun, name: string): string =>
    settings.find((one) => one.name === name)?.value ?? '–';
  const settings = [...names].map((name) => [name, of(mine, name), of(other, name)] as const);
  const found = [mine.result, other.result].map(foundIn);
  const dimensions = new Set(
    [mine, other].flatMap(({ result }) => result.dimensions.map(({ dimension }) => dimension)),
  );
  const success = ({ result }: ComparedRun, d: number): string => {
    const row = result.dimensions.find(({ dimension }) => dimension === d);
    return row === undefined ? '–' : `${row.successes} of ${row.runs}`;
  };
  return [
    ...settings.filter(([, a, b]) => a !== b),
    ...(found[0] ?? []).map(([name, value], i) => [name, value, found[1]?.[i]?.[1] ?? '–'] as const),
    ...[...dimensions]
      .sort((a, b) => a - b)
      .map((d) => [`successes at d = ${d}`, success(mine, d), success(other, d)] as const),
  ];
}

function foundIn({ threshold, target, full, runs }: SubspaceResult): readonly (readonly [string, string])[] {
  return [
    ['threshold d*', thresholdText(threshold)],
    ['target', target.value === null ? target.text : `${target.text} (${scoreText(target.value)})`],
    ['full space', full === null ? '–' : `${full.successes} of ${full.runs}`],
    [`median ${target.measure} in full space`, full?.median == null ? '–' : scoreText(full.median)],
    ['runs', String(runs.length)],
  ];
}

import { capitalised } from '../base/text';
import type { StudyFigure } from '../experiments/studyResult';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { scoreText } from './subspaceText';

/** Lines of more runs than these would hide each other; the file has all. */
const mostRuns = 8;

type Run = SubspaceResult['runs'][number];

/** What is followed over the epochs: the loss of the batches, or the target's score. */
export type CurveOf = 'loss' | 'score';

/** The name of all runs of one dimension, of null those in full space: `d=8`, `full`. */
export function curveKey(dimension: number | null): string {
  return dimension === null ? 'full' : `d=${dimension}`;
}

/** Every dimension that has runs, full space first. */
export function curveKeys({ runs }: SubspaceResult): readonly string[] {
  const keys = new Set(runs.map(({ dimension }) => curveKey(dimension)));
  return [...keys].sort((a, b) => Number(b === 'full') - Number(a === 'full'));
}

/** The dimension whose curves tell most: the nearest to the threshold, or the greatest where there is none. */
export function telling({ dimensions, threshold, full }: SubspaceResult): string | undefined {
  const { estimate } = threshold;
  const far = (d: number): number => (estimate === null ? -d : Math.abs(Math.log(d / estimate)));
  const [nearest] = dimensions.map(({ dimension }) => dimension).sort((a, b) => far(a) - far(b));
  return nearest === undefined ? (full === null ? undefined : 'full') : curveKey(nearest);
}

/** `d = 8`, `full space`. */
export function curveTitle(key: string): string {
  return key === 'full' ? 'full space' : key.replace('=', ' = ');
}

/** The runs of a dimension, in order. */
export function runsOf({ runs }: SubspaceResult, key: string): readonly Run[] {
  return runs.filter(({ dimension }) => curveKey(dimension) === key);
}

/** How training went in the runs of a dimension, epoch by epoch; undefined where there are none. */
export function curveFigure(result: SubspaceResult, key: string, of: CurveOf): StudyFigure | undefined {
  const runs = runsOf(result, key);
  const shown = runs.slice(0, mostRuns);
  if (shown.length === 0) return undefined;
  const { measure, value, text } = result.target;
  const series = shown.map((run) => ({
    key: `run-${run.index + 1}`,
    name: `run ${run.index + 1}${run.succeeded ? '' : ', fails'}`,
    draw: 'line' as const,
    origin: 'measured' as const,
    points: run.curve.flatMap((at) => (at[of] === null ? [] : [{ x: at.epoch, y: at[of] }])),
  }));
  const values = series.flatMap(({ points }) => points.map(({ y }) => y));
  const isLog =
    values.length > 0 && Math.min(...values) > 0 && Math.max(...values) > 20 * Math.min(...values);
  const isAccuracy = of === 'score' && measure === 'accuracy';
  const name = of === 'loss' ? 'training loss' : measure;
  const more =
    runs.length > shown.length ? ` Of ${runs.length} runs the first ${shown.length} are drawn.` : '';
  return {
    id: of,
    title: `${capitalised(name)} by epoch: ${curveTitle(key)}`,
    words: `${capitalised(name)} by epoch of the runs in ${key === 'full' ? 'full space' : `subspaces of ${curveTitle(key)}`}. ${shown.map((run) => wordsOf(run, of)).join(' ')}${more}`,
    x: { title: 'epoch', scale: 'linear' },
    y: {
      title: of === 'loss' ? 'mean loss of the batches' : `${measure} (${text.split(' ')[0] ?? ''})`,
      scale: isLog && !isAccuracy ? 'log' : 'linear',
    },
    series,
    rules:
      of === 'loss' || value === null
        ? []
        : [{ key: 'target', name: 'target', axis: 'y', at: value, origin: 'measured' }],
  };
}

function wordsOf({ index, curve, reachedAt, diverged }: Run, of: CurveOf): string {
  const values = curve.flatMap((at) => at[of] ?? []);
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return `Run ${index + 1} has no numbers.`;
  const end = diverged
    ? ', and diverges'
    : reachedAt === null
      ? ''
      : `, the target reached at epoch ${reachedAt}`;
  return `Run ${index + 1}: from ${scoreText(first)} to ${scoreText(last)}${end}.`;
}

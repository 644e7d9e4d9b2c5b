import { capitalised } from '../base/text';
import type { StudyFigure, StudyResult } from '../experiments/studyResult';
import type { TrainingSet } from '../experiments/trainingCurves';
import { scoreText } from './subspaceText';

/** The set of a study's runs that is shown: the one asked for, or the first. */
export function trainingSetOf({ training }: StudyResult, key: string | undefined): TrainingSet | undefined {
  const sets = training?.sets ?? [];
  return sets.find((set) => set.key === key) ?? sets[0];
}

/**
 * How training went in the runs of a set; undefined where that was not followed.
 * @param place which of what was followed: the first is the loss where there is one, else the score.
 */
export function trainingFigure(
  study: StudyResult,
  key: string | undefined,
  place: 0 | 1,
): StudyFigure | undefined {
  const set = trainingSetOf(study, key);
  const of = (['loss', 'score'] as const).filter((each) => study.training?.[each] !== undefined)[place];
  const axis = of && study.training?.[of];
  if (study.training === undefined || set === undefined || of === undefined || axis === undefined)
    return undefined;
  const { clock } = study.training;
  const series = set.runs.map((run, i) => ({
    key: `run-${i + 1}`,
    name: run.name,
    draw: 'line' as const,
    origin: 'measured' as const,
    points: run.at.flatMap((x, j) => {
      const y = run[of]?.[j] ?? null;
      return y === null ? [] : [{ x, y }];
    }),
  }));
  const values = series.flatMap(({ points }) => points.map(({ y }) => y));
  if (values.length === 0) return undefined;
  const isWide = Math.min(...values) > 0 && Math.max(...values) > 20 * Math.min(...values);
  const more =
    set.count > set.runs.length ? ` Of ${set.count} runs the first ${set.runs.length} are drawn.` : '';
  const title = `${capitalised(of === 'loss' ? 'training loss' : axis)} by ${clock}: ${set.name}`;
  return {
    id: of,
    title,
    words: `${title}. ${series.map(({ name, points }) => `${name}: ${courseOf(points)}.`).join(' ')}${more}`,
    x: { title: clock, scale: 'linear' },
    y: { title: axis, scale: of === 'loss' && isWide ? 'log' : 'linear' },
    series,
    rules: [],
  };
}

function courseOf(points: readonly { readonly y: number }[]): string {
  const [first, last] = [points[0], points.at(-1)];
  return first === undefined || last === undefined
    ? 'no finite number'
    : `from ${scoreText(first.y)} to ${scoreText(last.y)}`;
}

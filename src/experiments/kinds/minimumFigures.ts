import { wilsonInterval } from '../../science/subspace/binomial';
import { pooledSuccess, pooledWords } from '../../science/subspace/pooledSuccess';
import type { Threshold } from '../../science/subspace/threshold';
import type { StudyFigure, StudySeries } from '../studyResult';
import { epochCurves, replicaSet, type TrainingCurves } from '../trainingCurves';
import type { PredictedThreshold } from '../predictedThreshold';
import { predictionRules } from './minimumPredictions';
import { directionsPhrase, whole, widthPhrase, type Directions } from './minimumWords';
import { median } from './subspaceSummary';
import type { Member } from './minimumMembers';
import type { MinimumRuns } from './minimumRuns';

const wilson = '95 %, Wilson';
const curvePoints = 80;

function widthKey(width: number): string {
  return `width ${width}`;
}

function directionsKey(counts: readonly { readonly dimension: number }[]): string {
  return `d = ${counts[0]?.dimension}`;
}

/** How training went: at every number of directions that is a point of its figure, and at every width. */
export function minimumTraining(
  runs: MinimumRuns,
  directions: Directions | undefined,
  score: string,
): { training?: TrainingCurves } {
  const inside = pooledSuccess(directions?.dimensions ?? []).map(({ counts }) => {
    const [from = 0, to = 0] = [counts[0]?.dimension, counts.at(-1)?.dimension];
    const own = runs.outcomes.filter(
      ({ dimension }) => dimension !== null && from <= dimension && dimension <= to,
    );
    const name = `${runs.member?.network.name} in d = ${from}${from === to ? '' : ` to ${to}`} directions`;
    return replicaSet(directionsKey(counts), name, own);
  });
  const full = runs.widths.map(({ width, parameters, outcomes }) =>
    replicaSet(widthKey(width), `width ${width} in all ${whole(parameters)} parameters`, outcomes),
  );
  return epochCurves([...inside, ...full], score);
}

/** Success of the runs against the directions, with the fitted curve and the threshold. */
export function directionsFigure(
  directions: Directions,
  { network }: Member,
  predicted: PredictedThreshold | undefined,
): StudyFigure {
  const { dimensions, threshold } = directions;
  const points = pooledSuccess(dimensions).map(({ counts, at, runs, successes, interval }) => {
    const [first, last] = [counts[0]?.dimension, counts.at(-1)?.dimension];
    const range = first === last ? `d = ${first}` : `d = ${first} to ${last}`;
    return {
      ...{ x: at, y: successes / runs, interval: [...interval] as [number, number] },
      label: `${range}, ${successes} of ${runs} runs`,
      runs: directionsKey(counts),
    };
  });
  const phrase = directionsPhrase(directions);
  return {
    id: 'directions',
    title: `Success against trainable directions of ${network.name}`,
    words: `The share of runs that reach the target at ${dimensions.length} numbers of directions from ${dimensions[0]?.dimension} to ${dimensions.at(-1)?.dimension}, ${pooledWords}: half of them with ${phrase}.`,
    x: { title: 'trainable directions d', scale: 'log' },
    y: { title: 'share of runs that reach the target', scale: 'linear', includes: [0, 1] },
    series: [measured('runs', 'runs', points), ...fitted(threshold, points)],
    rules: [...rule(threshold, 'directions', 'threshold d*'), ...predictionRules(predicted)],
  };
}

/** Success of full training against the number of parameters of the family's networks. */
export function widthsFigure(runs: MinimumRuns, members: readonly Member[]): StudyFigure {
  const points = runs.widths.map(({ width, parameters, runs: count, successes }) => ({
    x: parameters,
    y: successes / count,
    interval: wilsonInterval(successes, count),
    label: `width ${width}, ${successes} of ${count} runs`,
    runs: widthKey(width),
  }));
  return {
    id: 'widths',
    title: 'Success of full training against the number of parameters',
    words: `The share of runs that reach the target at ${points.length} widths from ${runs.widths[0]?.width} to ${runs.widths.at(-1)?.width}: the smallest width that does ${widthPhrase(runs, members)}.`,
    x: { title: 'number of parameters D', scale: 'log' },
    y: { title: 'share of runs that reach the target', scale: 'linear', includes: [0, 1] },
    series: [measured('runs', 'runs in all parameters', points), ...fitted(runs.answer.fit, points)],
    rules: rule(runs.answer.fit, 'parameters', 'half the runs'),
  };
}

/** The best score of each width's runs, with the target. */
export function scoresFigure(runs: MinimumRuns, measure: string): StudyFigure {
  const points = runs.widths.flatMap(({ width, parameters, best }) => {
    const middle = median(best);
    if (middle === undefined) return [];
    const interval: [number, number] = [Math.min(...best), Math.max(...best)];
    const label = `width ${width}, ${best.length} runs`;
    return [{ x: parameters, y: middle, interval, label, runs: widthKey(width) }];
  });
  const { value } = runs;
  const ends = [points[0], points.at(-1)].map((point) =>
    point === undefined ? '' : Number(point.y.toPrecision(3)),
  );
  return {
    id: 'scores',
    title: `Best ${measure} against the number of parameters`,
    words: `The median of the best ${measure} of a width’s runs goes from ${ends[0]} at ${whole(points[0]?.x ?? 0)} parameters to ${ends[1]} at ${whole(points.at(-1)?.x ?? 0)}.`,
    x: { title: 'number of parameters D', scale: 'log' },
    y: { title: `best ${measure}`, scale: 'linear' },
    series: [
      {
        key: 'scores',
        name: 'median of the runs',
        draw: 'line',
        origin: 'measured',
        interval: 'least to greatest of the runs',
        points,
      },
    ],
    rules:
      value === undefined
        ? []
        : [{ key: 'target', name: 'target', axis: 'y', at: value, origin: 'measured' }],
  };
}

function measured(key: string, name: string, points: StudySeries['points']): StudySeries {
  return { key, name, draw: 'points', origin: 'measured', interval: wilson, points };
}

/** The logistic curve in ln x where one was fitted, over what was tried. */
function fitted({ estimate, slope, status }: Threshold, points: StudySeries['points']): StudySeries[] {
  const [first, last] = [points[0], points.at(-1)];
  if (status !== 'fitted' || estimate === null || slope === null || !first || !last) return [];
  const at = (i: number): number => first.x * (last.x / first.x) ** (i / curvePoints);
  const curve = Array.from({ length: curvePoints + 1 }, (_, i) => ({
    x: at(i),
    y: 1 / (1 + (at(i) / estimate) ** -slope),
  }));
  return [{ key: 'fit', name: 'fitted curve', draw: 'curve', origin: 'measured', points: curve }];
}

function rule({ estimate, low, high }: Threshold, key: string, name: string): StudyFigure['rules'] {
  if (estimate === null) return [];
  const interval = low === null || high === null ? {} : { interval: [low, high] as [number, number] };
  return [{ key, name, axis: 'x', at: estimate, origin: 'measured', ...interval }];
}

import { predictionTitles } from '../predictedThreshold';
import type { StudyFigure, StudySeries } from '../studyResult';
import { short, type Estimate } from './caseSummary';
import type { RankModel, RankStudy } from './rankBoundOptions';
import type { RankCase } from './rankCase';
import { axisTitles, caseName, measuredOf, predictionOf, wordsOf } from './rankReadings';

interface ModelCases {
  readonly model: RankModel;
  readonly cases: readonly RankCase[];
}

type Point = StudySeries['points'][number];

function seriesOf(
  key: string,
  name: string,
  origin: StudySeries['origin'],
  draw: StudySeries['draw'],
  cases: readonly RankCase[],
  y: (found: RankCase) => Estimate | number | undefined,
  interval?: string,
): StudySeries[] {
  const points = cases.flatMap((found): Point[] => {
    const at = y(found);
    if (at === undefined) return [];
    const { value, interval: own } = typeof at === 'number' ? { value: at, interval: undefined } : at;
    return [
      {
        ...{ x: found.point.at, y: value, ...(own === undefined ? {} : { interval: own }) },
        ...(origin === 'measured' ? { runs: caseName(found) } : {}),
      },
    ];
  });
  if (points.length === 0) return [];
  return [{ key, name, draw, origin, ...(interval === undefined ? {} : { interval }), points }];
}

/** A figure a model: bounds of one would flatten the other's thresholds. */
export function thresholdFigure(study: RankStudy, model: RankModel, cases: readonly RankCase[]): StudyFigure {
  const told = cases.map(
    (found) =>
      `at ${found.point.at} ${measuredOf(found) === undefined ? wordsOf(found) : short(measuredOf(found)?.value ?? NaN)}, bound ${found.cap}`,
  );
  return {
    id: `threshold-${study}-${model}`,
    title: `Threshold dimension of the ${model} model against the ${axisTitles[study]}`,
    words: `${told.join('; ')}.`,
    x: { title: axisTitles[study], scale: 'linear' },
    y: { title: 'dimension d', scale: 'linear', includes: [0] },
    series: [
      ...seriesOf(
        'measured',
        'measured d*',
        'measured',
        'points',
        cases,
        measuredOf,
        '95 %, profile likelihood',
      ),
      ...(['sharp', 'scaled', 'published'] as const).flatMap((name) =>
        seriesOf(
          name,
          predictionTitles[name],
          'predicted',
          'line',
          cases,
          (found) => predictionOf(found, name)?.value,
        ),
      ),
      ...seriesOf('cap', 'bound by rank', 'predicted', 'line', cases, ({ cap }) => cap),
    ],
    rules: [],
  };
}

/** The rank of the Gauss–Newton matrix, of all models, beside its bounds. */
export function rankFigure(study: RankStudy, models: readonly ModelCases[]): StudyFigure {
  const told = models.flatMap(({ model, cases }) =>
    cases.map(({ point, rank, cap }) => `${model} at ${point.at}: rank ${rank.rank} of at most ${cap}`),
  );
  return {
    id: `gauss-newton-${study}`,
    title: `Rank of the Gauss–Newton matrix against the ${axisTitles[study]}`,
    words: `${told.join('; ')}.`,
    x: { title: axisTitles[study], scale: 'linear' },
    y: { title: 'rank', scale: 'linear', includes: [0] },
    series: models.flatMap(({ model, cases }) => [
      ...seriesOf(`${model}-rank`, `${model}: rank`, 'measured', 'points', cases, ({ rank }) => rank.rank),
      ...seriesOf(
        `${model}-notable`,
        `${model}: above a thousandth of the greatest`,
        'measured',
        'line',
        cases,
        ({ rank }) => rank.notable,
      ),
      ...seriesOf(
        `${model}-first`,
        `${model}: of the first layer’s block`,
        'measured',
        'points',
        cases,
        ({ firstLayer }) => firstLayer?.rank,
      ),
      ...seriesOf(`${model}-cap`, `${model}: bound`, 'predicted', 'line', cases, ({ cap }) => cap),
    ]),
    rules: [],
  };
}

import { describeTarget, parseTarget } from '../../science/subspace/target';
import type { StudyFigure, StudyResult, StudySeries, StudyTable, StudyValue } from '../studyResult';
import { predictionTitles } from '../predictedThreshold';
import { measuredEstimate, predicted, short, thresholdWords, type Estimate } from './caseSummary';
import { rankField, studiesOf, type RankBoundSpec, type RankModel, type RankStudy } from './rankBoundOptions';
import { epochCurves, replicaSet, tellingReplicas } from '../trainingCurves';
import type { RankCase } from './rankCase';

const axisTitles: Readonly<Record<RankStudy, string>> = {
  rank: 'rank of the data',
  dimension: 'intrinsic dimension of the data',
  crumpling: 'curvature of the manifold’s sides',
};

const level = 0.95;

/**
 * What was measured against what was varied, beside the predictions and the bounds of linear algebra.
 *
 * @param rows of each data set, for training and testing.
 */
export function rankBoundStudy(
  spec: RankBoundSpec,
  cases: readonly RankCase[],
  planned: number,
  rows: number,
): StudyResult {
  const studies = studiesOf(spec).filter((study) => cases.some(({ point }) => point.study === study));
  const of = (study: RankStudy, model: RankModel): RankCase[] =>
    cases.filter((found) => found.point.study === study && found.model === model);
  const { optimiser, epochs, batch, rate, fullRate, projection, seed } = spec;
  const parsed = parseTarget(spec.target);
  const target = parsed.ok ? describeTarget(parsed.value) : spec.target;
  return {
    kind: 'study',
    experiment: 'rank-bound',
    subject: spec.data ?? 'generated data',
    answer: studies.flatMap((study) =>
      spec.models.flatMap((model) => answerOf(study, model, of(study, model), target)),
    ),
    values: cases.map((found) => valueOf(found, target)),
    figures: studies.flatMap((study) => [
      ...spec.models.map((model) => thresholdFigure(study, model, of(study, model))),
      rankFigure(
        study,
        spec.models.map((model) => ({ model, cases: of(study, model) })),
      ),
    ]),
    tables: [tableOf(cases)],
    ...epochCurves(
      cases.map((found) => {
        const own = found.found.targets[0]?.found;
        return replicaSet(
          caseName(found),
          `${caseName(found)}, about its threshold`,
          tellingReplicas(own?.outcomes ?? [], own?.threshold.estimate),
        );
      }),
      parsed.ok ? `${parsed.value.split} ${parsed.value.measure}` : undefined,
    ),
    facts: [
      {
        name: 'data',
        value:
          spec.data === undefined
            ? `${spec.rows} points of ${spec.features} features in ${spec.classes} classes`
            : `${rows} rows, cut down to their principal components`,
      },
      ...spec.models
        .flatMap((model) => cases.find((found) => found.model === model) ?? [])
        .map(({ model, parameters }) => ({
          name: model,
          value: `D = ${parameters}${model === 'mlp' ? `, ${spec.hidden} ${spec.activation} units` : ''}`,
        })),
      { name: 'target', value: target },
      {
        name: 'training',
        value: `${optimiser}, ${epochs} epochs, batch ${batch}, rate ${rate}, in full space ${fullRate}, ${projection} projections; one initialisation, seed ${seed}`,
      },
      {
        name: 'Gauss–Newton rank',
        value: `at the initialisation, eigenvalues above ${spec.tolerance} of the greatest`,
      },
    ],
    papers: [
      'Larsen, Fort, Becker, Ganguli 2022, arXiv:2107.05802',
      'Amelunxen, Lotz, McCoy, Tropp 2014, arXiv:1303.6672',
    ],
    warnings: warningsOf(cases, planned),
  };
}

function measuredOf({ found }: RankCase): Estimate | undefined {
  const threshold = found.targets[0]?.found?.threshold;
  return threshold && measuredEstimate(threshold);
}

function wordsOf({ found }: RankCase): string {
  const own = found.targets[0]?.found;
  return (own && thresholdWords(own.threshold, own.counts)) ?? 'not told by these runs';
}

function predictionOf(
  { found, parameters }: RankCase,
  name: 'sharp' | 'scaled' | 'published',
): Estimate | undefined {
  const [own] = found.targets[0]?.predictions ?? [];
  return own && predicted(name, own, parameters, level);
}

function valueOf(found: RankCase, target: string): StudyValue {
  const { point, model, cap, rank, dataRank } = found;
  const measured = measuredOf(found);
  const sharp = predictionOf(found, 'scaled');
  return {
    field: rankField(model, point),
    name: `threshold dimension d* of the ${model} model, ${axisTitles[point.study]} ${point.at}`,
    value: measured?.value ?? null,
    interval: measured?.interval ?? null,
    level,
    intervalMethod: 'profile likelihood',
    ...(measured === undefined ? { text: wordsOf(found) } : {}),
    sentences: [
      `For ${target}: no more than ${cap} directions are needed, as the data with their bias have rank ${dataRank}; the Gauss–Newton matrix has rank ${rank.rank}, of which ${rank.notable} directions above a thousandth of the steepest.`,
      ...(sharp === undefined
        ? []
        : [`The sharp prediction, scaled to the true loss: ${short(sharp.value)}.`]),
    ],
    warnings: [],
  };
}

function answerOf(study: RankStudy, model: RankModel, cases: readonly RankCase[], target: string): string[] {
  const [first, last] = [cases[0], cases.at(-1)];
  if (first === undefined || last === undefined) return [];
  const tell = (found: RankCase): string => {
    const measured = measuredOf(found);
    return measured === undefined
      ? wordsOf(found)
      : measured.interval === undefined
        ? short(measured.value)
        : `${short(measured.value)} (${measured.interval.map(short).join(' to ')})`;
  };
  const [begin, end] = [`${tell(first)} at ${first.point.at}`, `${tell(last)} at ${last.point.at}`];
  const change = first === last ? begin : `${begin} and ${end}`;
  const sentence = `${axisTitles[study].charAt(0).toUpperCase()}${axisTitles[study].slice(1)}: for ${target} the ${model} model’s threshold dimension is ${change}`;
  if (study !== 'crumpling') {
    return [
      `${sentence}; its bound by rank ${first === last ? 'is' : `goes from ${first.cap} to`} ${last.cap} of D = ${last.parameters}.`,
    ];
  }
  return [`${sentence}. ${verdict(first, last)}`];
}

/** Whether low dimension is easy, as far as the ends of the range tell. */
function verdict(flat: RankCase, bent: RankCase): string {
  const [before, after] = [measuredOf(flat), measuredOf(bent)];
  const status = bent.found.targets[0]?.found?.threshold.status;
  if (before !== undefined && status === 'above')
    return 'Low dimension is not easy by itself: the same points, as many dimensions, need more than was tried once they are crumpled.';
  if (before?.interval === undefined || after?.interval === undefined)
    return 'These runs do not tell whether crumpling matters.';
  const ratio = short(after.value / before.value);
  if (after.interval[0] > before.interval[1])
    return `Low dimension is not easy by itself: the same points, as many dimensions, need ${ratio} times as many directions once they are crumpled.`;
  if (after.interval[1] < before.interval[0])
    return `Crumpling makes it easier here: ${ratio} times as many directions are needed.`;
  return 'Within their errors these runs see no difference.';
}

function caseName({ model, point }: RankCase): string {
  return `${model} at ${point.study} ${point.at}`;
}

function warningsOf(cases: readonly RankCase[], planned: number): string[] {
  const warnings: string[] = [];
  if (cases.length < planned)
    warnings.push(`Cancelled after ${cases.length} of ${planned} trainings: these are what was done.`);
  const name = caseName;
  const broken = cases.filter(
    ({ rank, cap, firstLayer, firstLayerCap }) =>
      rank.rank > cap || (firstLayer !== undefined && firstLayer.rank > firstLayerCap),
  );
  if (broken.length > 0)
    warnings.push(
      `The numerical rank is above its bound (${broken.map(name).join(', ')}): eigenvalues of rounding are counted. Raise tolerance.`,
    );
  const beyond = cases.filter((found) => (measuredOf(found)?.interval?.[0] ?? 0) > found.cap);
  if (beyond.length > 0)
    warnings.push(
      `The measured threshold is above its bound by rank (${beyond.map(name).join(', ')}): subspaces hold a solution that training does not find within its budget.`,
    );
  const uncounted = cases.filter(({ rank, cap }) => !rank.complete && rank.rank <= cap);
  if (uncounted.length > 0)
    warnings.push(
      `The Gauss–Newton rank was counted so far and no further: ${uncounted.map(name).join(', ')}.`,
    );
  const untrained = cases.filter(
    ({ found }) => found.targets[0]?.loss === undefined || found.targets[0].predictions.length === 0,
  );
  if (untrained.length > 0)
    warnings.push(
      `Training in all of parameter space does not reach the target, and nothing is predicted: ${untrained.map(name).join(', ')}.`,
    );
  const open = cases.filter((found) => measuredOf(found) === undefined);
  if (open.length > 0)
    warnings.push(
      `No threshold is told by these runs: ${open.map((found) => `${name(found)} (${wordsOf(found)})`).join(', ')}.`,
    );
  const lacking = cases.filter(({ point, dataRank }) => point.study === 'rank' && dataRank < point.at);
  if (lacking.length > 0) {
    const rank = Math.max(...lacking.map(({ dataRank }) => dataRank));
    const asked = [...new Set(lacking.map(({ point }) => point.at))].join(', ');
    warnings.push(
      `The training rows have rank ${rank} with their bias: asked for more (${asked}), they stay as they are.`,
    );
  }
  const scales = cases.flatMap(({ found }) => found.wells.map(({ scale }) => scale));
  const [least, most] = [Math.min(...scales), Math.max(...scales)];
  if (least < 0.5 || most > 2)
    warnings.push(
      `The quadratics at the minima have ${least === most ? short(least) : `${short(least)} to ${short(most)}`} of the true rise of the loss to the start: the predictions are of wells that the loss is not; the scaled one allows for the rise alone.`,
    );
  return warnings;
}

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
function thresholdFigure(study: RankStudy, model: RankModel, cases: readonly RankCase[]): StudyFigure {
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

function rankFigure(study: RankStudy, models: readonly ModelCases[]): StudyFigure {
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

function tableOf(cases: readonly RankCase[]): StudyTable {
  const cell = (value: number | null | undefined): number | null =>
    value == null || !Number.isFinite(value) ? null : Number(value.toPrecision(6));
  const names = [
    ...['at', 'D', 'rank of the data with bias', 'd*', 'd* from', 'd* to', 'sharp', 'sharp, scaled'],
    ...['published', 'Gordon', 'bound by rank', 'Gauss–Newton rank', 'above a thousandth'],
    ...['first layer’s rank', 'its bound', 'loss at the end of full training'],
  ];
  return {
    id: 'cases',
    title: 'Every model on every data set',
    columns: [
      { name: 'varied', numeric: false },
      { name: 'model', numeric: false },
      ...names.map((name) => ({ name, numeric: true })),
      { name: 'threshold', numeric: false },
    ],
    rows: cases.map((found) => {
      const { point, model, parameters, dataRank, rank, cap, firstLayer, firstLayerCap } = found;
      const threshold = found.found.targets[0]?.found?.threshold;
      const [own] = found.found.targets[0]?.predictions ?? [];
      return [
        ...[point.study, model, point.at, parameters, dataRank],
        ...[cell(threshold?.estimate), cell(threshold?.low), cell(threshold?.high)],
        ...(['sharp', 'scaled', 'published'] as const).map((name) => cell(predictionOf(found, name)?.value)),
        ...[cell(own?.plain.gordon), cap, rank.rank, rank.notable],
        ...[firstLayer?.rank ?? null, firstLayer === undefined ? null : firstLayerCap],
        cell(found.found.after.loss),
        threshold?.status ?? null,
      ];
    }),
  };
}

import { describeTarget, parseTarget } from '../../science/subspace/target';
import type { StudyResult, StudyTable, StudyValue } from '../studyResult';
import { epochCurves, replicaSet, tellingReplicas } from '../trainingCurves';
import { short } from './caseSummary';
import { rankFigure, thresholdFigure } from './rankBoundFigures';
import { rankField, studiesOf, type RankBoundSpec, type RankModel, type RankStudy } from './rankBoundOptions';
import { answerOf, warningsOf } from './rankBoundWords';
import type { RankCase } from './rankCase';
import { axisTitles, caseName, level, measuredOf, predictionOf, wordsOf } from './rankReadings';

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

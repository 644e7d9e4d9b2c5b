import { parseFamily } from '../../science/models/modelFamily';
import { plantedTruth } from '../../science/tasks/generatedData';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import { uncertain } from '../study';
import type { StudyResult, StudyValue } from '../studyResult';
import type { Evidence } from './minimumEvidence';
import { directionsFigure, minimumTraining, scoresFigure, widthsFigure } from './minimumFigures';
import type { MinimumSpec } from './minimumOptions';
import { familyMembers, type Member } from './minimumMembers';
import type { MinimumRuns } from './minimumRuns';
import {
  answerOf,
  directionsPhrase,
  targetWords,
  warningsOf,
  whole,
  widthPhrase,
  type Directions,
} from './minimumWords';
import { predictionSentences, predictionValues } from './minimumPredictions';
import { directionsTable, evidenceTable, widthsTable } from './minimumTables';
import { summarise } from './subspaceSummary';
import type { TrainingTask } from './trainingTask';

/** All that was found, as a study: the recommendation, its numbers, figures and the evidence beside it. */
export function minimumResult(
  spec: MinimumSpec,
  task: TrainingTask,
  runs: MinimumRuns,
  evidence: Evidence,
): StudyResult {
  const family = parseFamily(spec.family);
  const members = family.ok ? familyMembers(family.value, task, spec.data) : [];
  const { member } = runs;
  const directions =
    member === undefined
      ? undefined
      : summarise(runs.outcomes, { design: 'searched', parameters: member.parameters });
  const counted = directions !== undefined && directions.dimensions.length > 0 ? directions : undefined;
  const { measure, split } = task.target;
  return {
    kind: 'study',
    experiment: 'minimum-parameters',
    subject: spec.data,
    answer: [
      ...answerOf(spec, task, runs, members, counted),
      ...predictionSentences(evidence.predicted, counted),
    ],
    values: [
      counted && member ? directionsValue(counted, member) : notCounted,
      ...widthValues(runs, members),
      ...evidence.estimates.map(dimensionValue),
      ...predictionValues(evidence.predicted),
    ],
    figures: [
      ...(counted && member ? [directionsFigure(counted, member, evidence.predicted)] : []),
      ...(runs.widths.length > 1
        ? [widthsFigure(runs, members), scoresFigure(runs, `${split} ${measure}`)]
        : []),
    ],
    tables: [
      evidenceTable(runs, members, counted, evidence),
      widthsTable(runs, `${split} ${measure}`),
      ...(counted ? [directionsTable(counted, `${split} ${measure}`)] : []),
    ],
    ...minimumTraining(runs, counted, `${split} ${measure}`),
    facts: facts(spec, task, runs, member),
    papers: [
      'Li et al. 2018, arXiv:1804.08838',
      'Larsen et al. 2022, arXiv:2107.05802',
      ...(evidence.predicted === undefined ? [] : ['Amelunxen et al. 2014, arXiv:1303.6672']),
    ],
    warnings: [
      ...warningsOf(spec, task, runs, counted),
      ...evidence.warnings,
      // Of predictions that there are, their values say it.
      ...(evidence.predicted?.predictions.length === 0 ? evidence.predicted.warnings : []),
    ],
  };
}

/** In place of the number: `more than 128`. */
function directionsText(directions: Directions): string {
  const phrase = directionsPhrase(directions);
  return /\d/.test(phrase) ? phrase.replace(/ trainable directions.*$/u, '') : 'not told';
}

/** Where no network was found whose directions are worth counting. */
const notCounted = uncertain('directions', 'trainable directions d*', null, {
  interval: null,
  method: 'profile likelihood',
  text: 'not counted',
});

function directionsValue(directions: Directions, { network, parameters }: Member): StudyValue {
  const { status, estimate, low, high, method } = directions.threshold;
  const known = status === 'fitted' || status === 'separated';
  return uncertain('directions', 'trainable directions d*', known ? estimate : null, {
    interval: low === null || high === null ? null : [low, high],
    method: 'profile likelihood',
    ...(status === 'fitted' ? {} : { text: directionsText(directions) }),
    sentences: [
      `Random directions of ${network.name} (${whole(parameters)} parameters) in which half the runs reach the target: ${method}.`,
    ],
  });
}

function widthValues(runs: MinimumRuns, members: readonly Member[]): StudyValue[] {
  if (members.length < 2) return [];
  const { width, low, high, fit } = runs.answer;
  const parametersOf = (each: number | null): number | null =>
    members.find((member) => member.width === each)?.parameters ?? null;
  const phrase = widthPhrase(runs, members);
  const sentences = [
    `The smallest width of the family at which half the runs or more reach the target ${phrase}.`,
  ];
  const both = (from: number | null, to: number | null): [number, number] | null =>
    from === null || to === null ? null : [from, to];
  const text =
    width === null
      ? {
          text: phrase
            .replace(/^(?:is|lies) /u, '')
            .replace(/[(;,].*$/u, '')
            .trim(),
        }
      : {};
  return [
    uncertain('width', 'smallest width', width, {
      interval: both(low, high),
      method: 'profile likelihood in the number of parameters',
      ...text,
      sentences,
    }),
    uncertain('parameters', 'parameters of the smallest network', parametersOf(width), {
      interval: both(parametersOf(low), parametersOf(high)),
      method: 'profile likelihood in the number of parameters',
      ...(width === null ? { text: fit.status === 'above' ? 'not reached' : 'not told' } : {}),
      sentences,
    }),
  ];
}

function dimensionValue({
  key,
  dimension,
  interval,
  level,
  intervalMethod,
  warnings,
}: DimensionEstimate): StudyValue {
  return {
    ...uncertain(key, `dimension of the data by ${key === 'mle' ? 'MLE' : 'TwoNN'}`, dimension, {
      interval,
      method: intervalMethod,
      level,
      sentences: [
        'Of the features, labels left out: it is no count of parameters, and stands beside it as evidence.',
      ],
    }),
    warnings: [...warnings],
  };
}

function facts(
  spec: MinimumSpec,
  task: TrainingTask,
  runs: MinimumRuns,
  member: Member | undefined,
): StudyResult['facts'] {
  const { data, input, answers } = task;
  const planted = plantedTruth(spec.data);
  return [
    {
      name: 'data',
      value: `${whole(data.matrix.rows)} rows of ${data.matrix.columns} features, ${answers.classes.length > 0 ? `${answers.classes.length} classes` : 'a number to predict'}`,
    },
    {
      name: 'split',
      value: `${whole(input.train.length)} rows to train, ${whole(input.test.length)} to test`,
    },
    { name: 'family', value: spec.family },
    { name: 'target', value: targetWords(task, runs) },
    { name: 'runs', value: `${runs.spent} of at most ${spec.runs}` },
    ...(member
      ? [{ name: 'directions of', value: `${member.network.name}, ${whole(member.parameters)} parameters` }]
      : []),
    {
      name: 'training',
      value: `${spec.epochs} epochs, batch ${spec.batch}, ${spec.optimiser}, rate ${spec.rate} in directions and ${spec.fullRate} in all parameters, ${spec.schedule}`,
    },
    { name: 'subspaces', value: `${spec.method}, ${spec.projection}` },
    { name: 'seed', value: String(spec.seed) },
    ...(planted?.sentences ?? []).map((value) => ({ name: 'by construction', value })),
  ];
}

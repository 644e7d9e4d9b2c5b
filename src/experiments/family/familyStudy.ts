import { judgePowerLaw, type LawVerdict } from '../../science/analysis/powerLaw';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import { describeTarget } from '../../science/subspace/target';
import type { TrainingTask } from '../kinds/trainingTask';
import type { MeasuredLayer } from '../layers/measureLayer';
import { uncertain } from '../study';
import type { StudyResult, StudyTable, StudyValue } from '../studyResult';
import {
  failureSentences,
  goingSentences,
  lawSentences,
  layerSentences,
  soFarWords,
  thresholdSentences,
  warningsOf,
} from './familyAnswer';
import { familyTraining, layersFigure, shareFigure, thresholdFigure, toldOf } from './familyFigures';
import type { FamilySpec } from './familyOptions';
import { boundWords, count } from './familyWords';
import { layerExtremes, type MeasuredFamily, type MeasuredMember } from './measureFamily';

/** All that was found, as a study. */
export function familyStudy(
  spec: FamilySpec,
  task: TrainingTask,
  data: MeasuredLayer & { readonly used: number },
  { members, planned }: MeasuredFamily,
): StudyResult {
  const done = members.filter(({ going }) => going === undefined);
  const told = toldOf(done);
  const verdict = judgePowerLaw(
    told.map(({ member, estimate, interval }) => ({ x: member.parameters, y: estimate, interval })),
  );
  const target = describeTarget(task.target);
  const warnings = warningsOf(members, planned, data, told);
  const shown = toldOf(members);
  return {
    kind: 'study',
    experiment: 'parameters-vs-dimension',
    subject: spec.data,
    answer: [
      ...(done.length > 0 ? thresholdSentences(done, told, data.estimates, target) : []),
      ...goingSentences(members, done.length),
      ...(done.length > 0 ? lawSentences(verdict, told) : []),
      ...layerSentences(done),
      ...failureSentences(done, target),
    ],
    values: [
      ...(verdict.status === 'law' ? [exponentValue(verdict)] : []),
      ...data.estimates.map((estimate, i) => dataValue(estimate, i)),
      ...members.map((member) => thresholdValue(member, target)),
    ],
    figures: [
      thresholdFigure(shown, data.estimates, verdict, spec.published),
      layersFigure(members),
      shareFigure(shown, spec.published),
    ],
    tables: [membersTable(members)],
    ...familyTraining(members, `${task.target.split} ${task.target.measure}`),
    facts: factsOf(spec, task, data, members),
    papers: [
      'Li, Farkhoor, Liu, Yosinski 2018, Measuring the intrinsic dimension of objective landscapes, arXiv:1804.08838',
      'Larsen, Fort, Becker, Ganguli 2022, How many degrees of freedom do we need to train deep networks, arXiv:2107.05802',
      'Ansuini, Laio, Macke, Zoccolan 2019, Intrinsic dimension of data representations in deep neural networks, arXiv:1905.12784',
    ],
    warnings,
  };
}

/** The name that a live value has for an estimator of the data: the first is the data’s dimension as such. */
export function dataField(key: string, index: number): string {
  if (index === 0) return 'data-dimension';
  const slug = key.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `data-${slug.replace(/^-|-$/g, '')}`;
}

function exponentValue({ law }: Extract<LawVerdict, { status: 'law' }>): StudyValue {
  return uncertain('exponent', 'exponent of d* against D', law.exponent, {
    interval: law.interval,
    method: 'Student’s t on a random-effects regression of the logarithms',
    sentences: [
      `A line through the logarithms of d* and D; networks scatter about it by a factor of ${law.scatter.toFixed(2)} beyond their own uncertainty.`,
    ],
  });
}

function dataValue(
  { key, dimension, interval, intervalMethod, warnings }: DimensionEstimate,
  i: number,
): StudyValue {
  return uncertain(dataField(key, i), `dimension of the data, ${key}`, dimension, {
    ...{ interval, method: intervalMethod, warnings },
  });
}

function thresholdValue(member: MeasuredMember, target: string): StudyValue {
  const { slug, label, parameters, threshold, full, runs, going } = member;
  const name = `threshold dimension of ${label}`;
  if (going !== undefined)
    return uncertain(`threshold-${slug}`, name, null, {
      interval: null,
      method: 'none: it is still being searched for',
      text: 'not known yet',
      sentences: [`${count(parameters)} parameters; so far ${going}${soFarWords(threshold)}.`],
    });
  const { estimate = null, low = null, high = null } = threshold ?? {};
  const both = estimate !== null && low !== null && high !== null;
  return uncertain(`threshold-${slug}`, name, both ? estimate : null, {
    interval: both ? [low, high] : null,
    method: threshold?.method ?? 'none: there is no threshold',
    ...(threshold === undefined
      ? { text: 'fails in full space' }
      : both && threshold.status !== 'separated'
        ? {}
        : { text: boundWords(threshold) }),
    sentences: [
      `${count(parameters)} parameters; ${full.successes} of ${full.runs} runs in full space reach ${target}; ${runs} runs in subspaces.`,
    ],
  });
}

function membersTable(members: readonly MeasuredMember[]): StudyTable {
  const numeric = (name: string): { name: string; numeric: boolean } => ({ name, numeric: true });
  return {
    id: 'networks',
    title: 'The networks',
    columns: [
      { name: 'network', numeric: false },
      ...['parameters D', 'full runs', 'reach the target', 'median score'].map(numeric),
      ...['d*', 'from', 'to'].map(numeric),
      { name: 'told', numeric: false },
      numeric('d* / D'),
      { name: 'layer of greatest dimension', numeric: false },
      ...['its dimension', 'last hidden layer'].map(numeric),
    ],
    rows: members.map(({ label, parameters, full, threshold, layers, going }) => {
      const { greatest, last } = layerExtremes(layers);
      const { estimate = null, low = null, high = null } = threshold ?? {};
      return [
        ...[label, parameters, full.runs, full.successes, full.median ?? null],
        ...[estimate, low, high],
        going ?? (threshold === undefined ? 'fails in full space' : threshold.status),
        estimate === null ? null : estimate / parameters,
        ...[greatest?.name ?? null, greatest?.estimate.dimension ?? null, last?.estimate.dimension ?? null],
      ];
    }),
  };
}

function factsOf(
  spec: FamilySpec,
  { data, input, answers }: TrainingTask,
  { used }: { readonly used: number },
  members: readonly MeasuredMember[],
): StudyResult['facts'] {
  const { epochs, batch, optimiser, rate, fullRate, schedule, projection } = spec;
  const steps = epochs * Math.ceil(input.train.length / batch);
  const spent = members.reduce((sum, { full, runs }) => sum + full.runs + runs, 0);
  const rows = data.matrix.rows;
  return [
    { name: 'rows', value: `${count(rows)}, ${count(input.train.length)} of them trained on` },
    { name: 'features', value: count(data.matrix.columns) },
    { name: 'task', value: answers.classes.length > 0 ? `${answers.classes.length} classes` : 'regression' },
    ...(used < rows ? [{ name: 'rows of the data’s dimension', value: count(used) }] : []),
    {
      name: 'budget of a run',
      value: `${epochs} epochs of batches of ${batch} (${count(steps)} steps), ${optimiser} at rate ${rate} (${fullRate} in full space)${schedule === 'constant' ? '' : `, ${schedule}`}`,
    },
    { name: 'subspaces', value: `random, ${projection} projection` },
    {
      name: 'runs',
      value: `${count(spent)}: ${spec.full} in full space and up to ${spec.runs} in subspaces for each network`,
    },
  ];
}

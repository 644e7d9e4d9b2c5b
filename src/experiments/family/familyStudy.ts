import {
  judgePowerLaw,
  leastLawPoints,
  leastLawSpan,
  type LawVerdict,
} from '../../science/analysis/powerLaw';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import { describeTarget } from '../../science/subspace/target';
import type { TrainingTask } from '../kinds/trainingTask';
import type { MeasuredLayer } from '../layers/measureLayer';
import { uncertain } from '../study';
import type { StudyResult, StudyTable, StudyValue } from '../studyResult';
import {
  familyTraining,
  layersFigure,
  shareFigure,
  thresholdFigure,
  toldOf,
  type Told,
} from './familyFigures';
import type { FamilySpec } from './familyOptions';
import { percent, saidOnce } from '../../base/words';
import { boundWords, count, withInterval } from './familyWords';
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

/** `, which tell 12.3 (9.1–17.0)`. */
function soFarWords(threshold: MeasuredMember['threshold']): string {
  if (threshold === undefined) return '';
  const { estimate, low, high } = threshold;
  const told =
    estimate === null || low === null || high === null
      ? boundWords(threshold)
      : withInterval(estimate, [low, high]);
  return `: ${told}`;
}

function goingSentences(members: readonly MeasuredMember[], done: number): string[] {
  return members.flatMap(({ label, going, threshold }) =>
    going === undefined
      ? []
      : [
          `${done === 0 ? 'No network is done yet' : `${done} network${done === 1 ? ' is' : 's are'} done`}; of ${label} there are ${going}${soFarWords(threshold)}.`,
        ],
  );
}

function thresholdSentences(
  members: readonly MeasuredMember[],
  told: readonly Told[],
  data: readonly DimensionEstimate[],
  target: string,
): string[] {
  const [dimension] = data;
  const beside =
    dimension === undefined
      ? ''
      : `; the data have dimension ${withInterval(dimension.dimension, dimension.interval)} by ${dimension.key}`;
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined)
    return [
      `None of ${members.length} networks has a threshold dimension for ${target} that these runs tell${beside}.`,
    ];
  const of = ({ member, estimate, interval }: Told): string =>
    `${withInterval(estimate, interval)} at ${count(member.parameters)} parameters (${member.label})`;
  if (first === last) return [`For ${target} the threshold dimension d* is ${of(first)}${beside}.`];
  const share = ({ member, estimate }: Told): string => percent(estimate / member.parameters, 2);
  const estimates = told.map(({ estimate }) => estimate);
  const fold = Number((last.member.parameters / first.member.parameters).toPrecision(2));
  return [
    `For ${target} the threshold dimension d* goes from ${of(first)} to ${of(last)}${beside}.`,
    `While D grows ${fold}-fold, d* stays between ${Math.min(...estimates).toFixed(0)} and ${Math.max(...estimates).toFixed(0)}.`,
    `As a share of the parameters d* goes from ${share(first)} to ${share(last)}.`,
  ];
}

function lawSentences(verdict: LawVerdict, told: readonly Told[]): string[] {
  switch (verdict.status) {
    case 'few':
      return [
        `A power law needs the thresholds of at least ${leastLawPoints} networks of different size: ${told.length} are told.`,
      ];
    case 'narrow':
      return [
        `These networks differ less than ${leastLawSpan}-fold in size: too little to tell how d* grows with D.`,
      ];
    case 'bent':
      return [
        'd* does not follow a power law of D: in logarithms the points bend, beyond their uncertainty.',
      ];
    case 'law': {
      const { exponent, interval } = verdict.law;
      const power = withInterval(exponent, interval);
      if (interval[0] <= 0 && interval[1] >= 0)
        return [
          `How d* depends on D cannot be told from no dependence at all: as a power of D the exponent is ${power}.`,
        ];
      const verb = exponent > 0 ? 'grows' : 'falls';
      const tenfold = (10 ** Math.abs(exponent)).toPrecision(2);
      return [
        `d* ${verb} as a power of D with exponent ${power}: tenfold parameters change it ${tenfold}-fold.`,
      ];
    }
  }
}

function layerSentences(members: readonly MeasuredMember[]): string[] {
  const input = members.flatMap(({ layers }) => layers.filter(({ name }) => name === 'input'))[0]
    ?.estimates[0];
  const last = members.flatMap(({ layers }) => layerExtremes(layers).last?.estimate ?? []);
  if (last.length === 0) return [];
  const values = last.map(({ dimension }) => dimension);
  const [low, high] = [Math.min(...values).toFixed(1), Math.max(...values).toFixed(1)];
  const range = low === high ? low : `${low} to ${high}`;
  const beside =
    input === undefined
      ? ''
      : `, where the same points have ${withInterval(input.dimension, input.interval)} as they are`;
  return [
    `Trained in full space, their last hidden layer has dimension ${range} by ${last[0]?.key ?? ''}${beside}.`,
  ];
}

function failureSentences(members: readonly MeasuredMember[], target: string): string[] {
  const failed = members.filter(({ full }) => full.successes === 0).map(({ label }) => label);
  if (failed.length === 0) return [];
  const [verb, are] = failed.length === 1 ? ['does', 'it is'] : ['do', 'they are'];
  return [
    `${failed.join(', ')} ${verb} not reach ${target} with all parameters either: ${are} too small for it, or the budget is, and no subspace is to blame.`,
  ];
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

function warningsOf(
  members: readonly MeasuredMember[],
  planned: number,
  data: MeasuredLayer,
  told: readonly Told[],
): string[] {
  const partly = members.filter(({ full }) => full.successes > 0 && full.successes < full.runs);
  const untold = members.filter(
    (member) => member.threshold !== undefined && !told.some((each) => each.member === member),
  );
  const diverged = members.reduce((sum, member) => sum + member.diverged, 0);
  return [
    ...(members.length < planned
      ? [`Cancelled after ${members.length} of ${planned} networks: these are what was done.`]
      : []),
    ...data.notices,
    ...data.refusals.map(({ message }) => `The data’s dimension: ${message}`),
    ...ofNetworks(
      partly.map(({ label, full }) => ({
        about: label,
        text: `only ${full.successes} of ${full.runs} runs in full space reach the target: some failures in subspaces are those of training.`,
      })),
    ),
    ...ofNetworks(
      untold.map(({ label, threshold }) => ({
        about: label,
        text: `the threshold is ${threshold === undefined ? 'unknown' : boundWords(threshold)}, no point of the figures: raise \`runs\`.`,
      })),
    ),
    ...(diverged > 0
      ? [`${diverged} runs in subspaces diverged and count as failures: a smaller rate may help.`]
      : []),
    ...ofNetworks(members.flatMap(({ label, warnings }) => warnings.map((text) => ({ about: label, text })))),
  ];
}

function ofNetworks(said: Parameters<typeof saidOnce>[0]): string[] {
  return saidOnce(said).map(({ about, text }) => `${about.join(', ')}: ${text}`);
}

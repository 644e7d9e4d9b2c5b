import { Rng } from '../../base/rng';
import { counted, percent } from '../../base/words';
import { leastPairs, rankCorrelation } from '../../science/analysis/kendall';
import { meanInterval } from '../../science/analysis/meanInterval';
import { normNames, type FisherRaoOutcome, type NormName } from '../../science/fisherRao/fisherRaoOutcome';
import type { FisherRaoStudy } from '../../science/fisherRao/fisherRaoTrial';
import type { StudyResult, StudyValue } from '../studyResult';
import {
  fisherRaoFigures,
  fisherRaoTable,
  fisherRaoTraining,
  normTitles,
  type NormedNetwork,
} from './fisherRaoFigures';
import type { FisherRaoSpec } from './fisherRaoOptions';
import { trainingText } from './networkOptions';
import type { DoneTrials } from './runTrials';
import { inWords, plainNumber } from './studyNumbers';
import type { TrainingExamples } from './trainingTask';

/** Apart from the streams of the networks, which are numbered by their seed. */
const bootstrapStream = 0xffff_fffd;

export function fisherRaoResult(
  spec: FisherRaoSpec,
  { data, answers, input }: TrainingExamples,
  study: FisherRaoStudy,
  { outcomes, warnings }: DoneTrials<FisherRaoOutcome>,
): StudyResult {
  const networks = outcomes.flatMap((outcome): NormedNetwork[] => {
    const cell = study.cells[outcome.trial];
    const [train, test] = [outcome.train.accuracy, outcome.test.accuracy];
    if (cell === undefined || outcome.diverged || train === null || test === null) return [];
    return [{ cell, outcome, gap: 100 * (train - test) }];
  });
  const values = [
    ...normNames.map((name) => correlationValue(name, networks, spec.seed)),
    identityValue(networks, spec),
  ];
  const lost = outcomes.length - networks.length;
  const few = networks.filter(({ outcome }) => (outcome.train.accuracy ?? 0) < 0.99).length;
  return {
    kind: 'study',
    experiment: 'fisher-rao',
    subject: spec.data,
    answer: answerOf(values, networks, few),
    values,
    figures: fisherRaoFigures(networks),
    tables: [fisherRaoTable(networks)],
    ...fisherRaoTraining(study.cells, outcomes),
    facts: [
      { name: 'model', value: [...new Set(study.cells.map(({ network }) => network.name))].join('; ') },
      {
        name: 'networks',
        value: `${networks.length}, ${spec.seeds} for each setting, from seed ${spec.seed}`,
      },
      { name: 'label noise', value: spec.noise.map((share) => percent(share)).join(', ') },
      { name: 'biases', value: spec.bias ? 'trained' : 'none' },
      { name: 'training', value: trainingText(spec) },
      {
        name: 'rows',
        value: `${input.train.length} for training, ${input.test.length} for testing; the Fisher–Rao norm over ${Math.min(spec.rows, input.train.length)}`,
      },
      { name: 'classes', value: String(answers.classes.length) },
    ],
    papers: ['Liang, Poggio, Rakhlin and Stokes 2019, arXiv:1711.01530'],
    warnings: [
      ...(data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : []),
      ...warnings,
      ...(lost > 0 ? [`${lost} of ${outcomes.length} trainings diverged and are left out.`] : []),
      ...(few > 0
        ? [
            `${few} of ${networks.length} networks fit fewer than 99 % of their training labels: the paper’s have learnt them all. More \`epochs\` or wider layers may help.`,
          ]
        : []),
    ],
  };
}

function correlationValue(name: NormName, networks: readonly NormedNetwork[], seed: number): StudyValue {
  const known = networks.flatMap(({ outcome, gap }) => {
    const norm = outcome.norms[name];
    return norm === null ? [] : [{ norm, gap }];
  });
  const { tau, interval, pairs } = rankCorrelation(
    known.map(({ norm }) => norm),
    known.map(({ gap }) => gap),
    new Rng(seed).split(bootstrapStream),
  );
  const isKnown = Number.isFinite(tau);
  return {
    field: `tau-${name}`,
    name: `Kendall’s τ of the gap with the ${normTitles[name]}`,
    value: isKnown ? tau : null,
    interval: interval ?? null,
    level: 0.95,
    intervalMethod: interval === undefined ? 'none' : `bootstrap of the ${pairs} networks, percentiles`,
    sentences: [
      'From −1 to 1: 1 where the network with the greater norm always has the greater gap between its accuracy on its training labels and on the test rows.',
    ],
    warnings: isKnown
      ? pairs < leastPairs
        ? [
            `${counted(pairs, 'network')} are too few for an interval of τ: at least ${leastPairs} are needed.`,
          ]
        : []
      : ['All networks have the same norm or the same gap: their order tells nothing.'],
  };
}

/** How far ⟨θ, ∂f/∂θ⟩ is from (L + 1) f, the worst of all networks. */
function identityValue(networks: readonly NormedNetwork[], { bias }: FisherRaoSpec): StudyValue {
  const found = networks.flatMap(({ outcome }) => outcome.identityDeviation ?? []);
  const isExact = !bias && networks.every(({ cell }) => isHomogeneous(cell.network.activation));
  return {
    field: 'identity',
    name: 'deviation from ⟨θ, ∂f/∂θ⟩ = (L + 1) f',
    value: found.length === 0 ? null : Math.max(...found),
    interval: null,
    level: 0.95,
    intervalMethod: 'exact',
    sentences: [
      isExact
        ? 'By the greatest output, the worst of all networks and rows: rounding alone, since these networks have no biases and their activation is homogeneous.'
        : 'By the greatest output, the worst of all networks and rows: with biases, or an activation that is not homogeneous, the identity does not hold, and the norm is taken from its definition.',
    ],
    warnings: [],
  };
}

function isHomogeneous(activation: string): boolean {
  return activation === 'relu' || activation === 'identity';
}

/** @param few networks that have not learnt their labels: of more than half of them the gap is one of fitting. */
function answerOf(values: readonly StudyValue[], networks: readonly NormedNetwork[], few: number): string[] {
  const phrase = (value: StudyValue): string =>
    value.value === null ? 'not told' : inWords(value.value, value.interval ?? undefined);
  const [first, ...others] = values.filter(({ field }) => field.startsWith('tau-'));
  const sides = networks.map(({ gap }) => gap);
  const range = meanInterval(sides);
  if (first === undefined || range === undefined) return ['No network was trained to its end.'];
  const goes =
    first.interval === null || first.value === null
      ? 'tell too little of each other’s order'
      : first.interval[0] > 0
        ? 'go together'
        : first.interval[1] < 0
          ? 'go against each other'
          : 'do not go together for certain';
  const among =
    2 * few > networks.length
      ? `Of networks most of which have not learnt their labels (${few} of ${networks.length}), the Fisher–Rao norm`
      : 'The Fisher–Rao norm';
  return [
    `${among} and the generalisation gap ${goes}: Kendall’s τ is ${phrase(first)} over ${networks.length} networks, whose gaps reach from ${plainNumber(Math.min(...sides))} to ${plainNumber(Math.max(...sides))} points.`,
    `Other norms: ${others.map((value) => `${value.name.replace(/^.* with the /u, '')} ${phrase(value)}`).join('; ')}.`,
  ];
}

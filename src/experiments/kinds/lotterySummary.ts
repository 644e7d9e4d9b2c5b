import { meanInterval } from '../../science/analysis/meanInterval';
import type { LotteryOutcome, Ticket, TicketKind } from '../../science/lottery/lotteryOutcome';
import type { LotteryStudy } from '../../science/lottery/lotteryTrial';
import { parameterBlocks, allWeights } from '../../science/models/parameterBlocks';
import { describeTarget } from '../../science/subspace/target';
import type { StudyResult, StudyValue } from '../studyResult';
import { coarseTest, learntAtAll } from './learntAtAll';
import {
  lotteryFigures,
  lotteryTable,
  lotteryTraining,
  ticketNames,
  type TicketSeries,
} from './lotteryFigures';
import type { LotterySpec } from './lotteryOptions';
import { networkMeasure, type NetworkMeasure } from './networkMeasure';
import { trainingText } from './networkOptions';
import type { DoneTrials } from './runTrials';
import { inWords, meanValue, plainNumber } from './studyNumbers';
import type { TrainingTask } from './trainingTask';

export function lotteryResult(
  spec: LotterySpec,
  { data, answers, input, target }: TrainingTask,
  study: LotteryStudy,
  { outcomes, warnings }: DoneTrials<LotteryOutcome>,
): StudyResult {
  const measure = networkMeasure(answers.classes.length === 0);
  const series = seriesOf(outcomes, study);
  const whole = scoresOf(measure, series[0]?.rounds[0]?.tickets ?? []);
  const learnt = learntAtAll(input, whole, measure, 'tickets');
  const smallest = series.slice(1).map(({ kind }) => smallestShare(kind, outcomes, measure, spec));
  const gains = study.controls.map((control) => gainValue(control, outcomes, measure));
  const weights = allWeights(parameterBlocks(study.network)).length;
  const values = [
    meanValue('whole', `test ${measure.name} of the whole network`, whole, measure.range, {
      ...(measure.unit === undefined ? {} : { unit: measure.unit }),
      sentences: ['At the end of training, over the seeds.'],
    }),
    ...smallest,
    ...gains,
  ];
  return {
    kind: 'study',
    experiment: 'lottery-ticket',
    subject: spec.data,
    answer: learnt.answer === undefined ? answerOf(values, measure, spec) : [learnt.answer],
    values,
    figures: lotteryFigures(series, measure, target),
    tables: [lotteryTable(series, measure)],
    ...lotteryTraining(series, target),
    facts: [
      { name: 'model', value: study.network.name },
      { name: 'weights', value: `${weights}, and biases that are never pruned` },
      { name: 'training', value: trainingText(spec) },
      { name: 'seeds', value: `${outcomes.length}, from seed ${spec.seed}` },
      {
        name: 'pruning',
        value: `${plainNumber(100 * spec.prune)} % a round, ${spec.rounds} rounds, by ${spec.scope === 'layer' ? 'layer' : 'all layers together'}`,
      },
      {
        name: 'wound back to',
        value: spec.rewind === 0 ? 'the initialisation' : `the end of epoch ${spec.rewind}`,
      },
      { name: 'target', value: describeTarget(target) },
      { name: 'rows', value: `${input.train.length} for training, ${input.test.length} for testing` },
    ],
    papers: ['Frankle and Carbin 2019, arXiv:1803.03635'],
    warnings: [
      ...(data.droppedRows > 0 ? [`${data.droppedRows} rows miss a value and were left out.`] : []),
      ...warnings,
      ...learnt.warnings,
      ...coarseTest(input, measure, spec.margin),
      ...warningsOf(outcomes),
    ],
  };
}

function seriesOf(outcomes: readonly LotteryOutcome[], { rounds, controls }: LotteryStudy): TicketSeries[] {
  const kinds: readonly TicketKind[] = ['dense', 'iterative', ...controls];
  return kinds.map((kind) => ({
    kind,
    rounds: Array.from({ length: kind === 'dense' ? 1 : rounds }, (_, i) => {
      const round = kind === 'dense' ? 0 : i + 1;
      const tickets = outcomes.flatMap((outcome) => find(outcome, kind, round) ?? []);
      return { round, share: tickets[0]?.share ?? 0, tickets };
    }),
  }));
}

function find({ tickets }: LotteryOutcome, kind: TicketKind, round: number): Ticket | undefined {
  return tickets.find((ticket) => ticket.kind === kind && ticket.round === round);
}

function scoresOf(measure: NetworkMeasure, tickets: readonly Ticket[]): number[] {
  return tickets.flatMap(({ test }) => measure.of(test) ?? []);
}

/** The smallest share of weights that does as well as the seed's whole network; 1 where only that does. */
function smallestShare(
  kind: TicketKind,
  outcomes: readonly LotteryOutcome[],
  measure: NetworkMeasure,
  { margin }: LotterySpec,
): StudyValue {
  const found = outcomes.flatMap(({ tickets }) => {
    const [dense] = tickets;
    const whole = dense && measure.of(dense.test);
    if (whole === undefined) return [];
    const slack = measure.isAccuracy ? 100 * margin : margin * whole;
    const winners = tickets.filter((ticket) => {
      const score = ticket.kind === kind ? measure.of(ticket.test) : undefined;
      return score !== undefined && measure.gain(score, whole) >= -slack - 1e-9;
    });
    return Math.min(1, ...winners.map(({ share }) => share));
  });
  const least = Math.min(...outcomes.flatMap(({ tickets }) => tickets.map(({ share }) => share)));
  const atEnd = found.filter((share) => share <= least).length;
  const logs = meanInterval(found.map(Math.log));
  const value = logs && 100 * Math.exp(logs.mean);
  const [low, high] = logs?.interval?.map((end) => 100 * Math.min(1, Math.exp(end))) ?? [];
  // Where pruning ended before a ticket failed, the share is known from above alone.
  const isOpen = value !== undefined && atEnd > 0;
  return {
    field: kind,
    name: `smallest share of weights that does as well: ${ticketNames[kind]}`,
    value: value ?? null,
    interval: low === undefined || high === undefined || isOpen ? null : [low, high],
    level: 0.95,
    intervalMethod: 'Student’s t of the logarithm over the seeds',
    ...(isOpen ? { text: `${plainNumber(value)} % or fewer` } : {}),
    unit: '%',
    sentences: [
      `For each seed the smallest share whose test ${measure.name} at the end of training is ${marginText(measure, margin)}; the geometric mean over the seeds.`,
    ],
    warnings: isOpen
      ? [
          `${atEnd} of ${found.length} seeds still do as well at the last round, so that the share is smaller. Set more \`rounds\`.`,
        ]
      : [],
  };
}

function marginText({ isAccuracy }: NetworkMeasure, margin: number): string {
  return isAccuracy
    ? `at most ${plainNumber(100 * margin)} percentage ${margin === 0.01 ? 'point' : 'points'} below that of the whole network`
    : `at most ${plainNumber(100 * margin)} % above that of the whole network`;
}

/** What tickets gain on a control with as many weights, on average over the rounds, paired by seed. */
function gainValue(
  control: TicketKind,
  outcomes: readonly LotteryOutcome[],
  measure: NetworkMeasure,
): StudyValue {
  const gains = outcomes.flatMap(({ tickets }) => {
    const own = tickets.flatMap((ticket) => {
      if (ticket.kind !== 'iterative') return [];
      const other = tickets.find(({ kind, round }) => kind === control && round === ticket.round);
      const [a, b] = [measure.of(ticket.test), other && measure.of(other.test)];
      return a === undefined || b === undefined ? [] : [measure.gain(a, b)];
    });
    return meanInterval(own)?.mean ?? [];
  });
  return meanValue(`gain-${control}`, `gain of tickets on: ${ticketNames[control]}`, gains, measure.changes, {
    ...(measure.isAccuracy ? { unit: 'points' } : {}),
    sentences: [
      `Test ${measure.name}, ${measure.isAccuracy ? 'in percentage points' : 'as how much less of it'}, the mean over the rounds, paired by seed.`,
    ],
  });
}

function answerOf(values: readonly StudyValue[], measure: NetworkMeasure, { margin }: LotterySpec): string[] {
  const phrase = ({ text, value, interval, unit }: StudyValue): string =>
    text ?? (value === null ? 'an unknown share' : inWords(value, interval ?? undefined, unit));
  const named = (field: string): StudyValue | undefined => values.find((value) => value.field === field);
  const whole = named('whole');
  const tickets = named('iterative');
  const sentences =
    whole && tickets
      ? [
          `Wound back and trained again, ${phrase(tickets)} of the weights do as well as all of them: a test ${measure.name} ${marginText(measure, margin)}, ${phrase(whole)}.`,
        ]
      : [];
  for (const control of ['reinitialised', 'random-mask'] as const) {
    const share = named(control);
    const gain = named(`gain-${control}`);
    if (!share || !gain) continue;
    sentences.push(
      `With ${control === 'reinitialised' ? 'the same mask and fresh weights' : 'a random mask'} it takes ${phrase(share)}; ${gainWords(gain)}.`,
    );
  }
  return sentences;
}

function gainWords(gain: StudyValue): string {
  if (gain.value === null) return 'what that costs is not known';
  const size = inWords(gain.value, gain.interval ?? undefined, gain.unit);
  if (gain.interval === null) return `tickets gain ${size} on it, by one seed`;
  if (gain.interval[0] > 0) return `tickets are better by ${size} on average over the rounds`;
  if (gain.interval[1] < 0) return `tickets are worse: they gain ${size} on average over the rounds`;
  return `no difference between them is certain: tickets gain ${size} on average over the rounds`;
}

function warningsOf(outcomes: readonly LotteryOutcome[]): string[] {
  const all = outcomes.flatMap(({ tickets }) => tickets);
  const diverged = all.filter((ticket) => ticket.diverged).length;
  const whole = all.filter(({ kind }) => kind === 'dense');
  const failed = whole.filter(({ reachedAt }) => reachedAt === null).length;
  return [
    ...(diverged > 0 ? [`${diverged} of ${all.length} trainings diverged: a smaller rate may help.`] : []),
    ...(failed > 0
      ? [
          `${failed} of ${whole.length} whole networks do not reach the target: give them more epochs or an easier target.`,
        ]
      : []),
    ...(outcomes.length === 1 ? ['One seed tells no uncertainty: set `seeds` to 3 or more.'] : []),
  ];
}

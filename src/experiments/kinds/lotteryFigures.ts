import { meanInterval, meanIntervalMethod, type ValueRange } from '../../science/analysis/meanInterval';
import type { Ticket, TicketKind } from '../../science/lottery/lotteryOutcome';
import { wilsonInterval } from '../../science/subspace/binomial';
import { describeTarget, type Target } from '../../science/subspace/target';
import { epochCurves, epochRun, trainingSet, type TrainingCurves } from '../trainingCurves';
import type { StudyFigure, StudySeries, StudyTable } from '../studyResult';
import type { NetworkMeasure } from './networkMeasure';
import { inWords, plainNumber } from './studyNumbers';

/** How kinds of tickets are called. */
export const ticketNames: Readonly<Record<TicketKind, string>> = {
  dense: 'whole network',
  iterative: 'winning tickets, pruned in rounds',
  'one-shot': 'pruned at once',
  reinitialised: 'same mask, fresh weights',
  'random-mask': 'random mask, weights wound back',
};

/** All that one kind of ticket found, over rounds and seeds. */
export interface TicketSeries {
  readonly kind: TicketKind;
  readonly rounds: readonly {
    /** How often was pruned. */
    readonly round: number;
    readonly share: number;
    readonly tickets: readonly Ticket[];
  }[];
}

type Point = StudySeries['points'][number];
type Round = TicketSeries['rounds'][number];

/** Scores, epochs to the target and how often it is reached, each against the share of weights that is left. */
export function lotteryFigures(
  series: readonly TicketSeries[],
  measure: NetworkMeasure,
  target: Target,
): StudyFigure[] {
  const x: StudyFigure['x'] = { title: 'weights left (%)', scale: 'log' };
  const figure = (
    id: string,
    title: string,
    y: StudyFigure['y'],
    interval: string,
    pointOf: (round: Round) => Point | undefined,
  ): StudyFigure => {
    const drawn = series.map(({ kind, rounds }): StudySeries => ({
      key: kind,
      name: ticketNames[kind],
      draw: kind === 'dense' ? 'points' : 'line',
      origin: 'measured',
      interval,
      points: rounds.flatMap((round) => {
        const point = pointOf(round);
        return point === undefined ? [] : [{ ...point, runs: ticketSetKey(kind, round) }];
      }),
    }));
    return { id, title, words: wordsOf(title, drawn), x, y, series: drawn, rules: [] };
  };
  const t = `95 %, ${meanIntervalMethod}`;
  const told = describeTarget(target);
  return [
    figure(
      'scores',
      `Test ${measure.name} against the share of weights left`,
      { title: `test ${measure.axis}`, scale: 'linear' },
      t,
      (round) =>
        meanPoint(
          round,
          round.tickets.flatMap(({ test }) => measure.of(test) ?? []),
          measure.range,
        ),
    ),
    figure(
      'epochs',
      `Epochs until ${told}, where every seed reaches it`,
      { title: 'epochs to the target', scale: 'linear', includes: [0] },
      t,
      (round) => {
        const reached = round.tickets.flatMap(({ reachedAt }) => reachedAt ?? []);
        return reached.length === round.tickets.length ? meanPoint(round, reached, [1, Infinity]) : undefined;
      },
    ),
    figure(
      'reached',
      `Share of seeds that reach ${told}`,
      { title: 'share of seeds', scale: 'linear', includes: [0, 1] },
      '95 %, Wilson',
      (round) => {
        const { length } = round.tickets;
        if (length === 0) return undefined;
        const count = reachedIn(round);
        const interval = wilsonInterval(count, length);
        return { x: 100 * round.share, y: count / length, interval, label: `${count} of ${length}` };
      },
    ),
  ];
}

function ticketSetKey(kind: TicketKind, { round }: Round): string {
  return `${kind}-${round}`;
}

/** How the tickets of every kind and round were trained, a run a seed. */
export function lotteryTraining(
  series: readonly TicketSeries[],
  target: Target,
): { training?: TrainingCurves } {
  const sets = series.flatMap(({ kind, rounds }) =>
    rounds.map((round) =>
      trainingSet(
        ticketSetKey(kind, round),
        `${ticketNames[kind]}${round.round === 0 ? '' : `, round ${round.round}: ${plainNumber(100 * round.share)} % of the weights`}`,
        round.tickets.map(({ curve, reachedAt }, seed) =>
          epochRun(`seed ${seed + 1}${reachedAt === null ? ', short of the target' : ''}`, {
            loss: curve.map(({ loss }) => loss),
            score: curve.map(({ score }) => score),
          }),
        ),
      ),
    ),
  );
  return epochCurves(sets, `${target.split} ${target.measure}`);
}

function meanPoint({ share }: Round, values: readonly number[], range?: ValueRange): Point | undefined {
  const found = meanInterval(values, range);
  if (found === undefined) return undefined;
  const { mean, interval } = found;
  return { x: 100 * share, y: mean, ...(interval === undefined ? {} : { interval }) };
}

function reachedIn({ tickets }: Round): number {
  return tickets.filter(({ reachedAt }) => reachedAt !== null).length;
}

function wordsOf(title: string, series: readonly StudySeries[]): string {
  const ends = series.flatMap(({ name, points }) => {
    const last = points.at(-1);
    if (last === undefined) return [`${name}: nowhere`];
    return [`${name}: ${inWords(last.y, last.interval)} at ${plainNumber(last.x)} % of the weights`];
  });
  return `${title}. ${ends.join('; ')}.`;
}

/** Every round of every kind of ticket, numbers in full. */
export function lotteryTable(series: readonly TicketSeries[], measure: NetworkMeasure): StudyTable {
  const numeric = (name: string): StudyTable['columns'][number] => ({ name, numeric: true });
  return {
    id: 'tickets',
    title: 'Tickets by round: means over the seeds with 95 % intervals by Student’s t',
    columns: [
      { name: 'ticket', numeric: false },
      numeric('weights left (%)'),
      ...[measure.axis, 'low', 'high'].map((name) => numeric(name === measure.axis ? `test ${name}` : name)),
      numeric(`train ${measure.axis}`),
      numeric('seeds that reach the target'),
      numeric('seeds'),
      numeric('epochs to the target, of those'),
    ],
    rows: series.flatMap(({ kind, rounds }) =>
      rounds.map((round) => {
        const { tickets, share } = round;
        const test = meanInterval(
          tickets.flatMap((ticket) => measure.of(ticket.test) ?? []),
          measure.range,
        );
        const train = meanInterval(tickets.flatMap((ticket) => measure.of(ticket.train) ?? []));
        const epochs = meanInterval(tickets.flatMap(({ reachedAt }) => reachedAt ?? []));
        return [
          ...[ticketNames[kind], 100 * share],
          ...[test?.mean ?? null, test?.interval?.[0] ?? null, test?.interval?.[1] ?? null],
          ...[train?.mean ?? null, reachedIn(round), tickets.length, epochs?.mean ?? null],
        ];
      }),
    ),
  };
}

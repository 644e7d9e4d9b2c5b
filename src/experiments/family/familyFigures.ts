import type { LawVerdict, PowerLaw } from '../../science/analysis/powerLaw';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import { publishedThresholds } from '../../science/subspace/publishedThresholds';
import type { StudyFigure, StudySeries } from '../studyResult';
import { epochCurves, replicaSet, type TrainingCurves } from '../trainingCurves';
import { count, withInterval } from './familyWords';
import { layerExtremes, type MeasuredMember } from './measureFamily';

/** A network whose runs tell its threshold from both sides. */
export interface Told {
  readonly member: MeasuredMember;
  readonly estimate: number;
  readonly interval: readonly [number, number];
}

export function toldOf(members: readonly MeasuredMember[]): Told[] {
  return members.flatMap((member) => {
    const { estimate = null, low = null, high = null } = member.threshold ?? {};
    return estimate === null || low === null || high === null
      ? []
      : [{ member, estimate, interval: [low, high] as const }];
  });
}

type Point = StudySeries['points'][number];

const parametersAxis = { title: 'number of parameters D', scale: 'log' } as const;
const profile = '95 %, profile likelihood, calibrated for a search';

/** Parameters against the threshold, with the data's dimension across and what others published. */
export function thresholdFigure(
  told: readonly Told[],
  data: readonly DimensionEstimate[],
  verdict: LawVerdict,
  published: readonly string[],
): StudyFigure {
  const measured = grouped(told, ({ estimate, interval }) => ({ y: estimate, interval: [...interval] }));
  return {
    id: 'parameters',
    title: 'Threshold dimension against the number of parameters',
    words: [
      ...(told.length === 0
        ? ['No network’s threshold is told from both sides.']
        : [
            `The threshold dimension of ${told.length} networks against their number of parameters, both logarithmic.`,
            ...ends(told).map(
              ({ member, estimate, interval }) =>
                `${member.label} with ${count(member.parameters)} parameters: ${withInterval(estimate, interval)}.`,
            ),
          ]),
      ...data.map(
        ({ key, dimension, interval }) =>
          `The data’s dimension by ${key}: ${withInterval(dimension, interval)}.`,
      ),
    ].join(' '),
    x: parametersAxis,
    y: { title: 'dimension', scale: 'log' },
    series: [
      ...measured,
      // Last, so that what others published has the same colours here as in the figure of shares.
      ...publishedSeries(published, ({ dimension }) => dimension),
      ...(verdict.status === 'law' ? [lawSeries(verdict.law, told)] : []),
    ],
    rules: dataRules(data),
  };
}

/** How each network was trained, in full space and about its threshold. */
export function familyTraining(
  members: readonly MeasuredMember[],
  score: string,
): { training?: TrainingCurves } {
  const sets = members.map(({ label, telling }) =>
    replicaSet(label, `${label}, in full space and about its threshold`, telling),
  );
  return epochCurves(sets, score);
}

/** The share of the parameters that the threshold is. */
export function shareFigure(told: readonly Told[], published: readonly string[]): StudyFigure {
  const share = (value: number, { member }: Told): number => value / member.parameters;
  return {
    id: 'share',
    title: 'The threshold as a share of the parameters',
    words: [
      'Threshold dimension divided by the number of parameters, against the latter, both logarithmic.',
      ...ends(told).map((each) => `${each.member.label}: ${share(each.estimate, each).toPrecision(2)}.`),
    ].join(' '),
    x: parametersAxis,
    y: { title: 'd* / D', scale: 'log' },
    series: [
      ...grouped(told, (each) => ({
        y: share(each.estimate, each),
        interval: [share(each.interval[0], each), share(each.interval[1], each)],
      })),
      ...publishedSeries(published, ({ dimension, parameters }) => dimension / parameters),
    ],
    rules: [],
  };
}

/** Parameters against the dimension of what the layers make of the points. */
export function layersFigure(members: readonly MeasuredMember[]): StudyFigure {
  const measured = members.filter(({ layers }) => layers.length > 0);
  const input = measured[0]?.layers.find(({ name }) => name === 'input')?.estimates[0];
  const points = (which: 'greatest' | 'last'): Point[] =>
    measured.flatMap(({ layers, parameters, label }) => {
      const found = layerExtremes(layers)[which];
      return found === undefined
        ? []
        : [
            {
              ...{ x: parameters, y: found.estimate.dimension, interval: found.estimate.interval },
              label: `${label}: ${found.name}`,
              runs: label,
            },
          ];
    });
  const line = {
    draw: 'points',
    origin: 'measured',
    interval: '95 %, of the mean over the networks',
  } as const;
  const series: StudySeries[] = [
    { ...line, key: 'greatest', name: 'layer of the greatest dimension', points: points('greatest') },
    { ...line, key: 'last', name: 'last hidden layer', points: points('last') },
  ].filter((each) => each.points.length > 0);
  return {
    id: 'layers',
    title: 'Dimension of the layers against the number of parameters',
    words: [
      'For each network, the greatest dimension of a layer and that of the last hidden one, against the number of parameters.',
      ...series.map(({ name, points: all }) => {
        const values = all.map(({ y }) => y);
        return `${name}: from ${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}.`;
      }),
      ...(input === undefined
        ? []
        : [`The same points as they are: ${withInterval(input.dimension, input.interval)}.`]),
    ].join(' '),
    x: parametersAxis,
    y: { title: 'dimension', scale: 'linear' },
    series,
    rules:
      input === undefined
        ? []
        : [
            {
              ...{ key: 'input', name: `input, ${input.key}`, axis: 'y', at: input.dimension },
              ...{ interval: input.interval, origin: 'measured' },
            },
          ],
  };
}

function grouped(
  told: readonly Told[],
  of: (each: Told) => { readonly y: number; readonly interval: [number, number] },
): StudySeries[] {
  const groupOf = ({ group, going }: MeasuredMember): string =>
    going === undefined ? group : 'still being searched';
  const groups = [...new Set(told.map(({ member }) => groupOf(member)))];
  return groups.map((group) => ({
    ...{
      key: group.replaceAll(' ', '-'),
      name: group,
      draw: 'points',
      origin: 'measured',
      interval: profile,
    },
    points: told
      .filter(({ member }) => groupOf(member) === group)
      .map((each) => ({
        ...{ x: each.member.parameters, ...of(each) },
        ...{ label: each.member.label, runs: each.member.label },
      })),
  }));
}

function lawSeries(law: PowerLaw, told: readonly Told[]): StudySeries {
  const [low = NaN, high = NaN] = ends(told).map(({ member }) => member.parameters);
  const steps = 16;
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const x = low * (high / low) ** (i / steps);
    const { y, interval } = law.at(x);
    return { x, y, interval: [interval[0], interval[1]] as [number, number] };
  });
  const name = `power law, exponent ${withInterval(law.exponent, law.interval)}`;
  return { key: 'law', name, draw: 'curve', origin: 'predicted', interval: '95 %, Student’s t', points };
}

function publishedSeries(
  ids: readonly string[],
  y: (of: { readonly parameters: number; readonly dimension: number }) => number,
): StudySeries[] {
  return publishedThresholds
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name, source, thresholds }) => ({
      ...{ key: id, name, draw: 'points', origin: 'published', source },
      points: thresholds.map((each) => ({
        x: each.parameters,
        y: y(each),
        label: `${each.task}, ${each.network}`,
      })),
    }));
}

function dataRules(data: readonly DimensionEstimate[]): StudyFigure['rules'] {
  return data.map(({ key, dimension, interval }) => ({
    ...{ key: `data-${key}`, name: `dimension of the data, ${key}`, axis: 'y', at: dimension },
    ...{ interval, origin: 'measured' },
  }));
}

/** The smallest and the largest network. */
function ends(told: readonly Told[]): Told[] {
  const [first, last] = [told[0], told.at(-1)];
  return first === undefined || last === undefined ? [] : first === last ? [first] : [first, last];
}

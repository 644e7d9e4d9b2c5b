import type { BottleneckPoint } from '../../science/information/bottleneck';
import { symmetricChannelCurve } from '../../science/information/bottleneckCurve';
import { resampledInterval } from '../../science/information/resampledInterval';
import type { StudyFigure, StudySeries } from '../studyResult';
import type { JointTable } from './jointTable';

/** What one table tells. */
export interface PlaneFound {
  readonly points: readonly BottleneckPoint[];
  /** I(X; Y), in bits. */
  readonly information: number;
  /** H(X), in bits. */
  readonly entropy: number;
  /** The inverse of the squared maximal correlation. */
  readonly critical: number;
  /** I(X; T) at the share to keep; undefined where the curve ends before it. */
  readonly bits: number | undefined;
}

/** What I(X; Y) of a table cannot exceed, in bits. */
export function mostInformation({ xs, ys }: Pick<JointTable, 'xs' | 'ys'>): number {
  return Math.log2(Math.min(xs.length, ys.length));
}

/** How intervals were made. */
export const method = (draws: readonly unknown[]): string =>
  `normal bootstrap, ${draws.length} Dirichlet resamples of the counts`;

/** What is kept of Y against the bits spent on X. */
export function planeFigure(table: JointTable, whole: PlaneFound, draws: readonly PlaneFound[]): StudyFigure {
  const { crossover } = table;
  const { points, information, entropy: own } = whole;
  const last = points.at(-1);
  const interval = resampledInterval(
    information,
    draws.map((draw) => draw.information),
    mostInformation(table),
  );
  return {
    id: 'plane',
    title: 'Information plane',
    words: `What is kept of Y against the bits spent on X. The curve rises from nothing to ${short(last?.relevant ?? 0)} bits on Y at ${short(last?.kept ?? 0)} bits on X, where all of X has ${short(own)}; I(X; Y) is ${short(information)}.`,
    x: { title: 'I(X; T), bits on X', scale: 'linear', includes: [0, own] },
    y: { title: 'I(T; Y), bits on Y', scale: 'linear', includes: [0] },
    series: [
      {
        ...{ key: 'curve', name: 'bottleneck', draw: 'line', origin: 'measured' },
        ...(draws.length === 0 ? {} : { interval: `95 % at the same β, ${method(draws)}` }),
        points: points.map(({ kept, relevant, beta }, i) => ({
          ...{ x: kept, y: relevant, label: `β = ${short(beta)}` },
          ...intervalOf(
            relevant,
            draws.map((draw) => draw.points[i]?.relevant),
          ),
        })),
      },
      {
        ...{
          key: 'processing',
          name: 'I(T; Y) = I(X; T), which none exceeds',
          draw: 'curve',
          origin: 'predicted',
        },
        points: [
          { x: 0, y: 0 },
          { x: information, y: information },
        ],
      },
      ...(crossover === undefined ? [] : [exactCurve(crossover)]),
    ],
    rules: [
      {
        key: 'information',
        name: 'I(X; Y)',
        axis: 'y',
        at: information,
        origin: 'measured',
        ...(interval && { interval }),
      },
      { key: 'entropy', name: 'H(X)', axis: 'x', at: own, origin: 'measured' },
    ],
  };
}

function exactCurve(crossover: number): StudySeries {
  return {
    ...{
      key: 'exact',
      name: 'closed form',
      draw: 'curve',
      origin: 'predicted',
      source: 'Wyner and Ziv 1973',
    },
    points: symmetricChannelCurve(crossover, 60).map(({ kept, relevant }) => ({ x: kept, y: relevant })),
  };
}

/**
 * The interval of the first split, by that of the squared correlation, of which β is the inverse: never below 1. Undefined where
 * the counts allow that X says nothing of Y, since β then has no upper end.
 */
export function criticalInterval(
  critical: number,
  draws: readonly PlaneFound[],
): [number, number] | undefined {
  const squares = draws.map((draw) => 1 / draw.critical);
  const [low, high] = resampledInterval(1 / critical, squares, 1) ?? [0, 1];
  return low > 0 ? [1 / high, 1 / low] : undefined;
}

/** Both against β, with the first split. */
export function annealingFigure({ points, critical }: PlaneFound, draws: readonly PlaneFound[]): StudyFigure {
  const line = (key: 'kept' | 'relevant', name: string): StudySeries => ({
    ...{ key, name, draw: 'line', origin: 'measured' },
    ...(draws.length === 0 ? {} : { interval: `95 %, ${method(draws)}` }),
    points: points.map((point, i) => ({
      ...{ x: point.beta, y: point[key] },
      ...intervalOf(
        point[key],
        draws.map((draw) => draw.points[i]?.[key]),
      ),
    })),
  });
  const interval = criticalInterval(critical, draws);
  return {
    id: 'annealing',
    title: 'Information against β',
    words: `The bits spent on X and kept of Y against β. Both are 0 up to the first split, at β = ${short(critical)} at the latest.`,
    x: { title: 'β', scale: 'log' },
    y: { title: 'bits', scale: 'linear', includes: [0] },
    series: [line('kept', 'I(X; T)'), line('relevant', 'I(T; Y)')],
    rules: [
      {
        key: 'critical',
        name: 'first split at the latest',
        axis: 'x',
        at: critical,
        origin: 'predicted',
        ...(interval && { interval }),
      },
    ],
  };
}

/** How many clusters X is told by against β. */
export function clustersFigure({ points }: PlaneFound): StudyFigure {
  const most = Math.max(...points.map(({ encoder }) => encoder.clusters));
  return {
    id: 'clusters',
    title: 'Clusters against β',
    words: `The number of clusters against β: 1 before the first split, ${most} at most.`,
    x: { title: 'β', scale: 'log' },
    y: { title: 'clusters', scale: 'linear', includes: [0] },
    series: [
      {
        ...{ key: 'clusters', name: 'clusters', draw: 'line', origin: 'measured' },
        points: points.map(({ beta, encoder }) => ({ x: beta, y: encoder.clusters })),
      },
    ],
    rules: [],
  };
}

function intervalOf(value: number, draws: readonly (number | undefined)[]): { interval?: [number, number] } {
  const interval = value > 1e-6 ? resampledInterval(value, draws) : undefined;
  return interval === undefined ? {} : { interval };
}

/** Three significant digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

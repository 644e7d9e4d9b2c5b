import { hasPlace, type StudyAxis, type StudySource } from './studySource';
import { linearAxis, logAxis, type Axis } from './ticks';

/**
 * Intervals that reach farther beyond the marks than so many of their spans, or than a usual interval is wide, are cut, lest they
 * press the marks together.
 */
const mostRoom = 1.5;

/** The axis of a figure's x or y over all that it must hold. @param spacing pixels between ticks, about. */
export function studyAxis(
  source: StudySource,
  which: 'x' | 'y',
  range: readonly [number, number],
  spacing: number,
): Axis {
  const axis = source[which];
  if (axis.scale === 'names') return namesAxis(axis.names ?? [], range);
  const log = axis.scale === 'log';
  const [low, high] = domain(source, which, log);
  if (!log) return linearAxis([low, high], range, spacing);
  // Ends of a logarithmic axis stay where they are: a little room keeps marks off them.
  const room = (high / low) ** 0.03;
  return logAxis([low / room, high * room], range, spacing);
}

function namesAxis(names: readonly string[], [from, to]: readonly [number, number]): Axis {
  const step = (to - from) / Math.max(1, names.length);
  return {
    kind: 'linear',
    domain: [-0.5, names.length - 0.5],
    position: (value) => from + (value + 0.5) * step,
    ticks: names.map((label, value) => ({ value, label })),
  };
}

function domain(source: StudySource, which: 'x' | 'y', log: boolean): [number, number] {
  const axis = source[which];
  const { marks, ends, intervals } = valuesOn(source, which, axis);
  if (marks.length === 0) return log ? [1, 10] : [0, 1];
  const to = (value: number): number => (log ? Math.log(value) : value);
  const back = (value: number): number => (log ? Math.exp(value) : value);
  const first = to(Math.min(...marks));
  const last = to(Math.max(...marks));
  const widths = intervals.map(([from, until]) => to(until) - to(from)).sort((a, b) => a - b);
  // Of all marks, so that one wild interval is not the usual one.
  const usual = widths[widths.length - 1 - (marks.length >> 1)] ?? 0;
  const room = last > first ? Math.max(mostRoom * (last - first), usual) : Infinity;
  const low = back(Math.max(first - room, Math.min(first, ...ends.map(to))));
  const high = back(Math.min(last + room, Math.max(last, ...ends.map(to))));
  // From 0 where that costs little.
  return [!log && low >= 0 && low < 0.35 * high ? 0 : low, high];
}

/** What an axis must hold, and the ends of intervals, which it may cut. */
function valuesOn(
  { series, rules }: StudySource,
  which: 'x' | 'y',
  axis: StudyAxis,
): { marks: number[]; ends: number[]; intervals: (readonly [number, number])[] } {
  const points = series.flatMap((each) => each.points);
  const ofRules = rules.filter((rule) => rule.axis === which);
  const bars = which === 'y' && axis.scale === 'linear' && series.some(({ draw }) => draw === 'bars');
  const marks = [
    ...points.map((point) => point[which]),
    ...ofRules.map(({ at }) => at),
    ...(axis.includes ?? []),
    ...(bars ? [0] : []),
  ];
  const ofPoints = points.flatMap(({ interval, xInterval }) => {
    const own = which === 'y' ? interval : xInterval;
    return own === undefined ? [] : [own];
  });
  const ends = [...ofPoints.flat(), ...ofRules.flatMap(({ interval }) => interval ?? [])];
  const placed = (value: number): boolean => hasPlace(axis, value);
  return {
    marks: marks.filter(placed),
    ends: ends.filter(placed),
    intervals: ofPoints.filter((each) => each.every(placed)),
  };
}

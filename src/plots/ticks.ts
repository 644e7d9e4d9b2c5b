import { scaleLinear, scaleLog } from 'd3-scale';
import { formatNumber, formatPower } from './numbers';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** A value axis: from data to pixels, with ticks to draw. */
export interface Axis {
  readonly kind: 'linear' | 'log';
  readonly domain: readonly [number, number];
  /** Pixels; values outside the domain end at its edge. */
  position(value: number): number;
  readonly ticks: readonly Tick[];
}

/** Ticks a reader can name, about one every `spacing` pixels. */
function tickCount(length: number, spacing: number): number {
  return Math.max(2, Math.floor(Math.abs(length) / spacing));
}

/** A linear axis over at least `domain`, its ends rounded to ticks. */
export function linearAxis(
  domain: readonly [number, number],
  range: readonly [number, number],
  spacing: number,
): Axis {
  const count = tickCount(range[1] - range[0], spacing);
  const scale = scaleLinear().domain(spread(domain)).range(range).nice(count).clamp(true);
  return finish('linear', scale.domain(), scale, scale.ticks(count));
}

/** A logarithmic axis over `domain`, which must be positive; its ends stay, so that the data fill it. */
export function logAxis(
  domain: readonly [number, number],
  range: readonly [number, number],
  spacing: number,
): Axis {
  const [low, high] = spreadLog(domain);
  const scale = scaleLog().domain([low, high]).range(range).clamp(true);
  const count = tickCount(range[1] - range[0], spacing);
  return finish('log', [low, high], scale, logTicks(low, high, count));
}

function finish(
  kind: Axis['kind'],
  domain: readonly number[],
  position: (value: number) => number,
  values: readonly number[],
): Axis {
  const [low = 0, high = 1] = domain;
  return {
    kind,
    domain: [low, high],
    position: (value) => position(value),
    ticks: values.map((value) => ({ value, label: tickLabel(value) })),
  };
}

/** Ticks are round, so that six digits say all of them; from 10⁵ on the power says it shorter. */
function tickLabel(value: number): string {
  return Math.abs(value) >= 1e5 ? formatPower(value) : formatNumber(value, 6);
}

/**
 * Within less than a decade the ticks of a linear axis, evenly worth naming; beyond it 1-2-5, then powers of ten,
 * then every few powers, whichever first is few enough.
 */
function logTicks(low: number, high: number, count: number): number[] {
  const linear = scaleLinear().domain([low, high]).ticks(count);
  if (high / low < 5 && linear.length >= 2) return linear;
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const within = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const values = powers.flatMap((power) => factors.map((factor) => decimal(factor, power))).filter(within);
    if (values.length <= count + 1 && values.length >= 2) return values;
  }
  const whole = powers.map((power) => decimal(1, power)).filter(within);
  const step = Math.ceil(whole.length / (count + 1));
  const sparse = whole.filter((_, i) => i % step === 0);
  return sparse.length >= 2 ? sparse : linear;
}

/** factor · 10^power without the rounding error of 10 ** -5. */
function decimal(factor: number, power: number): number {
  return Number(`${factor}e${power}`);
}

/** A domain of one value gets room on both sides. */
function spread([low, high]: readonly [number, number]): [number, number] {
  if (high > low) return [low, high];
  const room = Math.abs(low) > 0 ? Math.abs(low) * 0.1 : 1;
  return [low - room, low + room];
}

function spreadLog([low, high]: readonly [number, number]): [number, number] {
  return high > low * 1.000001 ? [low, high] : [low / 1.25, low * 1.25];
}

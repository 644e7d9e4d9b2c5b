import { estimateDecimals } from '../../base/precision';
import type { Threshold } from '../../science/subspace/threshold';

/** A number with an interval, as a sentence holds it: `41 (36–47)`. */
export function withInterval(value: number, interval: readonly [number, number]): string {
  const decimals = estimateDecimals({ dimension: value, interval });
  const shown = (each: number): string => each.toFixed(decimals);
  return `${shown(value)} (${shown(interval[0])}–${shown(interval[1])})`;
}

/** What the runs tell of a threshold where that is no number with two ends: `above 128`. */
export function boundWords({ status, low, high }: Threshold): string {
  const ends = { low: low === null ? '' : short(low), high: high === null ? '' : short(high) };
  if (low !== null && high !== null) return `between ${ends.low} and ${ends.high}`;
  if (low !== null) return status === 'above' ? `above ${ends.low}` : `above ${ends.low}, no upper bound`;
  if (high !== null) return status === 'below' ? `below ${ends.high}` : `below ${ends.high}, no lower bound`;
  return 'not told by these runs';
}

/** `1,930`. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

function short(value: number): string {
  return value < 10 ? String(Number(value.toPrecision(2))) : value.toFixed(0);
}

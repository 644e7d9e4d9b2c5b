import { estimateDecimals } from '../../base/precision';
import { meanInterval, meanIntervalMethod, type ValueRange } from '../../science/analysis/meanInterval';
import type { StudyValue } from '../studyResult';

type Interval = readonly [number, number];

/** A number within a sentence, to the decimals that its interval allows: `95.3 % (95 %: 94.9 to 95.7)`. */
export function inWords(value: number, interval: Interval | undefined, unit?: string): string {
  const after = unit === undefined ? '' : ` ${unit}`;
  if (interval === undefined) return `${plainNumber(value)}${after}`;
  const decimals = estimateDecimals({ dimension: value, interval: [interval[0], interval[1]] });
  const [low, high] = interval.map((end) => fixed(end, decimals));
  return `${fixed(value, decimals)}${after} (95 %: ${low} to ${high})`;
}

/** To three digits. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
}

/** A value of a study that is a mean over seeds, with Student's interval within its range; of no seeds it is none. */
export function meanValue(
  field: string,
  name: string,
  values: readonly number[],
  range: ValueRange,
  other: Pick<StudyValue, 'sentences'> & Partial<Pick<StudyValue, 'unit' | 'warnings'>>,
): StudyValue {
  const found = meanInterval(values, range);
  return {
    field,
    name,
    value: found?.mean ?? null,
    interval: found?.interval ?? null,
    level: 0.95,
    intervalMethod: found?.interval ? meanIntervalMethod : 'none: one seed',
    warnings: [],
    ...other,
  };
}

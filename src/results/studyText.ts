import { estimateDecimals, hasWidth } from '../base/precision';
import type { StudyFigure, StudyValue } from '../experiments/studyResult';
import { fixed, formatLevel, powerOfTen } from '../plots/numbers';

type Interval = readonly [number, number];
/** Writes a number with that many decimals: for a page with a true minus sign, for a note as a program would read it. */
type Digits = (value: number, decimals: number) => string;

const plain: Digits = (value, decimals) => {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
};

/** A number and its interval as parts of a line or cells of a table, to the decimals that the interval allows. */
interface QuantityText {
  /** `12.9`. */
  readonly value: string;
  /** `12.1–14.0`; empty where there is none. */
  readonly interval: string;
  /** `12.9 ± 0.4`, or `12.9 (12.1–14.0)` where the interval is not symmetric at the shown precision. */
  readonly text: string;
}

/** For a note. Very large and very small numbers take a power of ten, which value and interval share. */
export function quantityText(value: number, interval: Interval | null): QuantityText {
  return writeQuantity(value, interval, plain, '–');
}

/** For a page and its tables. */
export function quantityCells(value: number, interval: Interval | null): QuantityText {
  return writeQuantity(value, interval, fixed, ' – ');
}

/** A value of a study in one phrase, its unit included: `12.9 ± 0.4 bits`, `above 256`. */
export function studyValueText({ value, interval, text, unit }: StudyValue): string {
  if (text !== undefined) return text;
  if (value === null) return 'not identified';
  return quantityText(value, interval).text + unitText(unit);
}

/**
 * What a table of values says of one: its unit stands with its value.
 *
 * @param level the one that the table's head names; an interval of another says its own.
 */
export function studyValueCells(
  given: StudyValue,
  level: number | undefined,
  write: (value: number, interval: Interval | null) => QuantityText = quantityCells,
): { value: string; interval: string } {
  const { value, interval, text, unit, intervalMethod } = given;
  const cells = write(value ?? middleOf(interval), interval);
  const said = value === null ? 'not identified' : cells.value + unitText(unit);
  if (interval === null) return { value: text ?? said, interval: intervalMethod === 'exact' ? 'exact' : '' };
  const own = level === given.level ? '' : ` (${formatLevel(given.level)})`;
  return { value: text ?? said, interval: cells.interval + own };
}

/** The level that all intervals of the values have; undefined where they differ or there are none. */
export function commonLevel(values: readonly StudyValue[]): number | undefined {
  const levels = new Set(values.flatMap(({ interval, level }) => (interval === null ? [] : [level])));
  return levels.size === 1 ? [...levels][0] : undefined;
}

/** A place on an axis in words: the name that stands there, or the number. */
export function placeText(axis: StudyFigure['x'], value: number): string {
  return axis.scale === 'names' ? (axis.names?.[value] ?? '') : quantityCells(value, null).value;
}

function middleOf(interval: Interval | null): number {
  return interval === null ? 0 : (interval[0] + interval[1]) / 2;
}

function unitText(unit: string | undefined): string {
  if (unit === undefined) return '';
  return unit === '%' ? '\u00a0%' : ` ${unit}`;
}

function writeQuantity(value: number, interval: Interval | null, digits: Digits, dash: string): QuantityText {
  // Of an interval without an end the number alone is written: a kind says by `text` what is known.
  const known = interval !== null && interval.every(Number.isFinite) && hasWidth(interval) ? interval : null;
  if (!Number.isFinite(value)) return { value: 'not finite', interval: '', text: 'not finite' };
  const exponent = sharedExponent([value, ...(known ?? [])]);
  const scale = 10 ** exponent;
  const power = exponent === 0 ? '' : ` · ${powerOfTen(exponent)}`;
  const scaled = value / scale;
  if (known === null) {
    const number = digits(scaled, ownDecimals(scaled))
      .replace(/(\.\d*?)0+$/u, '$1')
      .replace(/\.$/u, '');
    // A whole number that every run agrees on has an interval of one point: a table shows it.
    const isPoint = interval !== null && interval.every(Number.isFinite);
    const range = isPoint ? `${number}${scaled < 0 ? ' to ' : dash}${number}` : '';
    return { value: number + power, interval: exponent === 0 ? range : '', text: number + power };
  }
  const ends: Interval = [known[0] / scale, known[1] / scale];
  const decimals = estimateDecimals({ dimension: scaled, interval: ends });
  const write = (number: number): string => digits(number, decimals);
  const between = ends[0] < 0 ? ' to ' : dash;
  const range = `${write(ends[0])}${between}${write(ends[1])}`;
  const below = write(scaled - ends[0]);
  const above = write(ends[1] - scaled);
  const symmetric = below === above && scaled >= ends[0];
  const pair = symmetric ? `${write(scaled)} ± ${above}` : `${write(scaled)} (${range})`;
  return {
    value: write(scaled) + power,
    interval: exponent === 0 ? range : `(${range})${power}`,
    text: exponent === 0 ? pair : `(${pair})${power}`,
  };
}

/** 0 for numbers that read well as they are; else the power of ten of the greatest. */
function sharedExponent(numbers: readonly number[]): number {
  const most = Math.max(...numbers.map(Math.abs));
  if (most === 0 || (most < 1e6 && most >= 1e-3)) return 0;
  return numbers.length === 1 && Number.isInteger(most) && most < 1e9 ? 0 : Math.floor(Math.log10(most));
}

/** Four significant digits of a number without an interval; of a whole one all. */
function ownDecimals(value: number): number {
  if (value === 0 || Number.isInteger(value)) return 0;
  return Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(Math.abs(value)))));
}

import { estimateDecimals, type Uncertain } from '../base/precision';

/** The minus sign that lines up with digits. */
const minus = '\u2212';
/** Narrow and not breaking. */
const thinSpace = '\u202f';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number with a fixed count of decimals, a true minus sign, thousands set apart from 10 000 on. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole;
  const sign = value < 0 && Number(text) !== 0 ? minus : '';
  return sign + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** A power of ten as it is written: `10⁵`, `10⁻⁴`. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))]
    .map((digit) => superscripts[Number(digit)] ?? digit)
    .join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** `10⁵`, `2.5 · 10⁵`: at most `digits` significant digits. */
export function formatPower(value: number, digits = 3): string {
  const [mantissa = '', exponent = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const factor = String(Number(mantissa));
  const power = powerOfTen(Number(exponent));
  return (value < 0 ? minus : '') + (factor === '1' ? power : `${factor} · ${power}`);
}

/**
 * A number for a reader: `digits` significant digits, trailing zeros dropped, powers of ten beyond 10⁶ and below
 * 10⁻³. Gives `not finite` for infinities and NaN, which no result should hold.
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return 'not finite';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return fixed(value, 0);
  if (size >= 1e6 || size < 1e-3) return formatPower(value, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = fixed(value, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A count, exact, whatever its size. */
export function formatCount(value: number): string {
  return fixed(value, 0);
}

/** A dimension to the decimals its interval allows. Very large ones fall back to {@link formatNumber}. */
function formatDimension(value: number, decimals: number): string {
  return Math.abs(value) >= 1e6 ? formatNumber(value) : fixed(value, decimals);
}

/** `12.1 – 14.0`: spaced, since ends may be negative. */
function formatInterval([low, high]: readonly [number, number], decimals: number): string {
  return `${formatDimension(low, decimals)} – ${formatDimension(high, decimals)}`;
}

/** An estimate and its interval to the decimals its uncertainty allows: `12.9`, `12.1 – 14.0`. */
export function formatUncertain(estimate: Uncertain): { value: string; interval: string } {
  const decimals = estimateDecimals(estimate);
  return {
    value: formatDimension(estimate.dimension, decimals),
    interval: formatInterval(estimate.interval, decimals),
  };
}

/** `95 %`, `99.9 %`. */
export function formatLevel(level: number): string {
  return `${Number((level * 100).toPrecision(4))}\u00a0%`;
}

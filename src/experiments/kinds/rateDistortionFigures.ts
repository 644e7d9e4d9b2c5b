import { singularValueError } from '../../science/compression/quantisedSvd';
import type { RateTable, StoredMatrix } from '../../science/compression/rateDistortion';
import { gaussianRate } from '../../science/compression/reverseWaterFilling';
import { logJackknifeInterval } from '../../science/logJackknife';
import type { StudyFigure, StudySeries } from '../studyResult';

const curvePoints = 80;

/** Error against bits an entry: the hull, the ideal code, and every precision. */
export function rateFigure(
  target: number,
  columns: number,
  whole: RateTable,
  without: readonly RateTable[],
  method: string,
): StudyFigure {
  const least = Math.min(...whole.grid.map(({ error }) => error));
  const variances = whole.singular.map((value) => value ** 2);
  const errors = Array.from(
    { length: curvePoints },
    (_, i) => Math.max(least, 1e-12) ** ((i + 1) / curvePoints),
  );
  return {
    id: 'rate',
    title: 'Error against rate',
    words: `The relative error against the bits stored for each entry. ${hullWords(whole)} The ideal code for Gaussian rows needs ${short(whole.gaussian)} bits at an error of ${target}.`,
    x: { title: 'bits an entry', scale: 'log' },
    y: { title: 'relative error', scale: 'log' },
    series: [
      {
        ...{ key: 'hull', name: 'best of all tried', draw: 'curve', origin: 'measured' },
        points: whole.hull
          .filter(({ rate }) => rate > 0)
          .map(({ rate, error }) => ({ x: rate, y: Math.sqrt(error) })),
      },
      {
        ...{ key: 'gaussian', name: 'ideal code, Gaussian rows', draw: 'curve', origin: 'predicted' },
        points: errors
          .map((error) => ({ x: gaussianRate(variances, error) / columns, y: Math.sqrt(error) }))
          .filter(({ x }) => x > 0),
      },
      ...byBits(
        whole,
        without,
        method,
        ({ rate }) => rate,
        ({ rank }) => `rank ${rank}`,
      ),
    ],
    rules: [{ key: 'target', name: `target ${target}`, axis: 'y', at: target, origin: 'measured' }],
  };
}

/** Error against components kept, beside truncation alone. */
export function rankFigure(
  target: number,
  whole: RateTable,
  without: readonly RateTable[],
  method: string,
): StudyFigure {
  const ranks = whole.grid.at(-1)?.rank ?? 1;
  const truncated = [...whole.truncated.subarray(1, ranks + 1)].map((error, i) => ({
    x: i + 1,
    y: Math.sqrt(error),
  }));
  const finest = Math.max(...whole.grid.map(({ bits }) => bits));
  const last = whole.grid.findLast(({ bits }) => bits === finest);
  return {
    id: 'rank',
    title: 'Error against components kept',
    words: `The relative error against the number of components, by bits a coordinate, beside truncation alone. With ${finest} bits it ends at ${short(Math.sqrt(last?.error ?? 0))} with ${last?.rank ?? 0} components.`,
    x: { title: 'components kept', scale: 'log' },
    y: { title: 'relative error', scale: 'log' },
    series: [
      {
        ...{
          key: 'truncated',
          name: 'truncation alone',
          draw: 'curve',
          origin: 'predicted',
          source: 'Eckart and Young 1936',
        },
        points: truncated.filter(({ y }) => y > 1e-7),
      },
      ...byBits(
        whole,
        without,
        method,
        ({ rank }) => rank,
        ({ rate }) => `${short(rate)} bits an entry`,
      ),
    ],
    rules: [{ key: 'target', name: `target ${target}`, axis: 'y', at: target, origin: 'measured' }],
  };
}

function byBits(
  { grid }: RateTable,
  without: readonly RateTable[],
  method: string,
  place: (stored: StoredMatrix) => number,
  label: (stored: StoredMatrix) => string,
): StudySeries[] {
  return [...new Set(grid.map(({ bits }) => bits))].map((bits) => ({
    ...{ key: `bits-${bits}`, name: bits === 1 ? '1 bit' : `${bits} bits`, draw: 'line', origin: 'measured' },
    interval: `95 %, ${method}`,
    points: grid.flatMap((stored, i) => {
      if (stored.bits !== bits || stored.error <= 0) return [];
      const error = Math.sqrt(stored.error);
      const deleted = without.map((table) => Math.sqrt(table.grid[i]?.error ?? NaN));
      const interval = logJackknifeInterval(error, deleted);
      return [{ x: place(stored), y: error, label: label(stored), ...(interval && { interval }) }];
    }),
  }));
}

function hullWords({ hull }: RateTable): string {
  const shown = hull.filter(({ rank }) => rank > 0);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return '';
  const at = ({ rate, error }: StoredMatrix): string => `${short(Math.sqrt(error))} at ${short(rate)} bits`;
  return `The best of all tried falls from ${at(first)} to ${at(last)}.`;
}

/** The notes' own question: the singular values alone with few bits, the vectors kept whole. */
export function singularFigure(singular: Float64Array): StudyFigure {
  const bits = Array.from({ length: 16 }, (_, i) => i + 1);
  const errors = (format: 'uniform' | 'float'): StudySeries['points'] =>
    bits
      .filter((each) => format === 'uniform' || each >= 3)
      .map((each) => ({ x: each, y: Math.sqrt(singularValueError(singular, each, format)) }))
      .filter(({ y }) => y > 0);
  const at = (each: number): string => short(Math.sqrt(singularValueError(singular, each, 'float')));
  return {
    id: 'singular-values',
    title: 'Singular values alone with few bits',
    words: `The relative error where the singular vectors are whole and each singular value has few bits: as floats ${at(8)} with 8 bits, ${at(16)} with 16.`,
    x: { title: 'bits a singular value', scale: 'linear' },
    y: { title: 'relative error', scale: 'log' },
    series: [
      {
        key: 'float',
        name: 'exponent and mantissa',
        draw: 'line',
        origin: 'measured',
        points: errors('float'),
      },
      {
        key: 'uniform',
        name: 'levels evenly apart',
        draw: 'line',
        origin: 'measured',
        points: errors('uniform'),
      },
    ],
    rules: [],
  };
}

/** Three significant digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

import { counted } from '../../base/words';
import { singularValueError } from '../../science/compression/quantisedSvd';
import type { RateTable, StoredMatrix } from '../../science/compression/rateDistortion';
import { logJackknifeInterval } from '../../science/logJackknife';
import { exact, uncertain } from '../study';
import type { StudyResult, StudyValue } from '../studyResult';
import { rankFigure, rateFigure, short, singularFigure } from './rateDistortionFigures';

/** What of the block's options the study tells. */
export interface RateOptions {
  readonly data: string;
  readonly target: number;
  readonly format: string;
  readonly rounding: string;
  readonly coding: string;
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly dropped: number;
}

/** What a number takes where nothing is done about it. */
const plainBits = 32;

/** The study of one matrix. @param without the same of the matrix without each group of rows in turn. */
export function rateStudy(
  spec: RateOptions,
  shape: Shape,
  whole: RateTable,
  without: readonly RateTable[],
): StudyResult {
  const method = `delete-a-group jackknife, ${without.length} groups of rows`;
  const found = searched(whole, spec.target);
  return {
    kind: 'study',
    experiment: 'rate-distortion',
    subject: spec.data,
    answer: answer(spec, whole, found),
    values: valuesOf(spec, whole, without, found, method),
    figures: [
      rateFigure(spec.target, shape.columns, whole, without, method),
      rankFigure(spec.target, whole, without, method),
      singularFigure(whole.singular),
    ],
    tables: [hullTable(whole)],
    facts: [
      { name: 'rows', value: String(shape.rows) },
      { name: 'columns', value: String(shape.columns) },
      { name: 'stored plainly', value: `${shape.rows * shape.columns * plainBits} bits` },
      { name: 'numbers', value: `${spec.format}, ${spec.rounding} rounding, ${spec.coding} code` },
      ...(shape.dropped > 0 ? [{ name: 'dropped rows', value: String(shape.dropped) }] : []),
    ],
    papers: [
      'Cover and Thomas 2006, Elements of Information Theory, chapter 10',
      'Eckart and Young 1936',
      'Roy and Vetterli 2007, The effective rank',
    ],
    warnings: warningsOf(shape, without),
  };
}

/** What was found among all that was tried. */
interface Searched {
  /** The cheapest storing within the error; undefined where none is. */
  readonly cheapest: StoredMatrix | undefined;
  /** Components that truncation alone needs. */
  readonly truncation: number;
  /** The least error that was reached. */
  readonly least: number;
}

function searched({ grid, truncated }: RateTable, target: number): Searched {
  return {
    cheapest: cheapestWithin(grid, target),
    truncation: truncated.findIndex((error) => Math.sqrt(error) <= target),
    least: Math.sqrt(Math.min(...grid.map(({ error }) => error))),
  };
}

function valuesOf(
  { target }: RateOptions,
  whole: RateTable,
  without: readonly RateTable[],
  { cheapest, truncation, least }: Searched,
  method: string,
): StudyValue[] {
  const of = (
    pick: (table: RateTable) => number | undefined,
    estimate = pick(whole),
  ): Pick<StudyValue, 'interval'> => ({
    interval:
      (estimate === undefined ? undefined : logJackknifeInterval(estimate, without.map(pick))) ?? null,
  });
  const excess = (table: RateTable): number | undefined =>
    table.rate === undefined || table.gaussian === 0 ? undefined : table.rate / table.gaussian;
  const unreached = `not reached: the error stays above ${short(least)}`;
  const along =
    'Along the lower hull of all that was tried: between two of its points a part of the rows is stored by the one, the rest by the other.';
  return [
    uncertain('rate', `bits an entry for an error of ${target}`, whole.rate ?? null, {
      ...{ ...of(({ rate }) => rate), method, unit: 'bits', sentences: [along] },
      ...(whole.rate === undefined ? { text: unreached } : {}),
    }),
    uncertain(
      'compression',
      `times fewer bits than ${plainBits} an entry`,
      whole.rate === undefined ? null : plainBits / whole.rate,
      {
        ...of(({ rate }) => (rate === undefined ? undefined : plainBits / rate)),
        method,
        ...(whole.rate === undefined ? { text: unreached } : {}),
      },
    ),
    uncertain('gaussian-rate', 'bits an entry of an ideal code for Gaussian rows', whole.gaussian, {
      ...{ ...of(({ gaussian }) => gaussian), method, unit: 'bits' },
      sentences: [
        'Reverse water-filling over the variances along the singular vectors, which both sides are taken to know. Rows that are not Gaussian may need fewer bits: of all distributions of one covariance the Gaussian needs most.',
      ],
    }),
    uncertain('excess', 'rate over that of the ideal code', excess(whole) ?? null, {
      ...of(excess),
      method,
      ...(excess(whole) === undefined ? { text: unreached } : {}),
    }),
    ...(cheapest === undefined
      ? []
      : [
          exact('rank', 'components kept in the cheapest that was tried', cheapest.rank, {
            sentences: [
              `With ${cheapest.bits} bits a coordinate: ${short(cheapest.rate)} bits an entry, error ${short(Math.sqrt(cheapest.error))}.`,
            ],
          }),
        ]),
    exact('truncation-rank', 'components that truncation alone needs', truncation, {
      sentences: [
        'No matrix of that rank is nearer (Eckart and Young 1936); its factors are taken to cost nothing.',
      ],
    }),
    uncertain('effective-rank', 'effective rank', whole.effective, {
      ...{ ...of(({ effective }) => effective), method },
      sentences: [
        'The exponential of the entropy of the singular values as shares of their sum (Roy and Vetterli 2007).',
      ],
    }),
    uncertain('stable-rank', 'stable rank', whole.stable, {
      ...{ ...of(({ stable }) => stable), method },
      sentences: ['The squared Frobenius norm over the squared greatest singular value.'],
    }),
    exact(
      'float16-error',
      'error of the singular values alone as float16',
      Math.sqrt(singularValueError(whole.singular, 16, 'float')),
      {
        sentences: [
          'The singular vectors kept whole: what is lost by storing each singular value with 16 bits.',
        ],
      },
    ),
  ];
}

function answer(
  { target }: RateOptions,
  whole: RateTable,
  { cheapest, truncation, least }: Searched,
): string[] {
  if (whole.rate === undefined || cheapest === undefined) {
    return [
      `Nothing that was tried comes within a relative error of ${target}: the least is ${short(least)}.`,
      `Truncation alone comes there with ${counted(truncation, 'component')}: allow more bits or more components.`,
    ];
  }
  return [
    `A relative error of ${target} takes ${counted(short(whole.rate), 'bit')} an entry, ${
      whole.rate < plainBits
        ? `${short(plainBits / whole.rate)} times fewer than numbers of ${plainBits} bits`
        : `which numbers of ${plainBits} bits, without any error, do not`
    }.`,
    `The cheapest that was tried keeps ${counted(cheapest.rank, 'component')} with ${cheapest.bits} bits a coordinate; truncation alone would need ${truncation}.`,
    `An ideal code for Gaussian rows of the same covariance would take ${counted(short(whole.gaussian), 'bit')} an entry: the quantised decomposition takes ${short(whole.rate / whole.gaussian)} times as many.`,
  ];
}

function warningsOf({ rows, columns, dropped }: Shape, without: readonly RateTable[]): string[] {
  const warnings: string[] = [];
  if (dropped > 0) warnings.push(`${dropped} rows miss a value and were left out.`);
  if (without.length < 5) warnings.push('There are too few rows for intervals: ten are the least.');
  if (rows < 2 * columns) {
    warnings.push(
      `With ${rows} rows of ${columns} columns the ideal code’s covariance is that of these rows alone: its rate says little of other rows.`,
    );
  }
  return warnings;
}

function hullTable({ hull }: RateTable): StudyResult['tables'][number] {
  return {
    id: 'hull',
    title: 'Best of all tried',
    columns: ['Components', 'Bits a coordinate', 'Bits an entry', 'Relative error'].map((name) => ({
      name,
      numeric: true,
    })),
    rows: hull
      .filter(({ rank }) => rank > 0)
      .map(({ rank, bits, rate, error }) => [rank, bits, rate, Math.sqrt(error)]),
  };
}

function cheapestWithin(grid: readonly StoredMatrix[], target: number): StoredMatrix | undefined {
  return grid.filter(({ error }) => Math.sqrt(error) <= target).toSorted((a, b) => a.rate - b.rate)[0];
}

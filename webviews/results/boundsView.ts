import { estimatorName } from '../../src/plots/estimatorNames';
import { fixed, formatCount, formatLevel, formatNumber, formatUncertain } from '../../src/plots/numbers';
import { wellName } from '../../src/plots/successPlot';
import type { BoundResult } from '../../src/experiments/result';
import { describeDetails, type Fact } from './facts';

export type Well = BoundResult['wells'][number];

/** One of the four numbers of a well. */
export interface PredictionRow {
  /** Of the mark in the figure. */
  readonly mark: string;
  /** Unique within the run. */
  readonly key: string;
  readonly name: string;
  /** `≥ 50` for a bound from below, `vacuous` where it says nothing. */
  readonly value: string;
  readonly interval: string;
  /** From what was measured: `+6.8`. */
  readonly off: string;
  readonly remark: string;
  readonly details: readonly Fact[];
}

/** One well of several, in one line. */
export interface WellRow {
  readonly key: string;
  readonly distance: string;
  readonly level: string;
  readonly threshold: string;
  readonly sharp: string;
  readonly published: string;
  readonly gordon: string;
}

/** The well that is shown: the chosen one where there is such a one. */
export function shownWell({ wells }: BoundResult, chosen: string | undefined): Well | undefined {
  return wells.find(({ key }) => key === chosen) ?? wells[0];
}

export function wellRow(well: Well): WellRow {
  return {
    key: well.key,
    distance: formatNumber(well.distance),
    level: formatNumber(well.level),
    threshold: plusMinus({ dimension: well.threshold, interval: well.interval }),
    sharp: plusMinus(well.sharp),
    published: fixed(well.published, 1),
    gordon: gordonText(well),
  };
}

export function predictionRows({ estimates, wells }: BoundResult, well: Well): PredictionRow[] {
  // Four estimates a well, in the wells' order.
  const first = 4 * wells.findIndex(({ key }) => key === well.key);
  return estimates.slice(first, first + 4).map((estimate) => {
    const { value, interval } = formatUncertain(estimate);
    const measured = estimate.estimator === 'threshold';
    const exact = estimate.interval[0] === estimate.interval[1];
    const difference = estimate.dimension - well.threshold;
    const vacuous = estimate.estimator === 'gordon' && well.gordon.vacuous;
    return {
      mark: estimate.estimator,
      key: estimate.key,
      name: estimatorName(estimate.estimator),
      value:
        estimate.estimator === 'gordon' ? gordonText(well) : exact ? fixed(estimate.dimension, 1) : value,
      interval: vacuous ? '' : exact ? 'exact' : interval,
      off: measured || vacuous ? '' : `${difference > 0 ? '+' : ''}${fixed(difference, 1)}`,
      remark: remarkOn(estimate.estimator, well),
      details: [
        { name: 'key', value: estimate.key, code: true },
        ...describeDetails(estimate.details),
        { name: 'interval from', value: estimate.intervalMethod },
      ],
    };
  });
}

/** What a prediction says besides its number. */
function remarkOn(estimator: string, well: Well): string {
  switch (estimator) {
    case 'threshold':
      return `${formatCount(well.thresholds.length)} chains of random subspaces`;
    case 'sharp':
      return [`δ = ${fixed(well.delta.value, 1)}`, ...certainties(well)].join('; ');
    case 'published':
      return 'an upper estimate';
    default:
      return well.gordon.vacuous
        ? `w = ${fixed(well.gordon.width.value, 2)}: excludes no dimension`
        : [`w = ${fixed(well.gordon.width.value, 2)}`, ...failsUpTo(well.gordon.sure, well)].join('; ');
  }
}

/** Where the kinematic formula leaves no more doubt than the run allows. */
function certainties(well: Well): string[] {
  const [low, high] = well.kinematic;
  const succeeds = high < well.dimension ? [`succeeds from ${formatCount(high)}`] : [];
  return [...failsUpTo(low, well), ...succeeds];
}

function failsUpTo(d: number, { confidence }: Well): string[] {
  return d > 0 ? [`fails up to ${formatCount(d)} with ${formatLevel(confidence)}`] : [];
}

/** What the run was about, in the panel's facts. */
export function spectrumFacts({ spectrum, wells }: BoundResult): Fact[] {
  const { rank, dimension } = spectrum;
  return [
    { name: 'spectrum', value: spectrum.name, code: true },
    { name: 'parameters D', value: formatCount(dimension) },
    {
      name: 'curved directions',
      value: formatCount(rank),
      ...(rank < dimension ? { note: 'the others have eigenvalue 0' } : {}),
    },
    { name: 'greatest eigenvalue', value: formatNumber(spectrum.greatest, 4) },
    { name: 'least eigenvalue', value: formatNumber(spectrum.least, 4) },
    { name: 'trace', value: formatNumber(spectrum.trace, 4) },
    ...wells
      .filter(({ inside }) => inside > 0)
      .map((well) => ({
        name: `start within the level, ${wellName(well)}`,
        value: `${fixed(well.inside * 100, 1)} %`,
        note: 'of the directions of the minimiser',
      })),
  ];
}

/** `95 % interval`. */
export function intervalTitle({ confidence }: Well): string {
  return `${formatLevel(confidence)} interval`;
}

function gordonText({ gordon }: Well): string {
  return gordon.vacuous ? 'vacuous' : `≥ ${formatCount(gordon.threshold)}`;
}

function plusMinus(given: { dimension: number; interval: readonly [number, number] }): string {
  const { value } = formatUncertain(given);
  const half = (given.interval[1] - given.interval[0]) / 2;
  const decimals = value.split('.')[1]?.length ?? 0;
  return half > 0 ? `${value} ± ${fixed(half, decimals)}` : value;
}

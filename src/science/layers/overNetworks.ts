import { studentQuantile } from '../estimators/quantiles';
import type { DimensionEstimate } from '../estimators/estimate';

/**
 * One estimate from those of the same layer in several networks, alike but for their chance: the geometric mean. Its
 * interval is of that mean over all such networks. In the logarithm, two parts add up as variances do: how the networks
 * differ, by Student's t on their standard error; and how little the points tell of each, the mean reach of the
 * estimates' own intervals. The latter is not divided by their number, since all networks have seen the same points.
 *
 * @param estimates by one estimator, at least one; of a single one, itself.
 */
export function overNetworks(estimates: readonly DimensionEstimate[]): DimensionEstimate {
  const [first] = estimates;
  if (first === undefined) throw new RangeError('there is no estimate');
  if (estimates.length === 1) return first;
  const logs = estimates.map(({ dimension }) => Math.log(dimension));
  const mean = averageOf(logs);
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  const between = Math.sqrt(squares / (logs.length - 1));
  const reach = (studentQuantile(logs.length - 1) * between) / Math.sqrt(logs.length);
  const towards = (end: 0 | 1): number =>
    Math.hypot(
      reach,
      averageOf(estimates.map(({ interval }, i) => Math.abs(Math.log(interval[end]) - (logs[i] ?? NaN)))),
    );
  const method = `Student’s t over ${logs.length} networks, and for the points they share: ${first.intervalMethod}`;
  return {
    ...first,
    dimension: Math.exp(mean),
    interval: [Math.exp(mean - towards(0)), Math.exp(mean + towards(1))],
    intervalMethod: method,
    details: {
      networks: logs.length,
      'in each': estimates.map(({ dimension }) => dimension),
      'their spread, as a factor': Math.exp(between),
    },
    warnings: alike(estimates.flatMap(({ warnings }) => warnings)),
    ...faultsOf(estimates),
  };
}

function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of sentences that differ in numbers alone, the first. */
function alike(sentences: readonly string[]): string[] {
  return [
    ...new Map(sentences.map((text) => [text.replace(/[\d.]+/g, '#'), text] as const).toReversed()).values(),
  ].toReversed();
}

function faultsOf(estimates: readonly DimensionEstimate[]): Pick<DimensionEstimate, 'faults'> {
  const faults = [...new Set(estimates.flatMap(({ faults: each }) => each ?? []))];
  return faults.length > 0 ? { faults } : {};
}

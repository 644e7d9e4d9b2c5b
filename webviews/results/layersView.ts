import { formatCount, formatUncertain } from '../../src/plots/numbers';
import type { LayerResult } from '../../src/experiments/layers/layerResult';
import { describePoints, describeReached, describeTraining } from '../../src/results/networkText';
import type { Fact } from './facts';

/** A layer as a row of the table: its numbers, in the order of the estimators that are shown. */
export interface LayerRowView {
  readonly name: string;
  readonly depth: string;
  readonly features: string;
  /** Undefined where the layer allowed no estimate. */
  readonly values: readonly ({ readonly value: string; readonly interval: string } | undefined)[];
  /** Which of the values is the greatest of its estimator. */
  readonly peaks: readonly boolean[];
}

/** @param keys of the estimators that are shown. */
export function viewLayers({ layers }: LayerResult, keys: readonly string[]): readonly LayerRowView[] {
  const peaks = keys.map((key) =>
    Math.max(
      ...layers.flatMap(({ estimates }) =>
        estimates.filter((each) => each.key === key).map(({ dimension }) => dimension),
      ),
    ),
  );
  return layers.map(({ name, depth, features, estimates }) => {
    const found = keys.map((key) => estimates.find((each) => each.key === key));
    return {
      name,
      depth: depth.toFixed(2),
      features: formatCount(features),
      values: found.map((estimate) => estimate && formatUncertain(estimate)),
      peaks: found.map((estimate, i) => estimate !== undefined && estimate.dimension === peaks[i]),
    };
  });
}

export function layerFacts({ data, layers, network }: LayerResult): Fact[] {
  const repeated = layers.filter(({ duplicates }) => duplicates > 0).length;
  return [
    { name: network === undefined ? 'layers from' : 'trained on', value: data.path, code: true },
    ...(network === undefined
      ? []
      : [
          { name: 'network', value: network.name, code: true, note: describeTraining(network) },
          { name: 'reached', value: describeReached(network) },
        ]),
    { name: 'layers', value: formatCount(layers.length) },
    {
      name: network === undefined ? 'inputs' : describePoints(network),
      value: formatCount(data.n),
      ...(data.n < data.rows ? { note: `the same in every layer, of ${formatCount(data.rows)}` } : {}),
    },
    {
      name: 'layers with duplicate rows',
      value: formatCount(repeated),
      ...(repeated > 0 ? { note: 'left out of neighbour-based estimators' } : {}),
    },
  ];
}

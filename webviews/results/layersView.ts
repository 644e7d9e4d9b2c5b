import { formatCount, formatUncertain } from '../../src/plots/numbers';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import { sharedWarnings, type LayerWarning } from '../../src/results/layerWarnings';
import type { Fact } from './facts';

type Found = NonNullable<ResultsSnapshot['result']>['result'];
type LayerResult = Extract<Found, { kind: 'layer-dimension' }>;

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

/** None where the result is of another kind. */
export function layerFacts(result: Found | undefined): Fact[] {
  if (result?.kind !== 'layer-dimension') return [];
  const { data, layers } = result;
  const repeated = layers.filter(({ duplicates }) => duplicates > 0).length;
  return [
    { name: 'layers from', value: data.path, code: true },
    { name: 'layers', value: formatCount(layers.length) },
    {
      name: 'inputs',
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

/** Those of the layers' estimates, each once. None where the result is of another kind. */
export function layerWarnings(result: Found | undefined): readonly LayerWarning[] {
  return result?.kind === 'layer-dimension' ? sharedWarnings(result) : [];
}

/** For readers of screens: `, 5 layers`. Empty where the result is of another kind. */
export function layerCount(result: Found | undefined): string {
  if (result?.kind !== 'layer-dimension') return '';
  const { length } = result.layers;
  return `, ${length} ${length === 1 ? 'layer' : 'layers'}`;
}

import type { LayerResult } from '../experiments/layers/layerResult';
import { publishedCurves as known, type PublishedCurve } from '../science/layers/publishedCurves';
import { valuesBy } from './layerValue';

/** What the plot of a result draws: a curve an estimator, and the published ones that are switched on. */
export interface LayerFigure {
  readonly series: readonly {
    readonly key: string;
    readonly name: string;
    readonly points: readonly {
      readonly layer: string;
      readonly depth: number;
      readonly dimension: number;
      readonly interval: readonly [number, number];
    }[];
  }[];
  readonly curves: readonly { readonly name: string; readonly points: PublishedCurve['points'] }[];
}

/** The curves that may be drawn beside. */
export const publishedCurves: readonly PublishedCurve[] = known;

/** @param published ids of the curves to draw beside. */
export function layerFigure(
  result: LayerResult,
  published: readonly string[],
  isShown: (key: string) => boolean = () => true,
): LayerFigure {
  return {
    series: result.estimators.filter(isShown).map((key) => ({
      key,
      name: key,
      points: valuesBy(result, key).map(({ layer, estimate: { dimension, interval } }) => ({
        layer,
        depth: result.layers.find(({ name }) => name === layer)?.depth ?? 0,
        dimension,
        interval,
      })),
    })),
    curves: publishedCurves
      .filter(({ id }) => published.includes(id))
      .map((curve) => ({ name: curveLabel(curve), points: curve.points })),
  };
}

/** What a published curve is, and that it is no measurement of ours. */
export function curveLabel({ name, source }: PublishedCurve): string {
  return `${name} (${source}, read off the figure)`;
}

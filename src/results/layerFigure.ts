import type { LayerResult } from '../experiments/layers/layerResult';
import { describeLayers, layerPlot, layerPlotHeight } from '../plots/layerPlot';
import type { ResultFigure } from '../plots/resultFigure';
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

/** What of the layers' curves is shown: published ones by id, else those that the block asks for; hidden estimators by key. */
export interface LayersShown {
  readonly published?: readonly string[] | undefined;
  readonly hidden: readonly string[];
}

/** Dimension against depth, as it is shown. */
export function layersFigure(
  result: LayerResult,
  { hidden, published = result.published }: LayersShown = { hidden: [] },
): ResultFigure {
  const { series, curves } = layerFigure(result, published, (key) => !hidden.includes(key));
  return {
    title: 'Dimension of the layers against their depth',
    words: describeLayers(series, curves),
    height: (width) => layerPlotHeight(width, series.length, curves.length),
    draw: (options) => layerPlot(series, curves, options),
  };
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

import { describeForest, forestPlot, forestPlotHeight, type ForestRow } from './forestPlot';
import type { ResultFigure } from './resultFigure';
import { describeSuccess, successPlot, successPlotHeight, type SuccessPlotWell } from './successPlot';

/** What the figures of quadratic wells show. `BoundResult` is one. */
export interface BoundSource {
  readonly wells: readonly (SuccessPlotWell & { readonly key: string })[];
  readonly estimates: readonly ForestRow[];
}

/**
 * Success against dimension with the predictions, or the thresholds of all wells.
 *
 * @param of the key of the one well to show; all where there is no such one.
 */
export function boundFigure(
  which: 'success' | 'estimates',
  { wells, estimates }: BoundSource,
  of: string | undefined,
): ResultFigure | undefined {
  if (wells.length === 0) return undefined;
  if (which === 'estimates') {
    return {
      title: 'Threshold dimension',
      words: describeForest(estimates, undefined),
      height: (width, theme) => forestPlotHeight(estimates.length, width, theme),
      draw: (options) => forestPlot(estimates, options),
    };
  }
  const chosen = wells.filter(({ key }) => key === of);
  const shown = chosen.length > 0 ? chosen : wells;
  return {
    title: 'Success of a random subspace against its dimension',
    words: shown.map(describeSuccess).join(' '),
    height: (width, theme) => successPlotHeight(shown.length, width, theme),
    draw: (options) => successPlot(shown, options),
  };
}

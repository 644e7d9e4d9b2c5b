import type { FigureOptions } from './figure';
import { forestPlot, forestPlotHeight, type ForestRow } from './forestPlot';
import { successPlot, successPlotHeight, type SuccessPlotWell } from './successPlot';

/** The figures of quadratic wells, by the name of their file and of their export. */
export const boundFigureIds = ['success', 'estimates'] as const;
export type BoundFigureId = (typeof boundFigureIds)[number];

/** What they show. `BoundResult` is one. */
export interface BoundFigureSource {
  readonly spectrum: { readonly name: string };
  readonly wells: readonly SuccessPlotWell[];
  readonly estimates: readonly ForestRow[];
}

const titles: Readonly<Record<BoundFigureId, string>> = {
  success: 'Success of random subspaces',
  estimates: 'Threshold dimension',
};

/**
 * One of them, as high as its wells need.
 *
 * @param name of the experiment.
 */
export function boundFigure(
  id: BoundFigureId,
  { spectrum, wells, estimates }: BoundFigureSource,
  name: string,
  { width, theme }: Pick<FigureOptions, 'width' | 'theme'>,
): string {
  const title = `${titles[id]}, ${spectrum.name} (${name})`;
  return id === 'success'
    ? successPlot(wells, { width, height: successPlotHeight(wells.length, width, theme), theme, title })
    : forestPlot(estimates, {
        width,
        height: forestPlotHeight(estimates.length, width, theme),
        theme,
        title,
      });
}

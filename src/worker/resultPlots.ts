import type { RunResult } from '../experiments/run';
import { boundFigure, boundFigureIds } from '../plots/boundFigures';
import { forestPlot, forestPlotHeight } from '../plots/forestPlot';
import { scalePlot } from '../plots/scalePlot';

const width = 640;

/** The figures that stand beside a run, by file name. */
export function resultPlots({ experimentId, result }: RunResult): ReadonlyMap<string, string> {
  const plots = new Map<string, string>();
  const theme = 'standalone';
  if (result.kind === 'gordon-bound') {
    for (const id of boundFigureIds) plots.set(id, boundFigure(id, result, experimentId, { width, theme }));
    return plots;
  }
  if (result.estimates.length > 0) {
    const title = `Intrinsic dimension of ${result.data.path} (${experimentId})`;
    const height = forestPlotHeight(result.estimates.length, width);
    const { features } = result.data;
    plots.set('estimates', forestPlot(result.estimates, { width, height, theme, title, features }));
  }
  if (result.scale.length > 0) {
    const title = `Dimension against scale, ${result.data.path} (${experimentId})`;
    plots.set('scale', scalePlot(result.scale, { width, height: 360, theme, title }));
  }
  return plots;
}

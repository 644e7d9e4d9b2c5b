import type { RunResult } from '../experiments/run';
import { forestPlot, forestPlotHeight } from '../plots/forestPlot';
import { layerPlot, layerPlotHeight } from '../plots/layerPlot';
import { scalePlot } from '../plots/scalePlot';
import { layerFigure } from '../results/layerFigure';

const width = 640;

/** The figures that stand beside a run, by file name. */
export function resultPlots({ experimentId, result }: RunResult): ReadonlyMap<string, string> {
  const plots = new Map<string, string>();
  const theme = 'standalone';
  if (result.kind === 'layer-dimension') {
    const title = `Dimension of the layers of ${result.data.path} (${experimentId})`;
    const { series, curves } = layerFigure(result, result.published);
    const height = layerPlotHeight(width, series.length, curves.length);
    return plots.set('layers', layerPlot(series, curves, { width, height, theme, title }));
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

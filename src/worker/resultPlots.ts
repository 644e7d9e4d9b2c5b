import type { BoundResult } from '../experiments/result';
import type { RunResult } from '../experiments/run';
import { forestPlot, forestPlotHeight } from '../plots/forestPlot';
import { scalePlot } from '../plots/scalePlot';
import { successPlot, successPlotHeight } from '../plots/successPlot';

const width = 640;

/** The figures that stand beside a run, by file name. */
export function resultPlots({ experimentId, result }: RunResult): ReadonlyMap<string, string> {
  if (result.kind === 'gordon-bound') return boundPlots(experimentId, result);
  const plots = new Map<string, string>();
  const theme = 'standalone';
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

function boundPlots(experimentId: string, { wells, estimates, spectrum }: BoundResult): Map<string, string> {
  const theme = 'standalone';
  const title = (what: string): string => `${what}, ${spectrum.name} (${experimentId})`;
  const shared = { width, theme } as const;
  return new Map([
    [
      'success',
      successPlot(wells, {
        ...shared,
        height: successPlotHeight(wells.length, width),
        title: title('Success of random subspaces'),
      }),
    ],
    [
      'estimates',
      forestPlot(estimates, {
        ...shared,
        height: forestPlotHeight(estimates.length, width),
        title: title('Threshold dimension'),
      }),
    ],
  ]);
}

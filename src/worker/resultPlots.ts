import type { RunResult } from '../experiments/run';
import { figureIds } from '../results/figureIds';
import { resultFigure, subjectOf } from '../results/figures';

const width = 640;

/** The figures that stand beside a run, by file name. */
export function resultPlots({ experimentId, result }: RunResult): ReadonlyMap<string, string> {
  const plots = new Map<string, string>();
  const theme = 'standalone';
  for (const id of figureIds) {
    const figure = resultFigure(id, result);
    if (figure === undefined) continue;
    const title = `${figure.title}: ${subjectOf(result)} (${experimentId})`;
    plots.set(id, figure.draw({ width, height: figure.height(width, theme), theme, title }));
  }
  return plots;
}

import type { RunResult } from '../experiments/run';
import { resultFigures, subjectOf } from '../results/figures';

const width = 640;

/** The figures that stand beside a run, by file name. */
export function resultPlots({ experimentId, result }: RunResult): ReadonlyMap<string, string> {
  const plots = new Map<string, string>();
  const theme = 'standalone';
  for (const { name, figure } of resultFigures(result)) {
    const title = `${figure.title}: ${subjectOf(result)} (${experimentId})`;
    plots.set(name, figure.draw({ width, height: figure.height(width, theme), theme, title }));
  }
  return plots;
}

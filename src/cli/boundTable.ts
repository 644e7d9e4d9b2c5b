import type { BoundResult } from '../experiments/result';
import { alignColumns, formatNumber, formatRange } from './columns';

/** What was measured and predicted of quadratic wells, for a terminal. */
export function boundTable({ spectrum, estimates, wells, warnings }: BoundResult): string {
  const level = Math.round((wells[0]?.confidence ?? 0.95) * 1000) / 10;
  const rows = estimates.map((e) => [
    e.key,
    formatNumber(e.dimension),
    formatRange(e.interval),
    e.intervalMethod,
    ...e.warnings.slice(0, 1),
  ]);
  const certain = wells.map((well) => [
    well.key,
    formatRange(well.kinematic),
    well.gordon.vacuous ? 'vacuous' : `fails up to ${well.gordon.sure}`,
  ]);
  return `${[
    [
      `${spectrum.name}: ${spectrum.dimension} parameters, ${spectrum.rank} of them curved, eigenvalues ${spectrum.least.toPrecision(3)} to ${spectrum.greatest.toPrecision(3)}`,
    ],
    alignColumns([['', 'dimension', `${level} % interval`, 'interval from', ''], ...rows]),
    alignColumns([['well', `uncertain (kinematic, ${level} %)`, `Gordon, ${level} %`], ...certain]),
    warnings.map((warning) => `! ${warning}`),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

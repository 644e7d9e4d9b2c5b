import type { DimensionResult } from '../experiments/result';
import { describeConsensus } from '../results/consensusText';
import { classSection, pointSection, ratioSection, scaleSection, sizeSection } from './dimensionSections';
import { alignColumns, formatNumber, formatRange } from './columns';

/** A dimension result for a terminal: what was measured, the estimates, their views, and what to beware of. */
export function dimensionTable(result: DimensionResult): string {
  const { data, estimates, warnings, consensus } = result;
  const remarks = [
    ...warnings,
    ...(consensus?.warnings ?? []),
    ...estimates.flatMap((e) => e.warnings.map((warning) => `${e.key}: ${warning}`)),
  ];
  const sections = [
    [`${data.path}: ${data.n} points, ${data.features} features${duplicates(data.duplicates)}`],
    estimateSection(result),
    ...ratioSection(result),
    scaleSection(result),
    sizeSection(result),
    classSection(result),
    pointSection(result),
    remarks.map((remark) => `! ${remark}`),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function estimateSection({ estimates, consensus }: DimensionResult): string[] {
  const rows = estimates.map((e) => [e.key, formatNumber(e.dimension), formatRange(e.interval), e.variant]);
  const agreed = consensus && [
    'consensus',
    `${consensus.reading === 'at-least' ? '≥ ' : ''}${formatNumber(consensus.dimension)}`,
    formatRange(consensus.interval),
    '',
  ];
  return [
    ...alignColumns([
      ['estimator', 'dimension', '95 % interval', 'variant'],
      ...rows,
      ...(agreed ? [agreed] : []),
    ]),
    ...(consensus === undefined ? [] : ['', ...describeConsensus(consensus)]),
  ];
}

function duplicates(n: number): string {
  if (n === 0) return '';
  return n === 1 ? ', 1 duplicate' : `, ${n} duplicates`;
}

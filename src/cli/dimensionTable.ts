import type { DimensionResult } from '../experiments/result';

/** A dimension result for a terminal: what was measured, the estimates, the scales, and what to beware of. */
export function dimensionTable({ data, estimates, scale, warnings }: DimensionResult): string {
  const remarks = [
    ...warnings,
    ...estimates.flatMap((e) => e.warnings.map((warning) => `${e.key}: ${warning}`)),
  ];
  const estimateRows = estimates.map((e) => [e.key, number(e.dimension), range(e.interval), e.variant]);
  const scaleRows = scale.map((p) => [
    `${p.n1}, ${p.n2}`,
    number(p.dimension),
    range(p.interval),
    p.scale.toPrecision(4),
  ]);
  const sections = [
    [`${data.path}: ${data.n} points, ${data.features} features${duplicates(data.duplicates)}`],
    align([['estimator', 'dimension', '95 % interval', 'variant'], ...estimateRows]),
    scale.length > 0
      ? align([['scale (ranks)', 'dimension', '95 % interval', 'mean distance'], ...scaleRows])
      : [],
    remarks.map((remark) => `! ${remark}`),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function duplicates(n: number): string {
  if (n === 0) return '';
  return n === 1 ? ', 1 duplicate' : `, ${n} duplicates`;
}

export function range([low, high]: readonly [number, number]): string {
  return `${number(low)} – ${number(high)}`;
}

export function number(x: number): string {
  return Number.isInteger(x) ? String(x) : x.toFixed(x < 10 ? 2 : 1);
}

export function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, c) => cell.padEnd(widths[c] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

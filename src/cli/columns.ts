/** `7.93 – 8.41`. */
export function formatRange([low, high]: readonly [number, number]): string {
  return `${formatNumber(low)} – ${formatNumber(high)}`;
}

export function formatNumber(x: number): string {
  return Number.isInteger(x) ? String(x) : x.toFixed(x < 10 ? 2 : 1);
}

/** Rows of cells as lines of one column each; the first row says how many there are. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, c) => cell.padEnd(widths[c] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

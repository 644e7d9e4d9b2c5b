/** Cells as CSV: RFC 4180, with `\r\n`. */
export function csv(rows: Iterable<readonly (string | number)[]>): string {
  let text = '';
  for (const cells of rows) text += `${cells.map(csvCell).join(',')}\r\n`;
  return text;
}

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

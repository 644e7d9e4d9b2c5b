/** A cell of a table: a finite number, a missing value, or text that is neither. */
export type Cell = number | 'missing' | 'text';

const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-']);
const infinities = /^[+-]?inf(inity)?$/;
const otherBases = /^[+-]?0[xob]/i;

/** Reads a cell. Empty, `NaN`, `NA`, `null`, `none`, `?`, `-` and infinities are missing; `0x1f` is text. */
export function readCell(text: string): Cell {
  const value = Number(text);
  if (value === 0 || value !== value || value === Infinity || value === -Infinity) {
    const word = text.trim().toLowerCase();
    if (missingWords.has(word) || infinities.test(word)) return 'missing';
    if (value !== value) return 'text';
    // Overflow: `1e999` is a number that no double holds.
    if (value !== 0) return 'missing';
  }
  return text.length > 2 && otherBases.test(text.trim()) ? 'text' : value;
}

/**
 * Whether a first row names the columns rather than being data, told from the row after it: a cell that is text
 * above a number or a gap; or, as pandas writes a table without names, the numbers 0, 1, 2, … in order.
 */
export function looksLikeHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  if (second === undefined) return first.some((cell) => readCell(cell) === 'text');
  if (first.length !== second.length) return false;
  const textAboveNumber = first.some(
    (cell, i) => readCell(cell) === 'text' && readCell(second[i] ?? '') !== 'text',
  );
  const counted = first.length >= 3 && first.every((cell, i) => cell.trim() === String(i));
  return textAboveNumber || counted;
}

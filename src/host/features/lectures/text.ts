import type { OffsetRange } from '../../../base/text';
import { passageLines } from '../../../notes/lectures/passageLines';

/** Text as text, on one line; an image in it would be loaded, a link could be followed. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!~|&$:@]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A passage of a note as a nested list of plain text. */
export function passageMarkdown(text: string, range: OffsetRange, mostLines = 14): string {
  const lines = passageLines(text, range);
  if (lines.length === 1) return escapeMarkdown(lines[0]?.text ?? '');
  const shown = lines
    .slice(0, mostLines)
    .map(({ depth, text: line }) => `${'    '.repeat(Math.min(depth, 4))}- ${escapeMarkdown(line)}`);
  return [...shown, ...(lines.length > mostLines ? ['- …'] : [])].join('\n');
}

import type { OffsetRange } from '../../base/text';
import { readLines } from '../outline/lines';
import { withoutMarks } from './passages';

/** A line of a passage as it is read, and how deep it is nested. */
export interface PassageLine {
  readonly depth: number;
  readonly text: string;
}

const mostLines = 60;
const longestLine = 1000;

/** A passage line by line, for places that have room for it. `text` is a note whose comments are blanked. */
export function passageLines(text: string, { start, end }: OffsetRange): readonly PassageLine[] {
  const lines: PassageLine[] = [];
  const indents: number[] = [];
  const first = indentAt(text, start);
  const all = readLines(text.slice(start, Math.min(end, start + mostLines * longestLine)));
  for (const { kind, indent: written, content } of all) {
    if (kind === 'blank') continue;
    // The first line may begin after its bullet.
    const indent = content.start < (all[0]?.end ?? 0) ? first : written;
    const shown = withoutMarks(
      text.slice(
        start + content.start,
        Math.min(end, start + content.end, start + content.start + longestLine),
      ),
    );
    if (shown === '' || /^\$\$$/.test(shown)) continue;
    if (lines.length === mostLines) break;
    while (indents.length > 0 && indent < (indents.at(-1) ?? 0) + 2) indents.pop();
    lines.push({ depth: indents.length, text: shown });
    indents.push(indent);
  }
  return lines;
}

/** Columns of white space at the start of the line that holds the offset. */
function indentAt(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestLine && !/[\r\n]/.test(text[start - 1] ?? '')) start--;
  return readLines(text.slice(start, at + 1))[0]?.indent ?? 0;
}

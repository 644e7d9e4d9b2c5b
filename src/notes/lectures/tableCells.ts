import type { OffsetRange } from '../../base/text';
import { inlineSpans, outsideSpans } from '../outline/inlineSpans';
import { trimRange, type NoteLine } from '../outline/lines';

/** The cells of a table's row; a bar within code or maths divides nothing, nor does an escaped one. */
export function rowCells(text: string, { content }: NoteLine): readonly OffsetRange[] {
  const spans = inlineSpans(text, content.start, content.end);
  const cells: OffsetRange[] = [];
  let from = text[content.start] === '|' ? content.start + 1 : content.start;
  for (let at = from; at < content.end; at++) {
    if (text[at] !== '|' || text[at - 1] === '\\' || !outsideSpans(spans, at)) continue;
    cells.push(trimRange(text, from, at));
    from = at + 1;
  }
  if (from < content.end) cells.push(trimRange(text, from, content.end));
  return cells;
}

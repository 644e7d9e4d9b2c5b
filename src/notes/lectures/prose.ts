import type { OffsetRange } from '../../base/text';
import { inlineSpans } from '../outline/inlineSpans';
import { readLines } from '../outline/lines';
import { maskComments } from '../outline/maskComments';

/** The lines of a note that people read as words, and what in them is not: code, maths, addresses, tags. */
export interface ProseLine extends OffsetRange {
  /** In order, apart from each other. */
  readonly gaps: readonly OffsetRange[];
}

const linkDefinition = /^\s{0,3}\[[^\]]{1,200}\]:\s/;

/** All lines of a note but for code, formulas and front matter. One linear pass. */
export function proseLines(text: string): readonly ProseLine[] {
  const masked = maskComments(text);
  return readLines(masked).flatMap((line) => {
    if (
      line.kind === 'blank' ||
      line.kind === 'verbatim' ||
      line.kind === 'frontmatter' ||
      line.kind === 'underline'
    ) {
      return [];
    }
    const { start, end } = line.content;
    if (linkDefinition.test(masked.slice(line.start, Math.min(line.end, line.start + 210)))) return [];
    return [{ start, end, gaps: gapsOf(text, masked, start, end) }];
  });
}

function gapsOf(text: string, masked: string, start: number, end: number): readonly OffsetRange[] {
  const spans = inlineSpans(masked, start, end).map(({ range }) => range);
  const line = text.slice(start, end);
  if (!line.includes('<!--') && !line.includes('-->') && line === masked.slice(start, end)) return spans;
  // Blanked comments: what differs from the text itself.
  const gaps: OffsetRange[] = [...spans];
  for (let at = start; at < end; at++) {
    if (text[at] === masked[at]) continue;
    const from = at;
    while (at < end && masked[at] === ' ') at++;
    gaps.push({ start: from, end: at });
  }
  return gaps.sort((a, b) => a.start - b.start);
}

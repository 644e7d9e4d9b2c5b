import type { OffsetRange } from '../../base/text';
import type { ScannedBlock } from '../blockScan';

/** Marks that the parser pairs with each other, in a time that grows with the square of their number. */
const pairing = new Set([...'[]!*_~`$<>&|\\:@'].map((mark) => mark.charCodeAt(0)));
/** People do not write so many in a paragraph, or in a row of a table. */
const mostPairing = 500;
/** Nor so many lines in a paragraph, or rows in a table. */
const mostLines = 2_000;
/** What a block costs the parser however short it is, in characters. */
const costOfBlock = 60;
/** How much more it costs within each quote or list that it stands in. */
const costOfDepth = 0.1;
/** Nor quotes and lists so deep, nor so far in. */
const deepest = 40;
const farthest = 200;

/** Anything that markdown could take for more than words: a mark, or the beginning of an address. */
const markup = /[`*_~[\]<>&$@\\:/|#^={}+\0\uFEFF]|www\.|^[ \t-]|[ \t]$/im;

/** Whether a block is a paragraph of words alone, at the margin, read as such by anyone. */
export function isPlain(text: string, { type, lines }: ScannedBlock): boolean {
  const first = lines[0];
  const last = lines.at(-1);
  if (type !== 'prose' || !first || !last || first.content.start !== first.line.start) return false;
  return !markup.test(text.slice(first.line.start, last.line.end));
}

/** Whether a block would cost the parser more than its length allows, or more nesting than there is stack. */
export function isTangled(text: string, { type, lines, depth }: ScannedBlock): boolean {
  if (depth > deepest || lines.some(({ line, content }) => content.start - line.start > farthest))
    return true;
  if (type !== 'prose') return false;
  if (lines.length > mostLines || isRest(text, lines)) return true;
  const isTable = lines[1] !== undefined && /^[\s>]*\|?\s*:?-+[\s|:-]*$/.test(head(text, lines[1].content));
  let count = 0;
  for (const { content } of lines) {
    if (isTable) count = 0;
    count += pairingIn(text, content);
    if (count > mostPairing) return true;
  }
  return false;
}

/** What the scan left as one, past the most lines it looks at. */
function isRest(text: string, lines: ScannedBlock['lines']): boolean {
  const { start, end } = lines[0]?.line ?? { start: 0, end: 0 };
  return lines.length === 1 && /[\r\n]/.test(text.slice(start, end));
}

function head(text: string, { start, end }: OffsetRange): string {
  return text.slice(start, Math.min(end, start + 400));
}

function pairingIn(text: string, { start, end }: OffsetRange): number {
  let count = 0;
  for (let at = start; at < end && count <= mostPairing; at++) {
    if (pairing.has(text.charCodeAt(at))) count++;
  }
  return count;
}

/** How long parsing a block takes, in characters of prose. */
export function parsingCost({ lines, depth }: ScannedBlock): number {
  const length = (lines.at(-1)?.line.end ?? 0) - (lines[0]?.line.start ?? 0);
  return (length + costOfBlock) * (1 + depth * costOfDepth);
}

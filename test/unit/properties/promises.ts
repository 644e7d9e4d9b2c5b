import { applyTextEdits, type OffsetRange, type TextEdit } from '../../../src/base/text';
import type { EditMaker, Parser } from './subjects';

/** What a parser gave, or how it failed. */
export type Reading = { readonly value: unknown } | { readonly thrown: unknown };

/** Has a parser read a text, whatever comes of it. */
export async function reading({ parse }: Parser, text: string): Promise<Reading> {
  try {
    return { value: await parse(text) };
  } catch (error) {
    return { thrown: error };
  }
}

/** How what a parser gave for a text breaks its promise, as a sentence; undefined where it keeps it. */
export function readingFault(read: Reading, text: string): string | undefined {
  return 'thrown' in read ? `it threw ${String(read.thrown)}` : rangeFault(read.value, text.length);
}

/** How a parser broke its promise on a text, as a sentence; undefined where it kept it. */
export async function parserFault(parser: Parser, text: string): Promise<string | undefined> {
  return readingFault(await reading(parser, text), text);
}

/** How an edit function broke its promises; undefined where it kept them. */
export function editFault({ plan, ownLineEnds }: EditMaker, text: string, seed: number): string | undefined {
  try {
    const { edits, within } = plan(text, seed);
    const outside = edits.find(({ range }) => within && !within.some((claimed) => holds(claimed, range)));
    if (outside)
      return `it edits ${outside.range.start}-${outside.range.end}, outside of what it says it edits`;
    const edited = applyTextEdits(text, edits);
    if (applyTextEdits(edited, inverse(text, edits)) !== text) return 'undoing its edits gives another text';
    if (ownLineEnds !== true && onlyCrlf(text) && hasOtherEnds(edited))
      return 'it brings other line ends into a text of CRLF';
    if (edits.length > 0 && text.startsWith('\uFEFF') && !edited.startsWith('\uFEFF')) {
      return 'it moves the byte order mark';
    }
    return undefined;
  } catch (error) {
    return `it threw ${String(error)}`;
  }
}

/** Edits that take others back, as the editor's undo does. */
function inverse(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    .map(({ range, newText }) => {
      const start = range.start + shift;
      shift += newText.length - (range.end - range.start);
      return { range: { start, end: start + newText.length }, newText: text.slice(range.start, range.end) };
    });
}

function holds(outer: OffsetRange, inner: OffsetRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** True of a text with line ends of which each is CRLF. */
function onlyCrlf(text: string): boolean {
  return text.includes('\r\n') && !/\r(?!\n)|(?<!\r)\n/.test(text);
}

/** Looks into what was read for ranges that lie outside the text. */
function rangeFault(value: unknown, length: number): string | undefined {
  const seen = new Set<object>();
  const open: unknown[] = [value];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const { start, end } = next as { start?: unknown; end?: unknown };
    if (typeof start === 'number' && typeof end === 'number') {
      if (!(start >= 0 && start <= end && end <= length))
        return `it gives a range ${start}-${end} in ${length} characters`;
      continue;
    }
    const parts: Iterable<unknown> =
      next instanceof Map || next instanceof Set ? next.values() : Object.values(next);
    for (const part of parts) if (typeof part === 'object') open.push(part);
  }
  return undefined;
}

function hasOtherEnds(text: string): boolean {
  return /(?<!\r)\n|\r(?!\n)/.test(text);
}

import { visit } from 'unist-util-visit';
import type { OffsetRange } from '../../base/text';
import { titleWithoutMarks } from '../entryMarks';
import type { FoundEntry } from '../foundEntry';
import { plainText } from '../markdown';
import { contentRange, entrySource } from './entrySource';

/** Where an entry writes its title: as the text of a link or in bold or italics, and in its plain words or quotes. */
export function titleRanges(
  text: string,
  found: FoundEntry,
): { readonly marked: readonly OffsetRange[]; readonly plain: readonly OffsetRange[] } {
  const { entry, node } = found;
  const { title } = entry;
  if (title === undefined) return { marked: [], plain: [] };
  const marked: OffsetRange[] = [];
  visit(node, (each) => {
    const isTitle =
      each.type === 'link' || each.type === 'linkReference'
        ? titleWithoutMarks(plainText(each)) === title
        : (each.type === 'strong' || each.type === 'emphasis') && sameWords(plainText(each), title);
    if (!isTitle || !('children' in each)) return;
    const range = within(text, contentRange(each as Parameters<typeof contentRange>[0]), title);
    if (range) marked.push(range);
  });
  const source = entrySource(text, found);
  if (!source) return { marked, plain: [] };
  // In quotes, or in the plain words of a reference.
  const at = findWritten(text.slice(source.range.start, source.range.end), title);
  const placed = at.map(({ start, end }) => ({
    start: source.range.start + start,
    end: source.range.start + end,
  }));
  return { marked, plain: placed };
}

const markup = /[*_`$\\]/;

/**
 * Where a source writes a title: with line ends for its spaces, and with the signs of emphasis, code, maths and escapes
 * that it is read without. Those at its ends belong to it or do not: first without them, then with them.
 */
function findWritten(source: string, title: string): readonly OffsetRange[] {
  for (
    let start = source.indexOf(title.charAt(0));
    start >= 0;
    start = source.indexOf(title.charAt(0), start + 1)
  ) {
    const end = endOfWritten(source, start, title);
    if (end === undefined) continue;
    const wide = { start, end };
    while (markup.test(source.charAt(wide.start - 1))) wide.start -= 1;
    while (markup.test(source.charAt(wide.end))) wide.end += 1;
    return wide.start === start && wide.end === end ? [wide] : [{ start, end }, wide];
  }
  return [];
}

function endOfWritten(source: string, start: number, title: string): number | undefined {
  let at = start;
  for (let i = 0; i < title.length; i++) {
    const wanted = title.charAt(i);
    const isSpace = /\s/u.test(wanted);
    while (at < source.length && source.charAt(at) !== wanted && markup.test(source.charAt(at))) at += 1;
    if (!(isSpace ? /\s/u.test(source.charAt(at)) : source.charAt(at) === wanted)) return undefined;
    at += 1;
    // Where a line ends, the next is indented.
    while (isSpace && /\s/u.test(source.charAt(at)) && !/\s/u.test(title.charAt(i + 1))) at += 1;
  }
  return at;
}

/** The title's own part of a link's text: marks beside it stay. */
function within(text: string, range: OffsetRange | undefined, title: string): OffsetRange | undefined {
  if (!range) return undefined;
  const at = text.slice(range.start, range.end).indexOf(title);
  return at < 0 ? range : { start: range.start + at, end: range.start + at + title.length };
}

function sameWords(a: string, b: string): boolean {
  const words = (text: string): string => text.replace(/[\p{P}\s]+/gu, ' ').trim();
  return words(a) === words(b);
}

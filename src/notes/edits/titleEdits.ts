import { visit } from 'unist-util-visit';
import type { OffsetRange } from '../../base/text';
import { titleWithoutMarks } from '../entryMarks';
import type { FoundEntry } from '../foundEntry';
import { plainText } from '../markdown';
import { writeLinkText } from '../noteLinks';
import { cellAt, writeCell } from './cellEdits';
import { contentRange, entrySource } from './entrySource';
import { replacement, type Candidates } from './markEdits';

/** Edits of the title that an entry gives its paper: the text of its link, a marked title, or a cell of titles. */
export function titleEdits(text: string, found: FoundEntry, value: string): Candidates {
  const { row } = found;
  const written = writeLinkText(value);
  const inText = ({ start, end }: OffsetRange): Candidates[number] => [
    replacement(text, { start, end }, written),
  ];
  const { marked, plain } = titleRanges(text, found);
  const candidates = marked.map(inText);
  if (row && row.columns.title >= 0 && cellAt(text, row, row.columns.title)) {
    candidates.push(writeCell(text, row, row.columns.title, written));
  }
  return [...candidates, ...plain.map(inText)];
}

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
  // In quotes, or in the plain words of a reference; a line of prose may break anywhere in it.
  const words = title.split(/\s+/u).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const raw = text.slice(source.range.start, source.range.end);
  const match = new RegExp(words.join(String.raw`\s+`), 'u').exec(raw);
  if (!match) return { marked, plain: [] };
  const start = source.range.start + match.index;
  return { marked, plain: [{ start, end: start + match[0].length }] };
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

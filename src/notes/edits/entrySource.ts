import type { Paragraph, PhrasingContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { LineIndex, type OffsetRange } from '../../base/text';
import type { FoundEntry } from '../foundEntry';
import { rangeOf } from '../markdown';

/** Stands for a character of a link, of code or of maths: no mark is made of it. */
export const blank = '\uFFFC';

/** An entry's own words as the note has them. */
export interface EntrySource {
  /** In the note. */
  readonly range: OffsetRange;
  /** As long as the range: links, code and maths blanked out, emphasis, heading marks and the check box as spaces. */
  readonly words: string;
  readonly box: CheckBox | undefined;
  /** Where the words begin, behind heading marks, check box and white space. */
  readonly start: number;
  /** Where the words of the entry's first line end. */
  readonly lineEnd: number;
}

/** `[x]` at the start of an entry. */
export interface CheckBox {
  readonly sign: string;
  readonly signRange: OffsetRange;
  /** With the white space behind it. */
  readonly range: OffsetRange;
}

/** The words of an item, a line or a heading; undefined for a row, whose cells are apart. */
export function entrySource(text: string, found: FoundEntry): EntrySource | undefined {
  const { node, form, entry } = found;
  const whole = withBox(text, found);
  if (form === 'row' || node.type === 'tableRow' || !whole) return undefined;
  const range =
    form === 'line'
      ? { start: Math.max(whole.start, entry.range.start), end: Math.min(whole.end, entry.range.end) }
      : whole;
  const raw = text.slice(range.start, range.end);
  const words = [...unlinked(raw, range.start, node)];
  const box = form === 'item' ? checkBox(raw, range.start) : undefined;
  const lead =
    form === 'heading' ? (/^#{1,6}[ \t]*/.exec(raw)?.[0].length ?? 0) : box ? box.range.end - range.start : 0;
  words.fill(' ', 0, lead);
  const closing = form === 'heading' ? /[ \t]#+[ \t]*$/.exec(raw) : null;
  if (closing) words.fill(' ', closing.index);
  const all = words.join('');
  const line = /^[^\r\n]*/.exec(all)?.[0] ?? '';
  const first = /\S/.exec(line)?.index ?? line.length;
  return {
    range,
    words: all,
    box,
    start: range.start + first,
    // A line that ends in a backslash is broken there.
    lineEnd: range.start + line.replace(/[\s\\]+$/u, '').length,
  };
}

/** The parser has a paragraph begin behind its check box where words follow that, and at it where a link does. */
function withBox(text: string, { node, item }: FoundEntry): OffsetRange | undefined {
  const range = rangeOf(node);
  const start = item && rangeOf(item)?.start;
  if (!range || start === undefined || item?.checked == null) return range;
  const before = /^(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\[[ xX\t]\])/.exec(text.slice(start, start + 40))?.[0];
  return before === undefined ? range : { start: start + before.length, end: range.end };
}

function checkBox(raw: string, at: number): CheckBox | undefined {
  const match = /^\[([ xX/\-\t])\]([ \t]+|$)/.exec(raw);
  if (match?.[1] === undefined) return undefined;
  return {
    sign: match[1],
    signRange: { start: at + 1, end: at + 2 },
    range: { start: at, end: at + match[0].length },
  };
}

/** The source with everything blanked out that is not the writer's own words, one UTF-16 unit an element. */
function unlinked(
  raw: string,
  offset: number,
  node: { readonly children: readonly PhrasingContent[] },
): string[] {
  const units = raw.split('');
  const fill = (sign: string, start: number, end: number): void => {
    for (let i = Math.max(0, start - offset); i < Math.min(units.length, end - offset); i++) {
      if (units[i] !== '\n' && units[i] !== '\r') units[i] = sign;
    }
  };
  const paragraph: Paragraph = { type: 'paragraph', children: [...node.children] };
  visit(paragraph, (each) => {
    const range = rangeOf(each);
    if (!range || each === paragraph) return undefined;
    if (each.type === 'emphasis' || each.type === 'strong' || each.type === 'delete') {
      const inner = contentRange(each);
      fill(' ', range.start, inner?.start ?? range.end);
      fill(' ', inner?.end ?? range.end, range.end);
      return undefined;
    }
    if (each.type === 'text' || each.type === 'break') return undefined;
    fill(blank, range.start, range.end);
    return 'skip';
  });
  // Bare addresses that the parser made links of without saying where.
  for (const match of units.join('').matchAll(/(?:https?:\/\/|www\.)[^\s<>\uFFFC]+/gi)) {
    const stuck = /[([]p\s?\d{1,2}[)\]]$/i.exec(match[0])?.index ?? match[0].length;
    fill(blank, offset + match.index, offset + match.index + stuck);
  }
  return units;
}

/** From the first child's start to the last one's end. */
export function contentRange(node: {
  readonly children: readonly PhrasingContent[];
}): OffsetRange | undefined {
  const first = node.children[0];
  const last = node.children.at(-1);
  const start = first && rangeOf(first)?.start;
  const end = last && rangeOf(last)?.end;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The line that an offset stands in, with its line end. */
export function wholeLines(text: string, { start, end }: OffsetRange): OffsetRange {
  const lines = new LineIndex(text);
  const last = lines.position(end).line;
  return {
    start: lines.line(lines.position(start).line).start,
    end: last + 1 < lines.lineCount ? lines.line(last + 1).start : text.length,
  };
}

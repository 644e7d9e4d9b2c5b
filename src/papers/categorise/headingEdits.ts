import type { Heading, List, Root, RootContent } from 'mdast';
import { applyTextEdits, LineIndex, type OffsetRange, type TextEdit } from '../../base/text';
import { parseMarkdown, plainText, rangeOf } from '../../notes/markdown';
import { defaultReadingListSections, sectionMatcher, type SectionMatcher } from '../../notes/readingSections';
import { keepsEntries } from './keepsEntries';
import { movedItem, separatorOf, type MovableItem } from './movedItem';
import { nameKey } from './taxonomy';

/** An entry's category, as it is to be written. */
export interface Assignment {
  /** Of the entry, from 0. */
  readonly line: number;
  readonly category: string;
}

export interface CategoryEdits {
  readonly edits: readonly TextEdit[];
  /** The lines of entries that these edits do not serve; something else must keep their category. */
  readonly left: readonly number[];
}

/** A heading of the list and what of the note belongs to it. */
interface Section {
  readonly heading: Heading;
  /** Up to the next heading of its depth or higher. */
  readonly end: number;
  /** Headings within it, with the end of what stands directly under each. */
  readonly divisions: readonly { readonly heading: Heading; readonly end: number }[];
  /** Directly under the heading: what may be moved. */
  readonly own: readonly List[];
  /** Under the divisions: where it may go. */
  readonly divided: readonly List[];
}

/**
 * Moves entries under headings of their categories, within their list: under the one there is, else under a new one at
 * the list's end. Only items of a list directly under the list's own heading can be moved; for others (rows of a
 * table, links within a paragraph, items that something else divides already) nothing is proposed.
 */
export function headingEdits(
  text: string,
  assignments: readonly Assignment[],
  sections: readonly string[] = defaultReadingListSections,
): CategoryEdits {
  const nothing: CategoryEdits = { edits: [], left: assignments.map(({ line }) => line) };
  if (assignments.length === 0) return nothing;
  const isList = sectionMatcher(sections);
  const { root } = parseMarkdown(text);
  const lines = new LineIndex(text);
  const wanted = new Map(assignments.map(({ line, category }) => [line, category]));
  const edits: TextEdit[] = [];
  const moved = new Set<number>();
  for (const section of sectionsOf(root, text.length, isList)) {
    const items = section.own.flatMap((list) => itemsOf(list, text, lines));
    const chosen = items.flatMap((item) => {
      const category = wanted.get(item.line);
      return category === undefined ? [] : [{ item, category }];
    });
    if (chosen.length === 0) continue;
    edits.push(...editsOfSection(text, section, chosen));
    for (const { item } of chosen) moved.add(item.line);
  }
  const result = { edits, left: nothing.left.filter((line) => !moved.has(line)) };
  const placed = new Map([...wanted].filter(([line]) => moved.has(line)));
  // Markdown has corners that no list of cases covers: what would be lost is read before it is written.
  return keepsEntries(text, edits, sections, placed) ? result : nothing;
}

function editsOfSection(
  text: string,
  section: Section,
  chosen: readonly { readonly item: MovableItem; readonly category: string }[],
): readonly TextEdit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = removals(chosen.map(({ item }) => item.removed));
  const byCategory = new Map<string, { name: string; items: MovableItem[] }>();
  for (const { item, category } of chosen) {
    const key = nameKey(category);
    const known = byCategory.get(key);
    if (known) known.items.push(item);
    else byCategory.set(key, { name: category, items: [item] });
  }
  const fresh: string[] = [];
  const depths = section.divisions.map(({ heading }) => heading.depth);
  const depth = depths.length > 0 ? Math.min(...depths) : section.heading.depth + 1;
  for (const [key, { name, items }] of byCategory) {
    const division = section.divisions.find(({ heading }) => nameKey(plainText(heading)) === key);
    if (division) edits.push(intoDivision(text, division, section, items, eol));
    else fresh.push(`${'#'.repeat(depth)} ${name}${eol}${eol}${joined(items, 1, eol)}`);
  }
  if (fresh.length > 0) edits.push(newDivisions(text, section.end, edits, fresh, eol));
  return edits;
}

/** After the last item of the division's list, or below its heading where it has none. */
function intoDivision(
  text: string,
  { heading, end }: { readonly heading: Heading; readonly end: number },
  section: Section,
  items: readonly MovableItem[],
  eol: string,
): TextEdit {
  const start = rangeOf(heading)?.end ?? 0;
  const list = section.divided.findLast((each) => {
    const range = rangeOf(each);
    return range !== undefined && range.start >= start && range.end <= end;
  });
  const at = lineEnd(text, (list && rangeOf(list)?.end) ?? start);
  const count = list?.ordered ? (list.start ?? 1) + list.children.length : 1;
  if (list) {
    return { range: { start: at, end: at }, newText: separatorOf(items, eol) + joined(items, count, eol) };
  }
  const next = /^(?:\r\n|\r|\n)[ \t]*(?:[\r\n]|$)/.test(text.slice(at, at + 1_000)) || at === text.length;
  return {
    range: { start: at, end: at },
    newText: eol + eol + joined(items, count, eol) + (next ? '' : eol),
  };
}

/** At the end of the list's section, so that nothing of it comes to stand under a heading that is not its own. */
function newDivisions(
  text: string,
  at: number,
  removed: readonly TextEdit[],
  divisions: readonly string[],
  eol: string,
): TextEdit {
  const before = applyTextEdits(
    text.slice(0, at),
    removed.filter(({ range }) => range.end <= at),
  );
  const lead =
    before === '' || /(?:^|\n|\r)[ \t]*(?:\r\n|\r|\n)$/.test(before)
      ? ''
      : /[\r\n]$/.test(before)
        ? eol
        : eol + eol;
  const last = at === text.length;
  const tail = last ? (/[\r\n]$/.test(text) ? eol : '') : eol + eol;
  return { range: { start: at, end: at }, newText: lead + divisions.join(eol + eol) + tail };
}

function joined(items: readonly MovableItem[], from: number, eol: string): string {
  return items.map((item, at) => movedItem(item, from + at)).join(separatorOf(items, eol));
}

/** Ranges that touch become one edit. */
function removals(ranges: readonly OffsetRange[]): TextEdit[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && last.end >= start) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged.map((range) => ({ range, newText: '' }));
}

/** The sections whose own heading names a reading list, with the lists that stand directly under it or its divisions. */
function sectionsOf(root: Root, textEnd: number, isList: SectionMatcher): readonly Section[] {
  const blocks = root.children;
  return blocks.flatMap((heading, at): readonly Section[] => {
    if (heading.type !== 'heading' || heading.depth > 5 || !isList(plainText(heading))) return [];
    const past = blocks.findIndex(
      (block, index) => index > at && block.type === 'heading' && block.depth <= heading.depth,
    );
    const inside = blocks.slice(at + 1, past < 0 ? undefined : past);
    const end = past < 0 ? textEnd : (rangeOf(blocks[past] as Heading)?.start ?? textEnd);
    const headings = inside.filter((block) => block.type === 'heading');
    const divisions = headings.map((each, index) => {
      const next = headings[index + 1];
      return { heading: each, end: (next && rangeOf(next)?.start) ?? end };
    });
    const firstDivision = inside.findIndex((block) => block.type === 'heading' || isBoldHeading(block));
    const lists = (from: number, to?: number): readonly List[] =>
      inside.slice(from, to).filter((block) => block.type === 'list');
    return firstDivision < 0
      ? [{ heading, end, divisions, own: lists(0), divided: [] }]
      : [{ heading, end, divisions, own: lists(0, firstDivision), divided: lists(firstDivision) }];
  });
}

/** "**Week 3**" on a line of its own divides a list as a heading does. */
function isBoldHeading(block: RootContent): boolean {
  return block.type === 'paragraph' && block.children.length === 1 && block.children[0]?.type === 'strong';
}

/** The items that may be moved: of a list with nothing but the list's own heading above it. */
function itemsOf(list: List, text: string, lines: LineIndex): readonly MovableItem[] {
  return list.children.flatMap((item, at): readonly MovableItem[] => {
    const range = rangeOf(item);
    if (!range) return [];
    const next = list.children[at + 1];
    const line = lines.position(range.start).line;
    const start = lines.line(line).start;
    if (text.slice(start, range.start).trim() !== '') return [];
    const end = lineEnd(text, range.end);
    const removedEnd = next
      ? lines.line(lines.position(rangeOf(next)?.start ?? end).line).start
      : pastEol(text, end);
    return [
      {
        line,
        text: text.slice(start, end),
        ordered: list.ordered === true,
        loose: item.spread === true || /^\s*[\r\n]/.test(text.slice(pastEol(text, end), removedEnd)),
        removed: { start, end: removedEnd },
      },
    ];
  });
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function pastEol(text: string, end: number): number {
  if (text.startsWith('\r\n', end)) return end + 2;
  return end < text.length ? end + 1 : end;
}

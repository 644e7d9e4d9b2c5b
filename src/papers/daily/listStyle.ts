import type { Heading, List, ListItem, Nodes, Table, TableRow } from 'mdast';
import { visit } from 'unist-util-visit';
import type { OffsetRange } from '../../base/text';
import { linksIn, rangeOf, type MarkdownTree } from '../../notes/markdown';

/** Where the last entry of a reading list stands, and as what: new entries are written like it. */
export type ListStyle =
  | { readonly kind: 'list'; readonly list: List; readonly item: ListItem }
  | { readonly kind: 'table'; readonly table: Table; readonly row: TableRow }
  | { readonly kind: 'heading'; readonly heading: Heading }
  | { readonly kind: 'other'; readonly end: number };

/** The style of the entry on a line; its innermost block that starts there decides. */
export function styleAt(tree: MarkdownTree, line: OffsetRange): ListStyle {
  let style: ListStyle = { kind: 'other', end: line.end };
  visit(tree.root, (node: Nodes, _, parent) => {
    const range = rangeOf(node);
    if (!range || range.start < line.start || range.start > line.end) return;
    if (node.type === 'listItem' && parent?.type === 'list')
      style = { kind: 'list', list: parent, item: node };
    else if (node.type === 'tableRow' && parent?.type === 'table')
      style = { kind: 'table', table: parent, row: node };
    else if (node.type === 'heading') style = { kind: 'heading', heading: node };
    else if (node.type === 'paragraph' && style.kind === 'other') style = { kind: 'other', end: range.end };
  });
  return style;
}

/** The bullet of a list's next item: its indent and quote marks, marker, spaces, and check box where it has one. */
export function nextMarker(text: string, list: List, item: ListItem, number: number): string {
  const start = rangeOf(item)?.start ?? 0;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  // An item within the first line of another is indented as far as that one's marker is wide.
  const indent = text.slice(lineStart, start).replace(/[^\s>]/g, ' ');
  const marker = /^([-*+]|\d{1,9}[.)])([ \t]*)/.exec(text.slice(start, start + 24));
  const [, bullet = '-', space = ' '] = marker ?? [];
  const box = item.checked == null ? '' : '[ ] ';
  const next = list.ordered === true ? `${nextNumber(text, list, number)}${bullet.slice(-1)}` : bullet;
  return `${indent}${next}${space || ' '}${box}`;
}

/** A list that numbers every item 1, as markdown allows, goes on so. */
function nextNumber(text: string, list: List, number: number): number {
  const numbers = list.children.map((child) =>
    Number(/^\d+/.exec(text.slice(rangeOf(child)?.start))?.[0] ?? 1),
  );
  const [first, second] = numbers;
  return first === second && first !== undefined ? first : (numbers.at(-1) ?? 0) + number;
}

/** Whether an empty line stands between the list's last items. */
export function isLoose(text: string, list: List): boolean {
  const [before, last] = list.children.slice(-2);
  const from = before && rangeOf(before)?.end;
  const to = last && rangeOf(last)?.start;
  if (from === undefined || to === undefined) return false;
  return text.slice(from, to).split(/\r\n|\r|\n/).length > 2;
}

/** The cell of a row that holds the link. */
export function linkColumn(row: TableRow): number {
  return Math.max(
    0,
    row.children.findIndex((cell) => linksIn(cell).length > 0),
  );
}

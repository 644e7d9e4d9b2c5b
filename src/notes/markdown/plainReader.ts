import type {
  Code,
  Heading,
  Html,
  Link,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Text,
  Yaml,
} from 'mdast';
import type { OffsetRange } from '../../base/text';
import type { ScannedBlock } from '../blockScan';
import { positioned } from './positions';

/** Links of the plain forms, found without pairing anything: neither text nor address holds brackets of its own. */
const plainLink = /\[([^[\]\r\n]{1,300})\]\(([^\s()]{1,2000})\)|https?:\/\/[^\s<>()[\]]{1,2000}/gu;

/** How many more links are made of a note; addresses after them are words. */
export interface LinkAllowance {
  links: number;
}

/**
 * Reads blocks as what they plainly are: headings, paragraphs and items, with their words and plain links, without
 * emphasis, tables or nesting. Exact for paragraphs of words; for the rest of what is given to it, all that can be had
 * in a time that grows with its length.
 */
export function readPlainly(
  text: string,
  blocks: readonly ScannedBlock[],
  allowance: LinkAllowance = { links: Infinity },
): readonly RootContent[] {
  const nodes: RootContent[] = [];
  let list: List | undefined;
  for (const block of blocks) {
    const node = blockNode(text, block, allowance);
    if (!node) continue;
    if (node.type !== 'listItem') {
      list = undefined;
      nodes.push(node);
      continue;
    }
    const marker = text.charAt(node.position?.start.offset ?? 0);
    const ordered = /\d/.test(marker);
    if (!list || list.ordered !== ordered) {
      list = { type: 'list', ordered, start: null, spread: false, children: [] };
      if (node.position) list.position = { ...node.position };
      nodes.push(list);
    }
    list.children.push(node);
    if (list.position && node.position) list.position.end = node.position.end;
  }
  return nodes;
}

function blockNode(
  text: string,
  { type, lines }: ScannedBlock,
  allowance: LinkAllowance,
): RootContent | undefined {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return undefined;
  const range = { start: first.content.start, end: last.content.end };
  if (type !== 'prose') {
    const value = text.slice(range.start, range.end);
    if (type === 'html') return positioned<Html>({ type: 'html', value }, range);
    if (type === 'frontmatter') return positioned<Yaml>({ type: 'yaml', value }, range);
    return positioned<Code>({ type: 'code', value }, range);
  }
  const hashes = /^#{1,6}(?=[ \t]|$)/.exec(text.slice(range.start, range.start + 7))?.[0];
  if (hashes !== undefined) {
    const depth = hashes.length as 1 | 2 | 3 | 4 | 5 | 6;
    const start = after(text, range.start + hashes.length, range.end);
    return positioned<Heading>(
      { type: 'heading', depth, children: inline(text, { start, end: range.end }, allowance) },
      range,
    );
  }
  const paragraph: Paragraph = positioned<Paragraph>(
    { type: 'paragraph', children: inline(text, range, allowance) },
    range,
  );
  if (range.start === first.line.start) return paragraph;
  const markers = text.slice(first.line.start, Math.min(range.start, first.line.start + 400));
  const marker = /(?:[-*+]|\d{1,9}[.)])[ \t]*$/.exec(markers);
  if (!marker) return paragraph;
  const item: ListItem = { type: 'listItem', spread: false, checked: null, children: [paragraph] };
  return positioned(item, { start: first.line.start + marker.index, end: range.end });
}

function inline(text: string, range: OffsetRange, allowance: LinkAllowance): PhrasingContent[] {
  const slice = text.slice(range.start, range.end);
  const nodes: PhrasingContent[] = [];
  let at = 0;
  for (const match of slice.matchAll(plainLink)) {
    if (--allowance.links < 0) break;
    addText(nodes, text, range.start + at, range.start + match.index);
    at = match.index + match[0].length;
    const whole = { start: range.start + match.index, end: range.start + at };
    const label = match[1] ?? match[0];
    const start = whole.start + (match[1] === undefined ? 0 : 1);
    const words = positioned<Text>({ type: 'text', value: label }, { start, end: start + label.length });
    nodes.push(positioned<Link>({ type: 'link', url: match[2] ?? match[0], children: [words] }, whole));
  }
  addText(nodes, text, range.start + at, range.end);
  return nodes;
}

function addText(nodes: PhrasingContent[], text: string, start: number, end: number): void {
  if (end > start)
    nodes.push(positioned<Text>({ type: 'text', value: text.slice(start, end) }, { start, end }));
}

function after(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}

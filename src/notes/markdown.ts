import type { Definition, Link, LinkReference, Node, Root, RootContent } from 'mdast';
import type { OffsetRange } from '../base/text';
import { ChunkedParser } from './markdown/parseInChunks';
import { parseWhole } from './markdown/parseWhole';
import { splitMarkdown } from './markdown/splitMarkdown';
import { walk } from './markdown/walk';

/** A note as a syntax tree whose positions are exact UTF-16 offsets into the text, and its link definitions. */
export interface MarkdownTree {
  readonly root: Root;
  /** By identifier, as `[text][identifier]` resolves them: the first of a name counts. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** Smaller notes are parsed whole: they take a few milliseconds. */
const largeNote = 8_000;

/** Remembers chunks of large notes: nothing depends on it but the time of reading the next version. */
const chunked = new ChunkedParser(parseWhole);

/**
 * Parses CommonMark with GFM, maths and YAML front matter. Never throws: any text is some markdown. Takes no longer than
 * a second or two, whatever the text: stretches that are made to be slow (hundreds of brackets in one paragraph, lists
 * fifty deep), and what comes after the first 40,000 lines or 700,000 characters of markup, are read as plain headings,
 * items and paragraphs with their links.
 */
export function parseMarkdown(text: string): MarkdownTree {
  const isSmall = text.length <= largeNote && !isTangledText(text);
  const root = isSmall ? parseWhole(text, { frontmatter: true }) : chunked.read(text);
  const definitions = new Map<string, Definition>();
  walk(root, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
  });
  return { root, definitions };
}

/** Few notes need the look at their blocks: a small one is tangled only where marks are many. */
function isTangledText(text: string): boolean {
  return (
    (text.match(/[[\]!*_~`$<>&|+\d\\:@-]/g)?.length ?? 0) > 200 &&
    splitMarkdown(text).some(({ kind }) => kind === 'tangled')
  );
}

/** Where a node stands; undefined for the few that the parser makes up (links found in already split text). */
export function rangeOf(node: Node): OffsetRange | undefined {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/**
 * A node's text as a person reads it: emphasis and code marks gone, maths kept between `$`, an image as its
 * alternative text, comments and tags left out, white space collapsed.
 */
export function plainText(node: Node): string {
  return rawText(node as Root | RootContent)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The address of a link or of a `[text][reference]`; undefined for a reference that nothing defines. */
export function linkTarget(node: Link | LinkReference, tree: MarkdownTree): string | undefined {
  return node.type === 'link' ? node.url : tree.definitions.get(node.identifier)?.url;
}

/** The links of a node, nested ones included, in order. */
export function linksIn(node: Node): readonly (Link | LinkReference)[] {
  const links: (Link | LinkReference)[] = [];
  walk(node as Root | RootContent, (child) => {
    if (child.type === 'link' || child.type === 'linkReference') links.push(child);
  });
  return links;
}

function rawText(node: Root | RootContent): string {
  switch (node.type) {
    case 'inlineMath':
      return `$${node.value}$`;
    case 'break':
      return ' ';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'html':
    case 'footnoteReference':
      return '';
    default:
      if ('value' in node) return node.value;
      return 'children' in node ? node.children.map(rawText).join('') : '';
  }
}

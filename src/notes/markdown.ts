import type { Definition, Link, LinkReference, Node, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { visit } from 'unist-util-visit';
import type { OffsetRange } from '../base/text';

/** A note as a syntax tree whose positions are exact UTF-16 offsets into the text, and its link definitions. */
export interface MarkdownTree {
  readonly root: Root;
  /** By identifier, as `[text][identifier]` resolves them: the first of a name counts. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** Parses CommonMark with GFM, maths and YAML front matter. Never throws: any text is some markdown. */
export function parseMarkdown(text: string): MarkdownTree {
  let root = parse(text, true);
  // "$50](https://…) … $100" is two prices around a link, which the maths syntax would swallow: such a note is
  // read with `$$` maths only.
  if (mathHoldsLink(root)) root = parse(text, false);
  if (text.charCodeAt(0) === 0xfeff) shiftPastByteOrderMark(root);
  const definitions = new Map<string, Definition>();
  visit(root, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  return { root, definitions };
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
  visit(node as Root | RootContent, (child) => {
    if (child.type === 'link' || child.type === 'linkReference') links.push(child);
  });
  return links;
}

function parse(text: string, singleDollarTextMath: boolean): Root {
  return fromMarkdown(text, {
    extensions: [gfm(), math({ singleDollarTextMath }), frontmatter()],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), frontmatterFromMarkdown()],
  });
}

function mathHoldsLink(root: Root): boolean {
  let found = false;
  visit(root, 'inlineMath', (node) => {
    found ||= node.value.includes('](') || node.value.includes('://');
  });
  return found;
}

/** The parser drops a byte order mark and counts from after it; the editor and the file count it. */
function shiftPastByteOrderMark(root: Root): void {
  visit(root, (node) => {
    if (!node.position) return;
    for (const point of [node.position.start, node.position.end]) {
      if (point.offset !== undefined) point.offset += 1;
    }
  });
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

import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import { walk } from './walk';

/** Parses a text at once. Its time may grow with the square of the length: hundreds of brackets are enough. */
export function parseWhole(text: string, options: { readonly frontmatter: boolean }): Root {
  const root = parseOnce(text, options.frontmatter, true);
  // "$50](https://…) … $100" is two prices around a link, which the maths syntax would swallow: such a text is
  // read with `$$` maths only.
  return mathHoldsLink(root) ? parseOnce(text, options.frontmatter, false) : root;
}

/** The same, without a second look at what stands in formulas. */
export function parseOnce(text: string, withFrontmatter: boolean, singleDollarTextMath: boolean): Root {
  const root = fromMarkdown(text, {
    extensions: [gfm(), math({ singleDollarTextMath }), ...(withFrontmatter ? [frontmatter()] : [])],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), frontmatterFromMarkdown()],
  });
  if (text.charCodeAt(0) === 0xfeff) shiftPastByteOrderMark(root);
  return root;
}

function mathHoldsLink(root: Root): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= node.type === 'inlineMath' && (node.value.includes('](') || node.value.includes('://'));
  });
  return found;
}

/** The parser drops a byte order mark and counts from after it; the editor and the file count it. */
function shiftPastByteOrderMark(root: Root): void {
  walk(root, (node) => {
    if (!node.position) return;
    for (const point of [node.position.start, node.position.end]) {
      if (point.offset !== undefined) point.offset += 1;
    }
  });
}

import type { Link, LinkReference, Paragraph, PhrasingContent } from 'mdast';
import { linkTarget, plainText, rangeOf, type MarkdownTree } from './markdown';

/** One link of a paragraph, as a reading list sees it. */
export interface InlineLink {
  /** As written; the marks that stuck to a bare address taken off. */
  readonly href: string;
  /** What is shown for it, for an attachment's label. */
  readonly label: string;
  /** The link's own text where it says what the thing is: not an address, an identifier, "pdf" or "here". */
  readonly title: string | undefined;
  /** Its text is its address. */
  readonly bare: boolean;
  /** Where it starts in the note, where that is known. */
  readonly offset: number | undefined;
}

/** A piece of a line: text outside links (with whether all of it is emphasised), or a link. */
export type InlinePiece =
  | { readonly kind: 'text'; readonly text: string; readonly emphasised: boolean }
  | { readonly kind: 'link'; readonly link: InlineLink };

/** A paragraph's lines as written, hard and soft breaks alike. */
export function linesOf(paragraph: Paragraph, tree: MarkdownTree): readonly (readonly InlinePiece[])[] {
  return rowsOf(paragraph, tree).map(({ pieces }) => pieces);
}

/** One line of a paragraph, and how many lines below the paragraph's first it begins. */
export interface PieceRow {
  readonly row: number;
  readonly pieces: readonly InlinePiece[];
}

/** The same with where each line stands: a link's text may itself go over a line's end. */
export function rowsOf(paragraph: Paragraph, tree: MarkdownTree): readonly PieceRow[] {
  const lines: InlinePiece[][] = [[]];
  const rows = [0];
  let row = 0;
  const startLine = (pieces: InlinePiece[]): void => {
    lines.push(pieces);
    rows.push(++row);
  };
  const add = (nodes: readonly PhrasingContent[], emphasised: boolean): void => {
    for (const node of nodes) {
      if (node.type === 'break') startLine([]);
      else if (node.type === 'link' || node.type === 'linkReference') addLink(node);
      else if (node.type === 'strong' || node.type === 'emphasis') add(node.children, true);
      else if (node.type === 'delete') add(node.children, emphasised);
      else if (node.type === 'text') addText(node.value, emphasised);
      else {
        addText(plainText(node).replace(/[\r\n]+/g, ' '), emphasised);
        row += linesWithin(node);
      }
    }
  };
  const addText = (text: string, emphasised: boolean): void => {
    const [first = '', ...others] = text.split(/\r\n|\r|\n/);
    if (first !== '') lines.at(-1)?.push({ kind: 'text', text: first, emphasised });
    for (const other of others) startLine(other === '' ? [] : [{ kind: 'text', text: other, emphasised }]);
  };
  const addLink = (node: Link | LinkReference): void => {
    const link = readInlineLink(node, tree);
    if (!link) return addText(plainText(node), false);
    row += linesWithin(node);
    const label = link.link.bare ? takeLabel(lines.at(-1)) : undefined;
    const titled = label === undefined ? link.link : labelled(link.link, label);
    lines.at(-1)?.push({ kind: 'link', link: titled });
    if (link.rest !== '') addText(link.rest, false);
  };
  add(paragraph.children, false);
  return lines.map((pieces, index) => ({ row: rows[index] ?? 0, pieces }));
}

/** How many line ends stand within a node. */
function linesWithin({ position }: PhrasingContent): number {
  return position ? position.end.line - position.start.line : 0;
}

/** The pieces of a paragraph whose line ends do not matter. */
export function piecesOf(paragraph: Paragraph, tree: MarkdownTree): readonly InlinePiece[] {
  const space: InlinePiece = { kind: 'text', text: ' ', emphasised: false };
  return linesOf(paragraph, tree).flatMap((line, index) => (index === 0 ? line : [space, ...line]));
}

/** The label of "[label][https://…]", a link with the wrong brackets, taken off the line. */
function takeLabel(line: InlinePiece[] | undefined): string | undefined {
  const last = line?.at(-1);
  const match = last?.kind === 'text' ? /\[([^[\]]{1,300})\]\s?\[$/.exec(last.text) : null;
  if (!line || last?.kind !== 'text' || match?.[1] === undefined) return undefined;
  line.pop();
  const before = last.text.slice(0, match.index);
  if (before !== '') line.push({ ...last, text: before });
  return match[1].trim();
}

function labelled(link: InlineLink, label: string): InlineLink {
  return { ...link, label, title: isGenericLabel(label) ? undefined : label, bare: false };
}

/**
 * A link that leads somewhere, and the text that stuck to it; undefined for jumps within the note, e-mail
 * addresses and references that nothing defines.
 */
function readInlineLink(
  node: Link | LinkReference,
  tree: MarkdownTree,
): { readonly link: InlineLink; readonly rest: string } | undefined {
  const target = linkTarget(node, tree)?.trim();
  if (target === undefined || target === '' || /^(?:#|mailto:|tel:)/i.test(target)) return undefined;
  const text = plainText(node);
  const bare = isAddress(text);
  // GFM takes into an address whatever touches it.
  const stuck = bare ? stuckText.exec(target) : null;
  const href = stuck ? target.slice(0, stuck.index) : target;
  const title = bare || isGenericLabel(text) ? undefined : text;
  const link = { href, label: text || href, title, bare, offset: rangeOf(node)?.start };
  return { link, rest: stuck?.[0] ?? '' };
}

/** A priority, or a Korean particle: "https://…/2107.05802(p2)", "https://…/2107.05802를 읽자". */
const stuckText =
  /[([]p\s?\d{1,2}[)\]]$|(?<=[a-z0-9/])(?:을|를|은|는|이|가|의|에|도|로|와|과|에서|에는|부터|까지|이다|입니다)$/i;

/** "https://…", "www.…", "arXiv:2107.05802", "2107.05802v2": says where, not what. */
function isAddress(text: string): boolean {
  return /^(?:<?https?:\/\/|www\.)\S+$|^(?:arxiv:\s*)?\d{4}\.\d{4,5}(?:v\d+)?$|^arxiv:\s*\S+$|^(?:doi:\s*)?10\.\d{4,9}\/\S+$|^(?:export\.)?arxiv\.org\/\S+$/i.test(
    text,
  );
}

/** What links are called that say where they lead to, not what is there. */
const genericLabels = new Set(
  (
    'link|here|pdf|arxiv|paper|url|html|abs|abstract|doi|openreview|web|website|homepage|project|code|github|repo|' +
    'slides|video|talk|youtube|blog|blogpost|demo|poster|supplement|bibtex|dataset|preprint|source|tweet|thread|' +
    'project page|web page|local copy|blog post|arxiv pdf|arxiv link|arxiv abs|paper link|pdf link|full text|' +
    '링크|논문|원문|코드|여기|영상|슬라이드|발표자료|논문 링크|원문 링크'
  ).split('|'),
);

function isGenericLabel(text: string): boolean {
  return genericLabels.has(
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
}

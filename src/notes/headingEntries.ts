import type { Heading } from 'mdast';
import { titleWithoutMarks, withoutMarks } from './entryMarks';
import { piecesOf, type InlinePiece } from './inlineLinks';
import type { MarkdownTree } from './markdown';
import { readEntries, type EntryContent } from './readingEntries';
import { readAttribution } from './references';

/** What the headings of one note say of papers: asked for by each reader that passes one, read once. */
export class HeadingEntries {
  private readonly pieces = new Map<Heading, readonly InlinePiece[]>();
  private readonly entries = new Map<Heading, EntryContent | undefined>();

  constructor(readonly tree: MarkdownTree) {}

  piecesOf(heading: Heading): readonly InlinePiece[] {
    const known = this.pieces.get(heading);
    if (known) return known;
    const pieces = piecesOf({ type: 'paragraph', children: heading.children }, this.tree);
    this.pieces.set(heading, pieces);
    return pieces;
  }

  /** The first entry that the heading's own line makes; undefined where that names no paper. */
  entryOf(heading: Heading): EntryContent | undefined {
    const known = this.entries.get(heading);
    if (known || this.entries.has(heading)) return known;
    const pieces = this.piecesOf(heading);
    const [found] = readEntries(pieces);
    const isLinkText = pieces.some((piece) => piece.kind === 'link' && piece.link.title !== undefined);
    const beside = isLinkText ? undefined : (found?.title ?? titleBeside(pieces));
    const entry = found && beside !== undefined ? { ...found, ...readHeadingTitle(beside) } : found;
    this.entries.set(heading, entry);
    return entry;
  }
}

/** A heading's words as a title, without its number, its quotes, authors and year or venue behind it. */
export function readHeadingTitle(heading: string): Pick<EntryContent, 'title' | 'authors' | 'year'> {
  const words = titleWithoutMarks(heading).replace(/^\(?\d{1,3}[.)]\s+(?=\S)/u, '');
  const said = heading.length <= longestHeading ? readAttribution(words) : undefined;
  const title = words
    .replace(bracketAtEnd, (whole, inner: string) =>
      readAttribution(inner) || venue.test(inner) ? '' : whole,
    )
    .replace(/^[“"「『]([^“”"「」『』]+)[”"」』]$/u, '$1');
  if (!said || title === words) return { title };
  const { authors, year } = said;
  return { title, ...(authors.length > 0 && { authors }), ...(year !== undefined && { year }) };
}

const bracketAtEnd = /\s*[([]([^()[\]]{3,60})[)\]]$/u;
/** "ICLR'22", "NeurIPS 2017, oral". */
const venue =
  /^\p{Lu}[\p{L}&.-]{1,20}(?: \p{Lu}[\p{L}&.-]{1,20}){0,3}[ ,]{0,2}(?:['’]\d{2}|(?:19|20)\d{2})(?:[ ,]+[\p{Ll} ]{2,20})?$/u;

/**
 * The words beside the one link of a heading: those of a title, even where it is one word ("Adam (https://…)"). In a list
 * such words may be anyone's name; a heading names what stands below it.
 */
function titleBeside(pieces: readonly InlinePiece[]): string | undefined {
  if (pieces.filter((piece) => piece.kind === 'link').length !== 1) return undefined;
  const sides = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '\n')).join('');
  if (sides.length > longestHeading) return undefined;
  const words = withoutMarks(sides)
    .replace(/[([<]\s*[)\]>]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s:：\-–—|,.;([→]+$/gu, '');
  return /\p{L}/u.test(words) && !isPlaceOrRequest(words) ? words : undefined;
}

const longestHeading = 400;

/** What a link is, where it is from, or what to do with it, is no title. */
function isPlaceOrRequest(words: string): boolean {
  return (
    /^(?:the |my |our )?(?:link|links|url|pdf|paper|papers|abs|arxiv|doi|html|blog|blog ?post|post|article|talk|video|slides|code|github|website|homepage|source|reference|references|appendix|notes?|논문|링크|영상|출처|자료)\b[\d\s.]*$/iu.test(
      words,
    ) || /^(?:please|pls|see|read|check|look|todo|to do|from|via)\b/iu.test(words)
  );
}

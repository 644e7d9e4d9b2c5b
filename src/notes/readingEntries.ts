import { arxivArchives } from './arxivArchives';
import {
  findTitleStatus,
  readPriority,
  readStatus,
  readTitlePriority,
  titleWithoutMarks,
  withoutMarks,
} from './entryMarks';
import type { InlineLink, InlinePiece } from './inlineLinks';
import type { ReadingListEntry, ReadingStatus } from './readingListEntry';
import { readAttribution, readReference, withoutTags, type Reference } from './references';

/** An entry before it has a place: what its pieces say. */
export type EntryContent = Pick<
  ReadingListEntry,
  'title' | 'href' | 'priority' | 'status' | 'attachments' | 'authors' | 'year' | 'tags'
> & {
  /** Where its link starts, where that is known. */
  readonly offset: number | undefined;
};

/** A line that is a reference, authors and year named: what stands in no list item may be any sentence. */
export function readReferenceLine(pieces: readonly InlinePiece[]): readonly EntryContent[] {
  const text = outerText(pieces);
  return readReference(text, emphasisedTitle(pieces), true) ? readEntries(pieces) : [];
}

/** Longer texts are no entry's; what is looked for in them is looked for in their beginning. */
const longest = 4000;

/** Bullets and joining words: besides punctuation, what may stand around links on a line of links. */
const joiners = /\d{1,9}[.)]|and\b|및/gu;
const words = /[^\s\p{P}\p{S}\p{M}\p{Cf}]/u;

/** True where the pieces are links and marks and nothing else. */
export function isLinksOnly(pieces: readonly InlinePiece[]): boolean {
  if (!pieces.some(isLink)) return false;
  const text = outerText(pieces);
  return text.length <= longest && !words.test(withoutTags(withoutMarks(text)).replace(joiners, ''));
}

/** True for "[12] Author, Title, https://…", an entry of a bibliography. */
export function isNumberedReference(pieces: readonly InlinePiece[]): boolean {
  const first = pieces[0];
  return first?.kind === 'text' && /^\s*\[\d{1,3}\]\s/.test(first.text);
}

/**
 * The entries of one list item, line or table cell: one for the link that is the thing itself, with the others as
 * attachments; several where bare links stand side by side. Empty where nothing names a paper.
 */
export function readEntries(
  pieces: readonly InlinePiece[],
  checked?: boolean | null,
): readonly EntryContent[] {
  const text = outerText(pieces).slice(0, longest);
  const links = pieces.filter(isLink).map((piece) => piece.link);
  const noted = links.flatMap((link) => (link.title === undefined ? [] : [findTitleStatus(link.title)]));
  const inTitle = noted.find((mark) => mark !== undefined)?.value;
  const status = readStatus(text.trim(), null) ?? inTitle ?? readStatus(text.trim(), checked);
  const bareLinks = links.filter((link) => link.bare);
  if (bareLinks.length > 1 && bareLinks.length === links.length && isLinksOnly(pieces)) {
    const priority = readPriority(text);
    return bareLinks.map((link) => ({ ...content(link, priority, status), attachments: [] }));
  }
  const main =
    links.find((link) => link.title !== undefined) ??
    links.find((link) => paperLabel.test(link.label)) ??
    links[0];
  if (!main) return readUnlinked(pieces, text, status);
  const attachments = links.filter((link) => link !== main).map(({ label, href }) => ({ label, href }));
  const priority = readPriority(text) ?? readTitlePriority(main.title ?? '');
  const reference = main.title === undefined ? readReference(text, emphasisedTitle(pieces), true) : undefined;
  const title =
    main.title === undefined
      ? (reference?.title ?? titleBefore(pieces, main))
      : titleWithoutMarks(main.title) || undefined;
  const cited = reference ?? referenceWith(pieces, main, title);
  const said = { ...(cited ? attributed(cited) : attribution(text)), ...tagsIn(text) };
  return [{ ...content(main, priority, status), title, attachments, ...said }];
}

/** A reference whose title is a link: read as it is without one. Undefined where the words around it make none. */
function referenceWith(
  pieces: readonly InlinePiece[],
  main: InlineLink,
  title: string | undefined,
): Reference | undefined {
  if (title === undefined) return undefined;
  const words = pieces.map((piece) =>
    piece.kind === 'text' ? piece.text : piece.link === main ? title : ' ',
  );
  const text = words.join('');
  return [readReference(text, undefined, true), readReference(text, title, true)].find(
    (found) => found?.title === title,
  );
}

/** Of several links without a title, the one that is called so is the paper itself. */
const paperLabel = /^\W*(?:arxiv|pdf|paper|abs|abstract|doi|논문|원문)\W*$/iu;

function attributed({ authors, year }: Omit<Reference, 'title'>): Pick<EntryContent, 'authors' | 'year'> {
  return { ...(authors.length > 0 && { authors }), ...(year !== undefined && { year }) };
}

/** The authors and the year that stand beside a link, where they stand together: a year alone may be any. */
function attribution(text: string): Pick<EntryContent, 'authors' | 'year'> {
  const found = readAttribution(text);
  return found ? attributed(found) : {};
}

const tag = /(?<=^|\s)#(\p{L}[\p{L}\p{N}_/-]*)/gu;

/** The `#tags` of an entry but those that are marks of priority or status. */
function tagsIn(text: string): Pick<EntryContent, 'tags'> {
  const tags = [...text.matchAll(tag)].flatMap(([written, name]) =>
    name === undefined || withoutMarks(written) === '' ? [] : [name],
  );
  return tags.length > 0 ? { tags } : {};
}

/** An entry that links nothing: it names an identifier, or is a reference. */
function readUnlinked(
  pieces: readonly InlinePiece[],
  text: string,
  status: ReadingStatus | undefined,
): readonly EntryContent[] {
  const cited = readCitation(pieces, text, status);
  if (cited.length > 0) return cited;
  const found = readReference(text, emphasisedTitle(pieces));
  if (!found) return [];
  return [
    {
      title: found.title,
      href: undefined,
      priority: readPriority(text),
      status,
      attachments: [],
      offset: undefined,
      ...attributed(found),
      ...tagsIn(text),
    },
  ];
}

/** "hep-th/9901001" at the beginning. */
const oldIdentifier = new RegExp(
  String.raw`^\s*((?:${arxivArchives})(?:\.[a-z-]{2,17})?\/\d{7}(?:v\d+)?)(?=[\s([.,;]|$)`,
  'i',
);

/** A reference that names an identifier without linking it: "… arXiv:2107.05802, 2021". */
function readCitation(
  pieces: readonly InlinePiece[],
  text: string,
  status: ReadingStatus | undefined,
): readonly EntryContent[] {
  const match =
    /\barxiv:\s?((?:[a-z-]+(?:\.[a-z]{2})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)(?![\d])/i.exec(text) ??
    /(?<![\w./])(?:export\.)?arxiv\.org\/(?:abs|pdf)\/[^\s)\]>,]+/i.exec(text) ??
    /\bdoi(?::\s?|\s{1,2})(10\.\d{4,9}\/\S+?)(?=[.,;)\]]*(?:\s|$))/i.exec(text) ??
    /^\s*(\d{4}\.\d{4,5}(?:v\d+)?)(?=[\s([]|$)/.exec(text) ??
    oldIdentifier.exec(text) ??
    /^\s*(10\.\d{4,9}\/\S+?)(?=[.,;]?(?:\s|$))/.exec(text);
  if (!match) return [];
  const href = match[0]
    .trim()
    .replace(/^doi\s+/i, 'doi:')
    .replace(/:\s/, ':');
  const reference = readReference(text, emphasisedTitle(pieces), true);
  const named = reference?.title ?? emphasisedTitle(pieces) ?? quotedTitle(text);
  // "Title [arXiv:2001.08361]"
  const title = named?.replace(/\s*[[(](?:arxiv|doi):\s?[^\])]{6,60}[\])]$/i, '');
  const said = reference ? attributed(reference) : attribution(text);
  return [
    {
      title,
      href,
      priority: readPriority(text),
      status,
      attachments: [],
      offset: undefined,
      ...said,
      ...tagsIn(text),
    },
  ];
}

function content(link: InlineLink, priority: number | undefined, status: ReadingStatus | undefined) {
  return { title: link.title, href: link.href, priority, status, offset: link.offset };
}

/**
 * The words before a bare or generic link where they are a title: "**Title**, https://…", "Title [pdf](…)". Short
 * words and requests ("홍철: …", "please read …") are not.
 */
function titleBefore(pieces: readonly InlinePiece[], link: InlineLink): string | undefined {
  const before: InlinePiece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'link' && piece.link === link) break;
    before.push(piece);
  }
  const outer = outerText(before);
  if (outer.length > longest) return undefined;
  const special = emphasisedTitle(before) ?? quotedTitle(outer);
  if (special !== undefined) return special;
  const text = withoutMarks(outer)
    .replace(/^\[\d{1,3}\]\s*/, '')
    .replace(/[\s:：\-–—|,.([→]+$/u, '');
  const words = text.split(' ');
  if (words.length < 3 || request.test(text) || unfinished.test(text)) return undefined;
  return text;
}

const request =
  /^(?:please|pls|see|read|check|look|todo|to do|can|could|should|let'?s|we|i|maybe|also|someone|@\S+|this|here)\b/i;
const unfinished =
  /\b(?:at|see|read|in|from|to|on|is|the|an?|of|via|here|this|and|with|by|for|check|about|paper)$/i;

function emphasisedTitle(pieces: readonly InlinePiece[]): string | undefined {
  const text = pieces
    .flatMap((piece) => (piece.kind === 'text' && piece.emphasised ? [piece.text] : []))
    .join(' ')
    .slice(0, longest)
    .replace(/[\s:：,.]+$/u, '')
    .trim();
  return text.split(/\s+/).length >= 2 ? withoutMarks(text) || undefined : undefined;
}

function quotedTitle(text: string): string | undefined {
  const quoted = /[“"「『]([^”"」』]{6,400}?)[,.]?[”"」』]/u.exec(text)?.[1]?.trim();
  return quoted === undefined || !quoted.includes(' ') ? undefined : quoted;
}

function outerText(pieces: readonly InlinePiece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : ' ')).join('');
}

function isLink(piece: InlinePiece): piece is Extract<InlinePiece, { kind: 'link' }> {
  return piece.kind === 'link';
}

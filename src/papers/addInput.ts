import { readNoteLinks } from '../notes/noteLinks';
import { readArxivId } from './arxivId';
import { readDoi } from './doi';
import { paperKey, readPaperLink } from './links';
import type { PaperLink } from './paper';

/** What someone typed, pasted or dropped in order to add it. */
export type AddInput =
  | { readonly kind: 'links'; readonly links: readonly PaperLink[] }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'nothing' };

const longestTitle = 400;

/**
 * Reads identifiers (`2107.05802`, `arXiv:…`, `10.1007/…`, `physics/0004057`), any links, alone or in text or markdown,
 * several of them, each paper once; what holds none is a title to search for.
 */
export function readAddInput(text: string): AddInput {
  const plain = text.trim();
  if (plain === '') return { kind: 'nothing' };
  const links = new Map<string, PaperLink>();
  const add = (address: string): void => {
    const link = readPaperLink(address);
    const key = paperKey(link);
    if (!links.has(key)) links.set(key, link);
  };
  for (const part of plain.split(/[\s,;]+/)) {
    const bare = part.replace(/^[<([]+|[>)\].,]+$/g, '');
    if (
      /^(?:arxiv:)?(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?\/\d{7}(?:v\d+)?)$/i.test(bare) &&
      readArxivId(bare)
    ) {
      add(/^arxiv:/i.test(bare) ? bare : `arXiv:${bare}`);
    } else if (/^(?:doi:)?10\.\d{4,9}\//i.test(bare) && readDoi(bare) !== undefined)
      add(`doi:${readDoi(bare) ?? ''}`);
  }
  for (const { address } of readNoteLinks(plain)) if (/^(?:[a-z]+:\/\/|www\.)/i.test(address)) add(address);
  if (links.size > 0) return { kind: 'links', links: [...links.values()] };
  const title = plain
    .replace(/\s+/gu, ' ')
    .replace(/^["“「『]|["”」』]$/gu, '')
    .trim();
  return title === '' || title.length > longestTitle ? { kind: 'nothing' } : { kind: 'title', title };
}

/** Whether a text is worth offering as what to add: links or an identifier, and not much else. */
export function offersPaper(text: string): boolean {
  return text.length <= 2000 && readAddInput(text).kind === 'links';
}

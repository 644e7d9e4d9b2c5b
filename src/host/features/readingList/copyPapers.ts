import { env, l10n, window } from 'vscode';
import { CodedError } from '../../../base/errors';
import { pageOfIds } from '../../../papers/links';
import type { LibraryPaper } from '../../../papers/paper';
import { paperLabel } from './paperText';
import type { PlacedPaper } from './targets';

/** Copies one line a paper; tells how many there were, and of how many there is nothing to copy. */
export async function copyLines(
  papers: readonly PlacedPaper[],
  lineOf: (paper: PlacedPaper) => string | undefined,
): Promise<void> {
  const lines = papers.flatMap((paper) => lineOf(paper) ?? []);
  if (lines.length === 0) {
    throw new CodedError('usage', l10n.t('These entries name their papers without any link or identifier.'));
  }
  await env.clipboard.writeText(lines.join('\n'));
  const left = papers.length - lines.length;
  const said =
    lines.length === 1 ? l10n.t('Copied: {0}', lines[0] ?? '') : l10n.t('{0} copied', lines.length);
  window.setStatusBarMessage(left > 0 ? `${said} ${l10n.t('({0} without)', left)}` : said, 4_000);
}

/** The page of the entry's link, else of the paper that it is known to be. */
export function paperLink({ paper, place }: PlacedPaper): string | undefined {
  return place.link?.pageUrl ?? pageOfIds(paper.ids);
}

/** `arXiv:2107.05802`, `doi:10.1007/…`. */
export function paperIdentifier({ paper: { ids } }: PlacedPaper): string | undefined {
  if (ids.arxiv !== undefined) return `arXiv:${ids.arxiv}`;
  return ids.doi === undefined ? undefined : `doi:${ids.doi}`;
}

/** `[Title](https://…)`; the title alone where nothing is linked. */
export function markdownLink(placed: PlacedPaper): string {
  const title = linkText(placed.paper);
  const url = paperLink(placed);
  return url === undefined ? title : `[${title}](${linkAddress(url)})`;
}

function linkText(paper: LibraryPaper): string {
  return paperLabel(paper)
    .replace(/\s+/g, ' ')
    .replace(/[\\[\]<>`*_]/g, '\\$&');
}

/** In angle brackets where parentheses or spaces would end it. */
function linkAddress(url: string): string {
  return /[\s()<>]/.test(url) ? `<${url.replace(/[<>\s]/g, encodeURIComponent)}>` : url;
}

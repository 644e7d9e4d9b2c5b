import { decodeHuggingFaceDaily, type HuggingFacePaper } from '../clients/huggingFaceDaily';
import { titleKey } from '../titleKey';
import type { DailyDate, DailyEntry, DailyPage, MissingPart } from './dailyEntry';
import { looksLikeJson } from './looksLikeDailyPapers';
import { onceEach, readDailyText } from './readDailyText';
import type { PageContext } from './resolveDates';

/**
 * Reads Daily Papers from whatever holds them: the service's JSON, or the text of its page. Never throws; what could
 * not be read is in `problems`.
 */
export function readDailyPapers(text: string, context: PageContext): DailyPage {
  return looksLikeJson(text) ? readDailyJson(text) : readDailyText(text, context);
}

function readDailyJson(text: string): DailyPage {
  const decoded = decodeHuggingFaceDaily(text);
  if (!decoded.ok)
    return { format: 'json', date: undefined, entries: [], repeated: 0, problems: [decoded.error] };
  const { papers, refused } = decoded.value;
  const days = new Set(papers.flatMap(({ listedOn }) => listedOn ?? []));
  const [day] = days;
  return {
    format: 'json',
    date: day !== undefined && days.size === 1 ? served(day) : undefined,
    ...onceEach(papers.map(toEntry)),
    problems:
      refused === 0 ? [] : [`${refused} ${refused === 1 ? 'item is' : 'items are'} no papers and left out`],
  };
}

function served(iso: string): DailyDate {
  return { iso, yearWritten: true, reason: 'As the service has it.' };
}

function toEntry(paper: HuggingFacePaper): DailyEntry {
  const { arxiv, abstract, authors, publishedOn } = paper;
  const missing: MissingPart[] = [];
  if (paper.title === '') missing.push('title');
  if (abstract === '') missing.push('abstract');
  if (authors.length === 0) missing.push('authors');
  if (publishedOn === undefined) missing.push('date');
  const title = paper.title || `arXiv:${arxiv ?? ''}`;
  return {
    key: arxiv === undefined ? `title:${titleKey(title)}` : `arxiv:${arxiv}`,
    title,
    abstract,
    authorsCount: authors.length || undefined,
    authors,
    organisation: paper.organisation,
    submitter: paper.submitter,
    date: publishedOn === undefined ? undefined : served(publishedOn),
    comments: paper.comments,
    upvotes: paper.upvotes,
    ids: arxiv === undefined ? {} : { arxiv },
    links: paper.links,
    missing,
    range: undefined,
  };
}

import { z } from 'zod';
import { maybe } from '../../base/maybe';
import type { LibraryPaper, LinkKind } from '../paper';
import { publishedTitle } from '../publishedTitle';
import { citedYear } from './citekey';
import { readName, type PersonName } from './personName';

const nameSchema = z.looseObject({
  family: z.string().optional(),
  given: z.string().optional(),
  suffix: z.string().optional(),
  literal: z.string().optional(),
  'non-dropping-particle': z.string().optional(),
  'dropping-particle': z.string().optional(),
});
const numberLike = z.union([z.string(), z.number()]).transform(String);
const dateSchema = z.looseObject({
  'date-parts': z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  raw: z.string().optional(),
  literal: z.string().optional(),
});

/** The part of an item of CSL-JSON (1.0.2) that is read and written here; what else it holds is left out. */
export const cslItemSchema = z.object({
  id: numberLike,
  type: z.string(),
  title: z.string().optional(),
  author: z.array(nameSchema).optional(),
  issued: dateSchema.optional(),
  'container-title': z.union([z.string(), z.array(z.string()).transform((all) => all[0])]).optional(),
  publisher: z.string().optional(),
  volume: numberLike.optional(),
  issue: numberLike.optional(),
  page: numberLike.optional(),
  number: numberLike.optional(),
  DOI: z.string().optional(),
  URL: z.string().optional(),
  abstract: z.string().optional(),
  keyword: z.string().optional(),
  note: z.string().optional(),
  'citation-key': z.string().optional(),
});
export type CslItem = z.output<typeof cslItemSchema>;

/** What a link that is no paper is cited as. */
const typeOfKind: Partial<Record<LinkKind, string>> = {
  video: 'motion_picture',
  talk: 'speech',
  slides: 'speech',
  post: 'post-weblog',
  thread: 'post',
  code: 'software',
  gist: 'software',
  web: 'webpage',
};

/**
 * A paper as a bibliography cites it. Nothing is invented: what is not known is left out, and so are the authors that only
 * a note names, which may be the first of many.
 */
export function cslItemOf(paper: LibraryPaper, citekey: string): CslItem {
  const { record, ids } = paper;
  const link = paper.places.find((place) => place.link)?.link;
  const published = record?.venue?.value ?? record?.journalReference?.value;
  const volume = record?.volume?.value;
  const doi = ids.doi ?? record?.doi?.value;
  const url = ids.arxiv === undefined ? link?.pageUrl : `https://arxiv.org/abs/${ids.arxiv}`;
  const year = citedYear(paper);
  const type = record?.type?.value ?? (ids.arxiv === undefined ? typeOfLink(link?.kind, doi) : 'article');
  // CSL calls a preprint an article, and where it is kept its publisher.
  const archive = type === 'article' && ids.arxiv !== undefined ? 'arXiv' : undefined;
  return {
    id: citekey,
    type,
    ...maybe('title', publishedTitle(paper)),
    ...maybe(
      'author',
      record?.authors?.value.map((name) => toCsl(readName(name))),
    ),
    ...(year === undefined ? {} : { issued: { 'date-parts': [[year]] } }),
    ...maybe('container-title', published),
    ...maybe('publisher', record?.publisher?.value ?? archive),
    ...maybe('volume', volume),
    ...maybe('issue', record?.issue?.value),
    ...maybe('page', record?.pages?.value),
    ...(ids.arxiv === undefined ? {} : { number: `arXiv:${ids.arxiv}` }),
    ...maybe('DOI', doi),
    ...maybe('URL', url),
    ...maybe('abstract', record?.abstract?.value),
    'citation-key': citekey,
  };
}

/** The year of an item, from whichever of its forms of a date holds one. */
export function yearOf({ issued }: CslItem): number | undefined {
  const part = issued?.['date-parts']?.[0]?.[0];
  const text = part === undefined ? (issued?.raw ?? issued?.literal ?? '') : String(part);
  const year = /\b(1[5-9]\d{2}|20\d{2})\b/.exec(text)?.[1];
  return year === undefined ? undefined : Number(year);
}

/** The authors of an item; particles belong to the family name. */
export function authorsOf({ author = [] }: CslItem): readonly PersonName[] {
  return author.flatMap((name): readonly PersonName[] => {
    if (name.literal !== undefined) return [{ literal: name.literal }];
    const family = [name['dropping-particle'], name['non-dropping-particle'], name.family]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
    if (family === '') return name.given === undefined ? [] : [{ literal: name.given }];
    return [{ family, ...maybe('given', name.given), ...maybe('suffix', name.suffix) }];
  });
}

function typeOfLink(kind: LinkKind | undefined, doi: string | undefined): string {
  if (kind === 'springer' && /\/bfb\d/i.test(doi ?? '')) return 'chapter';
  if (kind === 'neurips' || kind === 'pmlr' || kind === 'openreview') return 'paper-conference';
  if (doi !== undefined) return 'article-journal';
  return (kind && typeOfKind[kind]) ?? 'document';
}

function toCsl(name: PersonName): z.output<typeof nameSchema> {
  return { ...name };
}

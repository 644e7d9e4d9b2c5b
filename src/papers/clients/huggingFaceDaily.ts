import { z } from 'zod';
import { CodedError } from '../../base/errors';
import { err, ok, type Result } from '../../base/result';
import { readArxivId } from '../arxivId';

/** What the service says of one paper of a day. */
export interface HuggingFacePaper {
  /** In normal form; undefined where the service's own id is no arXiv identifier. */
  readonly arxiv: string | undefined;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly organisation: string | undefined;
  /** `2025-10-30`: when the paper was published. */
  readonly publishedOn: string | undefined;
  /** `2025-10-30`: when it was put on the day's page. */
  readonly listedOn: string | undefined;
  readonly upvotes: number | undefined;
  readonly comments: number | undefined;
  readonly submitter: string | undefined;
  /** Code and project pages. */
  readonly links: readonly string[];
}

export interface HuggingFaceAnswer {
  readonly papers: readonly HuggingFacePaper[];
  /** Items that are no papers and were left out. */
  readonly refused: number;
}

/** More than a day has ever had; the service cuts there. */
const limit = 100;

/**
 * The address of a day's papers.
 * @param baseUrl the service's own; a path is kept, as a proxy may have one.
 * @param day `2025-10-30`.
 */
export function huggingFaceDailyUrl(baseUrl: string, day: string): string {
  let url: URL | undefined;
  try {
    url = new URL(baseUrl);
  } catch {
    url = undefined; // Said below, with what to do.
  }
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new CodedError('usage', `The Hugging Face base URL "${baseUrl}" is not an http or https address.`, {
      remedy: 'Correct the setting marginalia.papers.huggingFaceBaseUrl (or --base-url).',
    });
  }
  if (!isDay(day)) {
    throw new CodedError('usage', `"${day}" is not a day.`, { remedy: 'Write it as 2025-10-30.' });
  }
  if (!url.pathname.endsWith('/daily_papers')) {
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/daily_papers`;
  }
  url.searchParams.set('date', day);
  url.searchParams.set('limit', String(limit));
  return url.href;
}

/** Whether a text is a day of the calendar, `2025-10-30`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Decodes an answer's body. The error says what is wrong with it; a paper that is none is left out and counted. */
export function decodeHuggingFaceDaily(body: string): Result<HuggingFaceAnswer, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body);
  } catch {
    return err(/^\s*</.test(body) ? 'it is a web page, not JSON' : 'it is not JSON');
  }
  const message = errorSchema.safeParse(parsed);
  if (message.success) return err(`the service says: ${message.data.error.slice(0, 200)}`);
  const items = listSchema.safeParse(parsed);
  if (!items.success) return err('it is JSON, but no list of papers');
  const papers = items.data.flatMap((item) => {
    const decoded = itemSchema.safeParse(item);
    return decoded.success ? (toPaper(decoded.data) ?? []) : [];
  });
  if (papers.length === 0 && items.data.length > 0) return err('it is JSON, but no list of papers');
  return ok({ papers, refused: items.data.length - papers.length });
}

const errorSchema = z.object({ error: z.string() });
/** The service's array; the same in an object, as other tools save it; one paper alone. */
const listSchema = z.union([
  z.array(z.unknown()),
  z.object({ papers: z.array(z.unknown()) }).transform(({ papers }) => papers),
  z
    .object({ title: z.string() })
    .loose()
    .transform((paper): unknown[] => [paper]),
  z
    .object({ paper: z.unknown() })
    .loose()
    .transform((item): unknown[] => [item]),
]);

/** A field of another shape than expected is as good as none: the paper survives it. */
const text = z.string().optional().catch(undefined);
const count = z.number().int().nonnegative().optional().catch(undefined);
const organisation = z.object({ name: text, fullname: text }).optional().catch(undefined);
const authors = z
  .array(
    z
      .union([z.string(), z.object({ name: z.string(), hidden: z.boolean().optional().catch(undefined) })])
      .catch(''),
  )
  .optional()
  .catch(undefined);
const paperFields = {
  id: text,
  title: text,
  summary: text,
  authors,
  publishedAt: text,
  submittedOnDailyAt: text,
  upvotes: count,
  githubRepo: text,
  projectPage: text,
  organization: organisation,
  numComments: count,
  submittedBy: z
    .union([z.object({ fullname: text, name: text }), z.string()])
    .optional()
    .catch(undefined),
};
const itemSchema = z.object({ ...paperFields, paper: z.object(paperFields).optional().catch(undefined) });

function toPaper(item: z.output<typeof itemSchema>): HuggingFacePaper | undefined {
  const inner = item.paper ?? item;
  const title = collapse(inner.title ?? item.title ?? '');
  const arxiv = readArxivId(inner.id ?? item.id ?? '')?.id;
  if (title === '' && arxiv === undefined) return undefined;
  const by = item.submittedBy ?? inner.submittedBy;
  const org = inner.organization ?? item.organization;
  return {
    arxiv,
    title,
    abstract: readAbstract(inner.summary ?? item.summary ?? ''),
    authors: (inner.authors ?? item.authors ?? []).flatMap((author) => {
      const name = typeof author === 'string' ? author : author.hidden === true ? '' : author.name;
      return collapse(name) || [];
    }),
    organisation: collapse(org?.fullname ?? org?.name ?? '') || undefined,
    publishedOn: dayOf(inner.publishedAt ?? item.publishedAt),
    listedOn: dayOf(inner.submittedOnDailyAt),
    upvotes: inner.upvotes ?? item.upvotes,
    comments: item.numComments ?? inner.numComments,
    submitter: collapse(typeof by === 'string' ? by : (by?.fullname ?? by?.name ?? '')) || undefined,
    links: [inner.githubRepo, inner.projectPage].filter(
      (link): link is string => link !== undefined && /^https?:\/\//i.test(link),
    ),
  };
}

function dayOf(time: string | undefined): string | undefined {
  const day = time?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : undefined;
}

/** Lines are wrapped where arXiv wraps them; an empty one parts paragraphs. */
function readAbstract(summary: string): string {
  return summary
    .split(/\r?\n\s*\n/)
    .map(collapse)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function collapse(value: string): string {
  return value.replace(/\s+/gu, ' ').trim();
}

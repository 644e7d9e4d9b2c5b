import { readAge, readDate, type DaysAgo, type WrittenDate } from './dateText';
import type { PageLine } from './pageLines';

/** What a page says beside titles and abstracts. */
export type Meta =
  | { readonly kind: 'authors'; readonly count: number }
  | { readonly kind: 'authorNames'; readonly names: readonly string[] }
  | { readonly kind: 'date'; readonly date: WrittenDate | DaysAgo; readonly comments: number | undefined }
  /** A number alone: what it counts is a matter of where it stands. */
  | { readonly kind: 'count'; readonly count: number }
  /** "Upvote", "Comments", "Submitted by", "Authors:" before what it names, or with it. */
  | { readonly kind: 'upvotes' | 'comments' | 'stars'; readonly count: number | undefined }
  | { readonly kind: 'submitter'; readonly name: string | undefined }
  | { readonly kind: 'authorsLabel' | 'abstractLabel' | 'separator' | 'noise' | 'published' }
  | { readonly kind: 'address'; readonly href: string }
  /** Who published it, or a title: what stands first on a line of metadata. */
  | { readonly kind: 'organisation'; readonly name: string };

const separators = /^[·•∙・‧|│–—―\-_*=~]+$/u;
/** Longer lines are prose, whatever they hold. */
const longestMeta = 200;
const mostParts = 8;

/**
 * What a line says as metadata; undefined where it is prose. A line of several parts ("• 7 authors · Dec 18, 2024")
 * is metadata where its parts are; a first part that is none is then the organisation.
 */
export function readMeta({ text, hrefs, strong }: PageLine): readonly Meta[] | undefined {
  if (text.length > longestMeta) return undefined;
  const single = readPart(text, strong !== undefined);
  if (single) return [...single, ...hrefs.map((href): Meta => ({ kind: 'address', href }))];
  const parts = text
    .split(/\s+[·•∙・‧|│]\s*|^[·•∙・‧|│]\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > mostParts) return undefined;
  const metas = parts.map((part) => readPart(part, false));
  const [first, ...others] = metas;
  // One recognised part beside prose may be chance; the last of a line of metadata never is prose.
  if (others.some((meta) => meta === undefined)) return undefined;
  const lead: readonly Meta[] = first ?? [{ kind: 'organisation', name: parts[0] ?? '' }];
  return [
    ...lead,
    ...others.flatMap((meta) => meta ?? []),
    ...hrefs.map((href): Meta => ({ kind: 'address', href })),
  ];
}

function readPart(raw: string, strong: boolean): readonly Meta[] | undefined {
  if (separators.test(raw)) return [{ kind: 'separator' }];
  const text = raw.replace(/^[·•∙・‧]\s*/u, '');
  const authors = /^\+?([\d,]{1,6})\s+authors?$/i.exec(text) ?? /^저자\s*([\d,]{1,6})\s*명$/u.exec(text);
  if (authors) return [{ kind: 'authors', count: toCount(authors[1]) ?? 0 }];
  const bare = /^(\d[\d,.]{0,6}k?)$/i.exec(text);
  if (bare && !/^\d{4}\.\d{4,5}/.test(text)) return counted(bare[1]);
  return readWhen(text) ?? readLabelled(text, strong) ?? readAddress(text);
}

function counted(text: string | undefined): readonly Meta[] | undefined {
  const count = toCount(text);
  return count === undefined ? undefined : [{ kind: 'count', count }];
}

/** "Dec 18, 2024", "Oct 19 2" (a day and its comments), "Published on May 3, 2025". */
function readWhen(text: string): readonly Meta[] | undefined {
  const said = text.replace(
    /^(?:published|posted|submitted|released|updated|added)(?:\s+on)?:?\s+(?=\S)/i,
    '',
  );
  const age = readAge(said);
  if (age) return [{ kind: 'date', date: age, comments: undefined }];
  // "1 day ago 12", as "Oct 19 2"
  const [, ago = '', counted = ''] =
    /^(.{1,40}(?:ago|전))\s+(?:[💬🗨]️?\s*)?(\d{1,4})(?:\s+comments?)?$/iu.exec(said) ?? [];
  const before = ago === '' ? undefined : readAge(ago);
  if (before) return [{ kind: 'date', date: before, comments: Number(counted) }];
  const found = readDate(said);
  if (!found) return undefined;
  const rest = said.slice(found.length).trim();
  if (rest === '' || /^[.,)]$/.test(rest)) return [{ kind: 'date', date: found.date, comments: undefined }];
  const comments = /^(?:[💬🗨]️?\s*)?(\d{1,4})(?:\s+comments?)?$/u.exec(rest)?.[1];
  return comments === undefined
    ? undefined
    : [{ kind: 'date', date: found.date, comments: Number(comments) }];
}

function readLabelled(text: string, strong: boolean): readonly Meta[] | undefined {
  const upvotes =
    /^(?:▲|△|👍|⬆️?|❤️?)?\s*(?:upvotes?|likes?)?:?\s*([\d,.]+k?)?\s*(?:upvotes?|likes?)?$/iu.exec(text);
  if (upvotes && /upvote|like|▲|△|👍|⬆|❤/iu.test(text))
    return [{ kind: 'upvotes', count: toCount(upvotes[1]) }];
  const comments = /^(?:💬|🗨️?)?\s*(?:comments?)?:?\s*(\d{1,5})?\s*(?:comments?)?$/iu.exec(text);
  if (comments && /comment|💬|🗨/iu.test(text)) return [{ kind: 'comments', count: toCount(comments[1]) }];
  const stars = /^(?:github|⭐️?|stars?|models? citing[^\d]*|datasets? citing[^\d]*)\s*([\d,.]+k?)?$/iu.exec(
    text,
  );
  if (stars) return [{ kind: 'stars', count: toCount(stars[1]) }];
  const submitter = /^submitted by(?:\s*:?\s+(.{1,60}))?$/i.exec(text);
  if (submitter) return [{ kind: 'submitter', name: submitter[1] }];
  const organisation = /^(?:organi[sz]ation|institution|affiliation|기관)\s*[:：]\s*(\S.{0,79})$/iu.exec(
    text,
  );
  if (organisation) return [{ kind: 'organisation', name: organisation[1] ?? '' }];
  const names = /^(?:authors?|by|저자)\s*[:：]\s*(\S.*)$/iu.exec(text)?.[1];
  if (names !== undefined) return [{ kind: 'authorNames', names: splitNames(names) }];
  if (/^(?:authors?|저자)\s*[:：]?$/iu.test(text)) return [{ kind: 'authorsLabel' }];
  if (/^(?:abstract|summary|초록|요약)\s*[:：]?$/iu.test(text)) return [{ kind: 'abstractLabel' }];
  if (/^published(?: on)?:?$/i.test(text)) return [{ kind: 'published' }];
  return !strong && isNoise(text) ? [{ kind: 'noise' }] : undefined;
}

/** Words of buttons, pictures and badges on an entry; several may share a line: "GitHub 24.5k arXiv Page". */
function isNoise(text: string): boolean {
  if (/^(?:#\d+ paper of the (?:day|week|month)\b.*|.{1,60}['’]s avatar)$/i.test(text)) return true;
  const badge =
    /^(?:\+\d+|ai-generated summary|(?:view )?arxiv(?: page| explained)?|view (?:pdf|paper|on arxiv)|pdf|project(?: page)?|github\s*[\d,.]*k?|code|demo|paper|homepage|add to collection|upvoted?|thumbnail|(?:play )?video|read more|show more|share|save)(?:\s+|$)/i;
  let rest = text;
  for (let badges = 0; badges < 6 && rest !== ''; badges++) {
    const match = badge.exec(rest);
    if (!match) return false;
    rest = rest.slice(match[0].length);
  }
  return rest === '';
}

function readAddress(text: string): readonly Meta[] | undefined {
  if (/^<?https?:\/\/\S+>?$/i.test(text)) return [{ kind: 'address', href: text.replace(/^<|>$/g, '') }];
  if (
    /^(?:(?:arxiv|paper|code|project(?: page)?|github|link|url|doi|pdf)\s*:?\s*)(?:https?:\/\/\S+)$/i.test(
      text,
    )
  ) {
    return [{ kind: 'address', href: text.slice(text.search(/https?:/i)) }];
  }
  if (/^(?:arxiv\s*:\s*)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i.test(text)) {
    return [{ kind: 'address', href: `arXiv:${text.replace(/^arxiv\s*:\s*/i, '')}` }];
  }
  return /^(?:doi\s*:\s*)10\.\d{4,9}\/\S+$/i.test(text) ? [{ kind: 'address', href: text }] : undefined;
}

export function splitNames(text: string): readonly string[] {
  return text
    .split(/\s*(?:,|;|、|·|\band\b|&)\s*/u)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^et al\.?$/i.test(name));
}

/** `1,204`, `1.2k`. */
function toCount(text: string | undefined): number | undefined {
  const match = /^(\d[\d,]*(?:\.\d+)?)(k?)$/i.exec(text ?? '');
  if (!match) return undefined;
  const value = Number((match[1] ?? '').replaceAll(',', ''));
  return Number.isFinite(value) ? Math.round(match[2] ? value * 1000 : value) : undefined;
}

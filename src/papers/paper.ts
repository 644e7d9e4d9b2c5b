import { z } from 'zod';
import type { OffsetRange } from '../base/text';
import type { ReadingStatus } from '../notes/readingListEntry';

/** Identifiers in normal form: `2107.05802` or `physics/0004057` (never a version), `10.1007/bfb0081737`. */
export interface PaperIds {
  readonly arxiv?: string;
  /** The version the link names, where it names one. */
  readonly arxivVersion?: number;
  /** Lower case, without a resolver. */
  readonly doi?: string;
}

export type LinkKind =
  | 'arxiv-abs'
  | 'arxiv-pdf'
  | 'arxiv-mirror'
  | 'doi'
  | 'springer'
  | 'nature'
  | 'neurips'
  | 'pmlr'
  | 'openreview'
  | 'pdf'
  | 'video'
  | 'file'
  | 'web';

/** What a link in a note is, after unwrapping redirects. */
export interface PaperLink {
  /** As written in the note. */
  readonly href: string;
  /** Unwrapped. */
  readonly url: string;
  readonly kind: LinkKind;
  readonly ids: PaperIds;
  /** The page a person reads first (the abs page, the DOI's landing page); the link itself where none is known. */
  readonly pageUrl: string;
  readonly pdfUrl: string | undefined;
}

/** Where a paper stands in a note. */
export interface PaperPlace {
  /** The note's path relative to the workspace folder, with `/`. */
  readonly note: string;
  /** From 0. */
  readonly line: number;
  readonly range: OffsetRange;
  readonly section: string;
  readonly title: string | undefined;
  readonly link: PaperLink;
  readonly priority: number | undefined;
  readonly status: ReadingStatus | undefined;
  readonly attachments: readonly { readonly label: string; readonly href: string }[];
  readonly reason: string;
}

/** One paper, however many places name it. */
export interface LibraryPaper {
  /** `arxiv:<id>`, else `doi:<doi>`, else `url:<url>`. */
  readonly key: string;
  readonly ids: PaperIds;
  /** The record's title, else the note's, else the link. */
  readonly title: string;
  readonly titleSource: 'service' | 'note' | 'link';
  /** The most urgent of its places. */
  readonly priority: number | undefined;
  readonly status: ReadingStatus | undefined;
  readonly places: readonly PaperPlace[];
  readonly record: PaperRecord | undefined;
}

/** Who a field of a record comes from; `import` is a file of the user's (a bibliography, a saved page). */
export const metadataSources = [
  'arxiv',
  'crossref',
  'openalex',
  'semantic-scholar',
  'hugging-face',
  'doi',
  'import',
] as const;
export type MetadataSource = (typeof metadataSources)[number];

/** A fetched field with where it came from and when (ISO 8601). */
function field<T extends z.ZodType>(value: T) {
  return z.object({ value, source: z.enum(metadataSources), fetchedAt: z.iso.datetime() });
}

/** `.marginalia/papers/<key>.json`: what services say about one paper. Plain, so that it diffs and merges. */
export const paperRecordSchema = z.object({
  schema: z.literal(1),
  key: z.string(),
  ids: z.object({ arxiv: z.string().optional(), doi: z.string().optional() }),
  /** `unknown`: the service answered and has no such paper. */
  state: z.enum(['found', 'unknown']),
  checkedAt: z.iso.datetime(),
  title: field(z.string()).optional(),
  authors: field(z.array(z.string())).optional(),
  /** Of the first version. */
  year: field(z.number().int()).optional(),
  updated: field(z.string()).optional(),
  version: field(z.number().int()).optional(),
  /** The primary one first. */
  categories: field(z.array(z.string())).optional(),
  abstract: field(z.string()).optional(),
  comment: field(z.string()).optional(),
  journalReference: field(z.string()).optional(),
  doi: field(z.string()).optional(),
  /** What it is, in CSL's words: `article-journal`, `paper-conference`, `chapter`, `book`, `thesis`, `article` … */
  type: field(z.string()).optional(),
  /** The journal, the proceedings or the book that it is in. */
  venue: field(z.string()).optional(),
  publisher: field(z.string()).optional(),
  volume: field(z.string()).optional(),
  issue: field(z.string()).optional(),
  /** `12–34`, or an article number. */
  pages: field(z.string()).optional(),
});
export type PaperRecord = z.infer<typeof paperRecordSchema>;

/** Where paper records live. Writes are atomic: old or new, never half. */
export interface PaperStore {
  readAll(): Promise<ReadonlyMap<string, PaperRecord>>;
  write(records: readonly PaperRecord[]): Promise<void>;
}

import { z } from 'zod';
import type { OffsetRange } from '../base/text';
import type { ReadingStatus } from '../notes/readingListEntry';
import type { OwnPaper } from './ownPaper';

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
  | 'talk'
  | 'slides'
  | 'post'
  | 'thread'
  | 'code'
  | 'gist'
  | 'file'
  | 'web';

/** What stands behind a link: a paper unless its address says that it is something else. */
export type WorkKind = 'paper' | 'video' | 'talk' | 'slides' | 'post' | 'thread' | 'code' | 'gist';

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
  /** Undefined for an entry that names its paper by title, authors and year alone. */
  readonly link: PaperLink | undefined;
  readonly priority: number | undefined;
  readonly status: ReadingStatus | undefined;
  /** The heading or bullet that divides the list here, or the cell of the category's column. */
  readonly category?: string;
  readonly tags?: readonly string[];
  /** As the entry writes them; families alone where it has no more ("Vaswani"), never "et al.". */
  readonly authors?: readonly string[];
  readonly year?: number;
  /** What the note says about the paper: the section under its heading, or what is nested under its entry. */
  readonly body?: OffsetRange;
  readonly attachments: readonly { readonly label: string; readonly href: string }[];
  readonly reason: string;
}

/** Who says a thing of a paper: a note, the user through the panel (`own`), a service; or it is only its link. */
export type SaidBy = 'note' | 'own' | 'service' | 'link';

/** One paper (or talk, post, video …), however many places name it. */
export interface LibraryPaper {
  /** `arxiv:<id>`, else `doi:<doi>`, else `url:<url>`, and `title:<letters and digits>` where nothing is linked. */
  readonly key: string;
  readonly kind: WorkKind;
  readonly ids: PaperIds;
  /** The note's title, else the user's, else the record's, else the link. */
  readonly title: string;
  readonly titleSource: SaidBy;
  /** The most urgent of its places, else the user's own. */
  readonly priority: number | undefined;
  readonly status: ReadingStatus | undefined;
  /** The note's, else the user's own, else the service's primary one. */
  readonly category: string | undefined;
  /** Those of the notes, then the user's own. */
  readonly tags: readonly string[];
  readonly citekey: string | undefined;
  /** Who says each of these; a thing nobody says is missing. What a note says wins. */
  readonly saidBy: {
    readonly priority?: SaidBy;
    readonly status?: SaidBy;
    readonly category?: SaidBy;
    readonly tags?: SaidBy;
    readonly citekey?: SaidBy;
  };
  readonly places: readonly PaperPlace[];
  /** Of places whose own link does not name this paper: who says that they are it. */
  readonly joined: ReadonlyMap<PaperPlace, string>;
  readonly record: PaperRecord | undefined;
  readonly own: OwnPaper | undefined;
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

/** A service's answer, whether it knew the paper or not; it is not asked again the same day. */
const checkSchema = z.object({ at: z.iso.datetime(), state: z.enum(['found', 'unknown']) });

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
  /** The key of the preprint, where a source says that this is the published version: `arxiv:…` or `doi:…`. */
  preprint: field(z.string()).optional(),
  /** The key of the published version, where a source says that this is a preprint. */
  published: field(z.string()).optional(),
  /** When each service answered last. */
  checks: z.partialRecord(z.enum(metadataSources), checkSchema).optional(),
});
export type PaperRecord = z.infer<typeof paperRecordSchema>;

/**
 * Where paper records live. Writes are atomic, old or new, never half; each is merged field by field with what is
 * there at that moment ({@link mergeRecords}), so that two who write the same paper lose nothing of each other's.
 */
export interface PaperStore {
  readAll(): Promise<ReadonlyMap<string, PaperRecord>>;
  write(records: readonly PaperRecord[]): Promise<void>;
}

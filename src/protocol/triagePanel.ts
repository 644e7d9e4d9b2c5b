import { z } from 'zod';
import { defineContract, notification, request } from './contract';

/** One paper of a page, as the triage view shows it. */
export const triageEntrySchema = z.object({
  key: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  authorsCount: z.number().int().optional(),
  organisation: z.string().optional(),
  submitter: z.string().optional(),
  date: z.object({ iso: z.string(), yearWritten: z.boolean(), reason: z.string() }).optional(),
  comments: z.number().int().optional(),
  upvotes: z.number().int().optional(),
  arxiv: z.string().optional(),
  /** Undefined until it was worked out, which takes a while for thousands of papers. */
  topic: z.object({ name: z.string(), reason: z.string() }).optional(),
  missing: z.array(z.enum(['title', 'abstract', 'authors', 'date'])),
});
export type TriageEntry = z.infer<typeof triageEntrySchema>;

/** All that a page says; sent whole when the view is shown and when the page's text changes. */
export const triagePageSchema = z.object({
  title: z.string(),
  /** The page's file, relative to the folder. */
  file: z.string(),
  /** The day the page is of. */
  day: z.string().optional(),
  entries: z.array(triageEntrySchema),
  /** Entries that repeated one before them, and were left out. */
  repeated: z.number().int(),
  problems: z.array(z.string()),
});
export type TriagePage = z.infer<typeof triagePageSchema>;

export const triageDecisionSchema = z.enum(['keep', 'later', 'skip']);
export type TriageDecision = z.infer<typeof triageDecisionSchema>;

/** All that was decided, and where the papers stand in the notes; small, sent whole at every change. */
export const triageProgressSchema = z.object({
  decisions: z.record(
    z.string(),
    z.object({ decision: triageDecisionSchema, priority: z.number().int().optional() }),
  ),
  /** Papers that are in a reading list already, by key. */
  listed: z.record(z.string(), z.object({ note: z.string(), line: z.number().int() })),
  /** The title of the paper whose decision *Undo* takes back. */
  undo: z.string().optional(),
  /** The list that kept papers go to unless another is chosen; undefined where no note has one. */
  target: z.object({ note: z.string(), section: z.string() }).optional(),
});
export type TriageProgress = z.infer<typeof triageProgressSchema>;

const byKey = z.object({ key: z.string() });

/** Between the extension host and the triage view. */
export const triageContract = defineContract({
  channel: 'marginalia.triage',
  version: 1,
  host: {
    /** The webview is there, new or shown again: answered by a whole `page` and `progress`. */
    ready: notification(z.object({})),
    /** Without a decision, the paper is to be decided again. */
    decide: request(
      byKey.extend({
        decision: triageDecisionSchema.optional(),
        priority: z.number().int().min(1).max(9).optional(),
      }),
      z.null(),
    ),
    /** Takes the last decision back; answers with the paper it was about. */
    undo: request(z.object({}), z.object({ key: z.string().optional() })),
    /** The paper's page in a browser; where none is known, a search for its title. */
    open: request(byKey, z.null()),
    /** The entry in its file. */
    reveal: request(byKey, z.null()),
    /** The line of the reading list that has the paper. */
    revealListed: request(byKey, z.null()),
    /** Adds what was kept to a reading list; `note` is undefined when the user thought better of it. */
    addKept: request(
      z.object({ choose: z.boolean() }),
      z.object({ added: z.number().int(), present: z.number().int(), note: z.string().optional() }),
    ),
  },
  view: {
    page: notification(triagePageSchema),
    progress: notification(triageProgressSchema),
    unavailable: notification(z.object({ message: z.string(), remedy: z.string() })),
  },
});

const triageSorts = ['page', 'title', 'topic', 'authors', 'date', 'upvotes', 'comments', 'decision'] as const;
export const triageShown = ['all', 'undecided', 'keep', 'later', 'skip'] as const;

/** What the webview keeps through `setState`: enough to restore the panel after a reload of the window. */
export const triageViewStateSchema = z.object({
  /** The workspace folder's URI and the page's file, set by the host in the page, kept by the view. */
  folder: z.string(),
  file: z.string(),
  search: z.string().default(''),
  sort: z.enum(triageSorts).default('page'),
  descending: z.boolean().default(false),
  shown: z.enum(triageShown).default('all'),
  /** Undefined for all. */
  topic: z.string().optional(),
  selected: z.string().optional(),
});
export type TriageViewState = z.infer<typeof triageViewStateSchema>;

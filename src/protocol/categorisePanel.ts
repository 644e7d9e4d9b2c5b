import { z } from 'zod';
import { categoryStyles } from '../papers/categorise/acceptedEdits';
import { defineContract, notification, request } from './contract';

const confidenceSchema = z.enum(['high', 'medium', 'low', 'none']);

/** One paper to decide about. */
const rowSchema = z.object({
  /** The folder's URI and the paper's key: what names it across refreshes. */
  id: z.string(),
  title: z.string(),
  /** Where its first entry stands: `meetings.md:12`. */
  place: z.string(),
  /** What the user has given it already, where it was chosen all the same. */
  given: z.string().optional(),
  /** Undefined where it cannot be told; `because` says why. */
  category: z.string().optional(),
  probability: z.number(),
  confidence: confidenceSchema,
  /** The reasons as one phrase. */
  because: z.string(),
  alternatives: z.array(z.object({ category: z.string(), probability: z.number() })),
  tags: z.array(z.string()),
  /** A language model said so, which states no probability. */
  byModel: z.boolean(),
});
export type CategoriseRow = z.infer<typeof rowSchema>;

/** All that the review shows; sent whole, whenever it changes or the panel is shown again. */
export const categoriseSnapshotSchema = z.object({
  rows: z.array(rowSchema),
  /** Every category there is to choose, the user's own first. */
  categories: z.array(z.string()),
  style: z.enum(categoryStyles),
  /** How many papers were sorted already, and learnt from. */
  learntFrom: z.number().int(),
  /** Papers of whom only a link is known, which fetching would mend. */
  unfetched: z.number().int(),
  /** The editor has an interface to language models; whether it has one is known when asked. */
  canRefine: z.boolean(),
});
export type CategoriseSnapshot = z.infer<typeof categoriseSnapshotSchema>;

/** What the user decided; papers without a decision are not in it. */
const decisionSchema = z.object({
  id: z.string(),
  /** The category accepted; undefined where it was rejected. */
  category: z.string().optional(),
  /** The suggestion that was rejected, not to be made again. */
  rejected: z.string().optional(),
});
export type CategoriseDecision = z.infer<typeof decisionSchema>;

/** Between the extension host and the review of categories. */
export const categoriseContract = defineContract({
  channel: 'marginalia.categorise',
  version: 1,
  /** What the webview asks of the host. */
  host: {
    /** The webview is there, new or shown again: answered by a whole `snapshot`. */
    ready: notification(z.object({})),
    reveal: request(z.object({ id: z.string() }), z.null()),
    setStyle: request(z.object({ style: z.enum(categoryStyles) }), z.null()),
    /** Asks for a name; undefined where the user thought better of it. */
    newCategory: request(z.object({}), z.object({ name: z.string().optional() })),
    /** Writes what was accepted and remembers what was rejected; answers with what became of it, in words. */
    apply: request(z.object({ decisions: z.array(decisionSchema) }), z.object({ message: z.string() })),
    fetch: request(z.object({}), z.null()),
    /** Asks the user, then a language model of the editor's; answers with what became of it, in words. */
    refine: request(z.object({ ids: z.array(z.string()) }), z.object({ message: z.string() })),
  },
  /** What the host asks of the webview. */
  view: {
    snapshot: notification(categoriseSnapshotSchema),
  },
});

/** What the webview keeps through `setState`: the decisions not yet applied. */
export const categoriseViewStateSchema = z.object({
  decisions: z
    .record(
      z.string(),
      z.object({ state: z.enum(['accepted', 'rejected', 'open']), category: z.string().optional() }),
    )
    .default({}),
  filter: z.enum(['all', 'open', 'unsure']).default('all'),
  /** Keys of papers the review is of; empty where it is of all that have no category. */
  only: z.array(z.string()).default([]),
});
export type CategoriseViewState = z.infer<typeof categoriseViewStateSchema>;

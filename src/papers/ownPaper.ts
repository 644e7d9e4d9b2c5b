import { z } from 'zod';
import { readingStatuses } from '../notes/readingListEntry';

/**
 * `.marginalia/papers/own/<name>.json`: what the user says of a paper where no note says it. A file apart from the
 * services' record, so that fetching again never touches it.
 */
export const ownPaperSchema = z.object({
  schema: z.literal(1),
  /** The paper's key when it was written; the fold also finds it by the keys of the paper's places. */
  key: z.string(),
  /** The key of the paper that the user confirmed this entry to be, where the entry itself has no link. */
  sameAs: z.string().optional(),
  title: z.string().optional(),
  priority: z.number().int().min(0).max(99).optional(),
  status: z.enum(readingStatuses).optional(),
  category: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Suggested once and not wanted: not to be suggested again. */
  rejectedCategories: z.array(z.string()).optional(),
  citekey: z.string().optional(),
});
export type OwnPaper = z.infer<typeof ownPaperSchema>;

/** What a user can say of a paper. */
export type OwnField = Exclude<keyof OwnPaper, 'schema' | 'key'>;

/** New values of fields; one that is undefined is taken back. */
export type OwnChange = { readonly [Field in OwnField]?: OwnPaper[Field] | undefined };

/** Where the user's own records live. Writes are atomic; a record that says nothing is removed. */
export interface OwnPaperStore {
  readAll(): Promise<ReadonlyMap<string, OwnPaper>>;
  write(own: readonly OwnPaper[]): Promise<void>;
}

/** The user's record after a change, from the one before it where there was one. */
export function changeOwn(key: string, before: OwnPaper | undefined, change: OwnChange): OwnPaper {
  const said = Object.entries({ ...before, ...change, schema: 1, key }).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return ownPaperSchema.parse(Object.fromEntries(said));
}

/** True where nothing is said, and a file for it would only be in the way. */
export function saysNothing(own: OwnPaper): boolean {
  return Object.keys(own).every((field) => field === 'schema' || field === 'key');
}

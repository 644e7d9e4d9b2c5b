import { z } from 'zod';

/** What was decided about a paper; `undecided` takes back what another page's file says. */
export const decisions = ['keep', 'later', 'skip', 'undecided'] as const;
export type Decision = (typeof decisions)[number];

export const decidedSchema = z.object({
  /** For people who read the file. */
  title: z.string(),
  decision: z.enum(decisions),
  /** For the reading list: 1 is the most urgent. */
  priority: z.number().int().min(0).max(99).optional(),
  at: z.iso.datetime(),
});
export type Decided = z.infer<typeof decidedSchema>;

/** `.marginalia/daily/<page>.json`: what was decided on one page, by the papers' keys, in their order. */
export const pageDecisionsSchema = z.object({
  schema: z.literal(1),
  /** The page's file, relative to the folder. */
  page: z.string(),
  /** The day the page was first read: what a day without a year is reckoned from, also next year. */
  savedOn: z.iso.date().optional(),
  papers: z.record(z.string(), decidedSchema),
});
export type PageDecisions = z.infer<typeof pageDecisionsSchema>;

/** A change to decisions: undefined removes one. */
export type DecisionChange = ReadonlyMap<string, Decided | undefined>;

/** What holds for each paper over all pages: the last word, wherever it was said. */
export function foldDecisions(pages: readonly PageDecisions[]): ReadonlyMap<string, Decided> {
  const last = new Map<string, Decided>();
  for (const { papers } of pages) {
    for (const [key, decided] of Object.entries(papers)) {
      const known = last.get(key);
      if (!known || known.at < decided.at) last.set(key, decided);
    }
  }
  for (const [key, { decision }] of last) if (decision === 'undecided') last.delete(key);
  return last;
}

/** The page's decisions with the changes made, in the order of keys, so that two people's changes merge. */
export function withChanges(page: PageDecisions, changes: DecisionChange): PageDecisions {
  const papers = new Map(Object.entries(page.papers));
  for (const [key, decided] of changes) {
    if (decided) papers.set(key, decided);
    else papers.delete(key);
  }
  const ordered = [...papers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { ...page, papers: Object.fromEntries(ordered) };
}

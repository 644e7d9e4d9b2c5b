import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Rng } from '../../src/base/rng';
import { defaultTaxonomy } from '../../src/papers/categorise/defaultTaxonomy';
import type { PaperText } from '../../src/papers/categorise/evidence';

const file = fileURLToPath(new URL('../../test/fixtures/categorise/papers.json', import.meta.url));

const labelledSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What the paper does, in one sentence of ours. */
  summary: z.string(),
  /** arXiv's primary category. */
  arxiv: z.string(),
  /** The tag of the category that we say it belongs to. */
  topic: z.string(),
  /** Whether id, title and primary category were found as given in a snapshot of arXiv's own records. */
  checked: z.boolean(),
});

export interface LabelledPaper {
  readonly id: string;
  readonly paper: PaperText & { readonly title: string };
  /** A category's name. */
  readonly label: string;
}

/** What is given of each paper: a reader's list often has less than all. */
export type Given = 'title, summary and arXiv category' | 'title and summary' | 'title alone';

export function readLabelled(given: Given = 'title, summary and arXiv category'): readonly LabelledPaper[] {
  const names = new Map(defaultTaxonomy.map(({ tag, name }) => [tag, name]));
  return z
    .array(labelledSchema)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .map(({ id, title, summary, arxiv, topic }) => {
      const label = names.get(topic);
      if (label === undefined) throw new Error(`${id}: no category has the tag ${topic}`);
      const abstract = given === 'title alone' ? {} : { abstract: summary };
      const categories = given === 'title, summary and arXiv category' ? { arxiv: [arxiv] } : {};
      return { id, paper: { title, ...abstract, ...categories }, label };
    });
}

export interface Split {
  readonly train: readonly LabelledPaper[];
  readonly test: readonly LabelledPaper[];
}

/** A third for the test, drawn by the seed; the split of the documentation and of the tests is seed 1. */
export function splitPapers(papers: readonly LabelledPaper[], seed: number): Split {
  const order = shuffled(
    [...papers].sort((a, b) => (a.id < b.id ? -1 : 1)),
    seed,
  );
  const cut = Math.round(order.length / 3);
  return { test: order.slice(0, cut), train: order.slice(cut) };
}

/** Each paper is in the test part of one of the folds. */
export function foldsOf(papers: readonly LabelledPaper[], count: number, seed: number): readonly Split[] {
  const order = shuffled(papers, seed);
  return Array.from({ length: count }, (_, fold) => ({
    train: order.filter((__, at) => at % count !== fold),
    test: order.filter((__, at) => at % count === fold),
  }));
}

function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  const rng = new Rng(seed);
  return values
    .map((value) => ({ value, key: rng.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

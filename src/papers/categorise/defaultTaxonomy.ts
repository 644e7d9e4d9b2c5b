import { practiceSeeds } from './defaultPractice';
import { theorySeeds } from './defaultTheory';
import type { Category, Taxonomy } from './taxonomy';

/** A default category, its keywords as one text with `;` between them. */
export interface CategorySeed extends Pick<Category, 'name' | 'tag' | 'arxiv'> {
  readonly description: string;
  readonly keywords: string;
}

/**
 * The categories there are unless a setting says otherwise: arXiv's own where they say what a paper is about, and the
 * topics that `cs.LG` and `stat.ML`, which say little of that, divide into.
 */
export const defaultTaxonomy: Taxonomy = [...theorySeeds, ...practiceSeeds].map((seed) => ({
  ...seed,
  keywords: seed.keywords.split(/\s*;\s*/).map((keyword) => keyword.trim()),
  examples: [],
}));

import { practiceSeeds } from './defaultPractice';
import { theorySeeds } from './defaultTheory';
import type { Taxonomy } from './taxonomy';

/**
 * The categories there are unless a setting says otherwise: arXiv's own where they say what a paper is about, and the
 * topics that `cs.LG` and `stat.ML`, which say little of that, divide into.
 */
export const defaultTaxonomy: Taxonomy = [...theorySeeds, ...practiceSeeds].map((seed) => ({
  ...seed,
  keywords: seed.keywords.split(/\s*;\s*/).map((keyword) => keyword.trim()),
  examples: [],
}));

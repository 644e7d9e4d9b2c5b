import type { SparseVector } from './logistic';
import type { Category, Taxonomy } from './taxonomy';
import type { Vectoriser } from './vectors';

/** What the model weighs how; chosen by cross-validation on the training part of the labelled papers (docs/categorise.md). */
export interface ModelSettings {
  /** Of a keyword of one word in a title. */
  readonly keywordScale: number;
  /** Of a primary arXiv category that only one category claims. */
  readonly arxivScale: number;
  readonly ridge: number;
  /** Of a category's own words, where a paper is 1. */
  readonly seedWeight: number;
  /** Above 1: less sure than the scores say. */
  readonly temperature: number;
  /** Below this probability it cannot be told. */
  readonly least: number;
}

export interface KnownExample {
  readonly title: string;
  readonly x: SparseVector;
  readonly category: number;
}

/** What was learnt, as an explanation of it reads it. */
export interface TrainedModel {
  readonly taxonomy: Taxonomy;
  readonly vectoriser: Vectoriser;
  readonly weights: Float64Array;
  readonly examples: readonly KnownExample[];
  readonly model: ModelSettings;
  arxivScore(arxiv: readonly string[], category: Category): { readonly id: string; readonly score: number };
}

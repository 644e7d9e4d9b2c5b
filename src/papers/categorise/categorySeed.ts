import type { Category } from './taxonomy';

/** A default category, its keywords as one text with `;` between them. */
export interface CategorySeed extends Pick<Category, 'name' | 'tag' | 'arxiv'> {
  readonly description: string;
  readonly keywords: string;
}

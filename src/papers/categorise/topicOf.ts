import { Categoriser } from './categoriser';
import { defaultTaxonomy } from './defaultTaxonomy';

let byDefault: Categoriser | undefined;

/**
 * The topic of a paper by the default taxonomy, for views that group what is not in any list; undefined where it cannot
 * be told.
 */
export function topicOf(title: string, abstract?: string): string | undefined {
  // Made when first asked for: a fixed function of the taxonomy, some 50 ms of work.
  byDefault ??= new Categoriser(defaultTaxonomy);
  return byDefault.categorise({ title, abstract }).category;
}

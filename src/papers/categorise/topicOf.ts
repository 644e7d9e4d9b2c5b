import { Categoriser } from './categoriser';
import { defaultTaxonomy } from './defaultTaxonomy';
import { describeSuggestion } from './suggestion';

/** A paper's topic, and why; without a name where it cannot be told. */
export interface Topic {
  readonly name: string | undefined;
  /** "because “mutual information” in the title" */
  readonly reason: string;
}

let byDefault: Categoriser | undefined;

/**
 * The topic of a paper by the default taxonomy, for views that group what is not in any list; undefined where it cannot
 * be told.
 */
export function topicOf(title: string, abstract?: string): string | undefined {
  return explainedTopic(title, abstract).name;
}

export function explainedTopic(title: string, abstract?: string): Topic {
  // Made when first asked for: a fixed function of the taxonomy, some 50 ms of work.
  byDefault ??= new Categoriser(defaultTaxonomy);
  const suggestion = byDefault.categorise({ title, abstract });
  return { name: suggestion.category, reason: describeSuggestion(suggestion) };
}

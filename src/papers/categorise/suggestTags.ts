import type { Evidence, FieldMatch } from './evidence';
import type { Reason, TagSuggestion } from './suggestion';
import { nameKey, tagOf, type Taxonomy } from './taxonomy';

const mostTags = 4;
/** A second category this likely is worth a tag of its own. */
const alsoLikely = 0.2;

/**
 * Tags: the category's own, that of a second one that is also likely, and the terms that the title has, or that
 * title and abstract agree on.
 */
export function suggestTags(
  taxonomy: Taxonomy,
  { matches }: Evidence,
  order: readonly { readonly at: number; readonly probability: number }[],
): readonly TagSuggestion[] {
  const tags = new Map<string, readonly Reason[]>();
  const reasonsFor = (at: number): readonly Reason[] =>
    matches.filter(({ term }) => term.categories.includes(at)).map(reasonOf);
  for (const [rank, { at, probability }] of order.slice(0, 2).entries()) {
    const category = taxonomy[at];
    if (category && (rank === 0 || probability >= alsoLikely)) tags.set(category.tag, reasonsFor(at));
  }
  const strong = [...matches].sort((a, b) => b.weight - a.weight).filter(({ weight }) => weight >= 1);
  for (const match of strong) {
    if (tags.size >= mostTags) break;
    const tag = tagOf(match.term.keyword);
    if (tag !== '' && !tags.has(tag)) tags.set(tag, [reasonOf(match)]);
  }
  return [...tags].map(([tag, reasons]) => ({ tag, reasons }));
}

function reasonOf({ text, field }: FieldMatch): Reason {
  return { kind: 'term', text, field };
}

/** The tags that go with a category: its own first, then what is suggested besides. */
export function tagsOf(
  taxonomy: Taxonomy,
  category: string,
  suggested: readonly TagSuggestion[],
): readonly string[] {
  const key = nameKey(category);
  const own = taxonomy.find(({ name }) => nameKey(name) === key)?.tag ?? tagOf(category);
  if (suggested[0]?.tag === own) return suggested.map(({ tag }) => tag);
  const ofCategories = new Set(taxonomy.map(({ tag }) => tag));
  // A changed category leaves the suggested one's tag behind; terms of the title stay.
  const others = suggested.map(({ tag }) => tag).filter((tag) => tag !== own && !ofCategories.has(tag));
  return [own, ...others];
}

import { namedCategory, nameKey, type Category, type Taxonomy } from './taxonomy';
import { TermIndex } from './termIndex';

/**
 * The taxonomy with the categories that the user's lists have already. One with the name of a category of the taxonomy
 * is that one, under the user's spelling; one that is a term of a single category ("Lottery tickets") stands in its place,
 * with all that is known of it; any other is a category of its own.
 */
export function withOwnCategories(taxonomy: Taxonomy, given: readonly string[]): Taxonomy {
  const names = new Map<string, string>();
  for (const name of given) if (!names.has(nameKey(name))) names.set(nameKey(name), name.trim());
  const known = new Map(taxonomy.map((category) => [nameKey(category.name), category]));
  const index = new TermIndex(taxonomy);
  const claimed = new Map<Category, string[]>();
  const added: Category[] = [];
  for (const [key, name] of names) {
    const same = known.get(key);
    const meant = same ?? meantBy(name, taxonomy, index);
    if (!meant) added.push(namedCategory(name));
    // The category's own name is claimed first of all.
    else if (same) claimed.set(meant, [name, ...(claimed.get(meant) ?? [])]);
    else claimed.set(meant, [...(claimed.get(meant) ?? []), name]);
  }
  const kept = taxonomy.flatMap((category): readonly Category[] => {
    const [name, ...others] = claimed.get(category) ?? [];
    if (name === undefined) return [category];
    const own = nameKey(name) === nameKey(category.name);
    // Two of the user's that are parts of one: which of them the rest of it is, nobody knows.
    if (others.length > 0 && !own) return [category, ...[name, ...others].map(namedCategory)];
    return [{ ...category, name }, ...others.map(namedCategory)];
  });
  return [...added, ...kept];
}

/** The one category that has all of the name as a term. */
function meantBy(name: string, taxonomy: Taxonomy, index: TermIndex): Category | undefined {
  const [match, ...others] = index.find(name);
  if (!match || others.length > 0 || nameKey(match.text) !== nameKey(name)) return undefined;
  const [at, ...more] = match.term.categories;
  return at === undefined || more.length > 0 ? undefined : taxonomy[at];
}

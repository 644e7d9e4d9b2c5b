import { z } from 'zod';

/** A category as the classifier knows it. */
export interface Category {
  /** As headings and the library have it. */
  readonly name: string;
  /** Without `#`: `information-theory`. */
  readonly tag: string;
  readonly description: string | undefined;
  /** Terms that speak for it, in any of the languages notes are written in. */
  readonly keywords: readonly string[];
  /** arXiv categories whose papers are mostly of this one. */
  readonly arxiv: readonly string[];
  /** Titles or links of papers that are known to belong here. */
  readonly examples: readonly string[];
}

export type Taxonomy = readonly Category[];

const words = z.union([z.array(z.string()), z.string().transform((text) => text.split(/\s*[,;\n]\s*/))]);

const categorySchema = z.union([
  z.object({
    tag: z.string().optional(),
    description: z.string().optional(),
    keywords: words.optional(),
    arxiv: words.optional(),
    examples: z.array(z.string()).optional(),
  }),
  // "Topology": ["homology", "Betti number"]
  words.transform((keywords) => ({ keywords })),
  z.literal(true).transform(() => ({})),
  z.literal(false),
  z.null().transform(() => false as const),
]);

/** The setting `marginalia.papers.taxonomy`, and the file that the command line takes. */
export const taxonomySchema = z.record(z.string(), categorySchema);
export type TaxonomySetting = z.output<typeof taxonomySchema>;

/** Leaves the defaults out: `"*": false`. */
const allDefaults = '*';

/**
 * The categories in force: the defaults and the user's own. One of the user's with the name of a default replaces it,
 * `false` removes it, and `"*": false` removes all defaults.
 */
export function withUserTaxonomy(defaults: Taxonomy, setting: TaxonomySetting): Taxonomy {
  const own = new Map(Object.entries(setting).map(([name, value]) => [nameKey(name), { name, value }]));
  const dropped = setting[allDefaults] === false;
  const kept = dropped ? [] : defaults.filter(({ name }) => !own.has(nameKey(name)));
  const added = [...own.values()].flatMap(({ name, value }) =>
    value === false || name.trim() === '' || name === allDefaults ? [] : [categoryOf(name.trim(), value)],
  );
  return [...added, ...kept];
}

/** A category of which only the name is known: a heading that a list is divided by. */
export function namedCategory(name: string): Category {
  return categoryOf(name, {});
}

function categoryOf(name: string, value: Exclude<TaxonomySetting[string], false>): Category {
  const given = 'tag' in value ? value.tag : undefined;
  const full = value as Partial<Category>;
  return {
    name,
    tag: tagOf(given ?? name),
    description: full.description,
    keywords: (full.keywords ?? []).filter((word) => word.trim() !== ''),
    arxiv: (full.arxiv ?? []).filter((id) => id.trim() !== ''),
    examples: full.examples ?? [],
  };
}

/** What tells two names apart: "Information Theory" and "information-theory" are one. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/isation/g, 'ization')
    .replace(/(?:\band\b|[^\p{L}\p{N}*])+/gu, '');
}

/** "Sparsity & lottery tickets" → `sparsity-lottery-tickets`; letters of any script stay. */
export function tagOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’']/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

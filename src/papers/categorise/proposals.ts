import type { LibraryPaper, PaperPlace } from '../paper';
import { Categoriser, type Example } from './categoriser';
import { defaultTaxonomy } from './defaultTaxonomy';
import type { PaperText } from './evidence';
import { givenCategory } from './givenCategory';
import { withOwnCategories } from './ownTaxonomy';
import type { Suggestion } from './suggestion';
import { nameKey, withUserTaxonomy, type TaxonomySetting } from './taxonomy';

export interface ProposalOptions {
  readonly taxonomy?: TaxonomySetting;
  /** What a note says of the paper at a place: its own section there. */
  readonly noteAt?: (place: PaperPlace) => string | undefined;
  /** Papers to categorise though they have a category; without it, all that have none. */
  readonly only?: ReadonlySet<string>;
}

/** A paper with what is suggested for it, to be accepted, changed or rejected. */
export interface Proposal {
  readonly paper: LibraryPaper;
  readonly suggestion: Suggestion;
  /** What the user has given it already. */
  readonly given: string | undefined;
}

/** Learns from the papers that have a category, whoever gave it, with the user's own categories beside the taxonomy's. */
export function categoriserFor(papers: readonly LibraryPaper[], options: ProposalOptions): Categoriser {
  const base = withUserTaxonomy(defaultTaxonomy, options.taxonomy ?? {});
  const given = papers.flatMap((paper) => {
    const category = givenCategory(paper, base);
    return category === undefined ? [] : [{ paper, category }];
  });
  const taxonomy = withOwnCategories(
    base,
    given.map(({ category }) => category),
  );
  const examples = given.map(({ paper, category }): Example => ({
    paper: textOf(paper, options.noteAt),
    category,
  }));
  return new Categoriser(taxonomy, [...examples, ...linkedExamples(papers, options)]);
}

export function proposalsFor(
  papers: readonly LibraryPaper[],
  categoriser: Categoriser,
  options: ProposalOptions,
): readonly Proposal[] {
  return papers.flatMap((paper): readonly Proposal[] => {
    const given = givenCategory(paper, categoriser.taxonomy);
    if (options.only ? !options.only.has(paper.key) : given !== undefined) return [];
    const rejected = new Set((paper.own?.rejectedCategories ?? []).map(nameKey));
    const suggestion = categoriser.categorise(textOf(paper, options.noteAt), rejected);
    return [{ paper, suggestion, given }];
  });
}

/** What is known of the paper, from the notes and from what was fetched. */
export function textOf(paper: LibraryPaper, noteAt: ProposalOptions['noteAt']): PaperText {
  const { record, places } = paper;
  const note = places.flatMap((place) => noteAt?.(place) ?? []).join('\n');
  const served = record?.title?.value;
  const own = paper.titleSource === 'link' ? undefined : paper.title;
  return {
    // The note's name for it may be shorter than the title, and is in the user's language.
    title:
      own !== undefined && served !== undefined && nameKey(own) !== nameKey(served)
        ? `${served} · ${own}`
        : (own ?? served),
    abstract: record?.abstract?.value,
    note: note === '' ? undefined : note,
    venue: record?.venue?.value ?? record?.journalReference?.value,
    arxiv: record?.categories?.source === 'arxiv' ? record.categories.value : undefined,
  };
}

/** Papers that the taxonomy names by their links, as the library knows them. */
function linkedExamples(papers: readonly LibraryPaper[], options: ProposalOptions): readonly Example[] {
  const byUrl = new Map(
    papers.flatMap((paper) =>
      paper.places.flatMap(({ link }) =>
        link
          ? ([
              [link.url, paper],
              [link.pageUrl, paper],
            ] as const)
          : [],
      ),
    ),
  );
  return Object.entries(options.taxonomy ?? {}).flatMap(([category, value]) => {
    const links = value !== false && 'examples' in value ? (value.examples ?? []) : [];
    return links.flatMap((link) => {
      const paper = byUrl.get(link);
      return paper ? [{ paper: textOf(paper, options.noteAt), category }] : [];
    });
  });
}

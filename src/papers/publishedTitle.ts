import type { LibraryPaper } from './paper';

/**
 * A paper's title as it was published, unless the user calls it otherwise; a note's own words for it come last.
 * Undefined where all that is known is a link.
 */
export function publishedTitle({ title, titleSource, record }: LibraryPaper): string | undefined {
  if (titleSource === 'own') return title;
  return record?.title?.value ?? (titleSource === 'link' ? undefined : title);
}

import { paperKey } from './links';
import type { LibraryPaper } from './paper';

/**
 * Every name that the library joins in a paper: its own, those of its links, and what its record says of the DOI, the
 * preprint and the published version.
 */
export function keysOfPaper({ key, ids, places, record }: LibraryPaper): readonly string[] {
  const doi = record?.ids.doi ?? record?.doi?.value;
  const arxiv = ids.arxiv ?? record?.ids.arxiv;
  const keys = [
    key,
    ...(arxiv === undefined ? [] : [`arxiv:${arxiv}`]),
    ...[ids.doi, doi].flatMap((each) => (each === undefined ? [] : `doi:${each.toLowerCase()}`)),
    ...[record?.preprint?.value, record?.published?.value].flatMap((each) => each ?? []),
    ...places.flatMap(({ link }) => (link === undefined ? [] : paperKey(link))),
  ];
  return [...new Set(keys)];
}

import { capitalised } from '../../base/text';
import type { LibraryPaper } from '../paper';
import { familyOf, readName } from './personName';

/** Larsen et al. of 2021 about "How many degrees …" is `larsen2021degrees`. */
export const defaultKeyPattern = '{author}{year}{title}';

/** What a pattern may name, each in braces; a capital first letter gives a capital. */
const keyTokens = ['author', 'authors', 'year', 'yy', 'title', 'venue', 'id'] as const;

/** Words that tell no papers apart. */
const fillers = new Set(
  'a an and are as at be by can do does for from how in into is it its of on or that the their to towards toward via we what when where which why with without'.split(
    ' ',
  ),
);

/** The words of a pattern's problem, for a setting's error; undefined for a pattern that can be used. */
export function checkKeyPattern(pattern: string): string | undefined {
  for (const [, token = ''] of pattern.matchAll(/\{([^}]*)\}/g)) {
    if (!(keyTokens as readonly string[]).includes(token.toLowerCase())) {
      return `{${token}} is not one of ${keyTokens.map((name) => `{${name}}`).join(' ')}.`;
    }
  }
  if (/[\s"#%'(),={}~\\]/.test(pattern.replace(/\{[^}]*\}/g, ''))) {
    return 'A citation key cannot hold white space or any of " # % \' ( ) , = { } ~ \\.';
  }
  return /\{[^}]+\}/.test(pattern) ? undefined : 'The pattern names nothing of a paper, such as {author}.';
}

/**
 * A citation key a paper, by the paper's key. A key that a paper was given once (by an import, an export or a
 * citation) stays; the others follow the pattern, and where two would be the same the later by paper key gets `b`,
 * `c`, … appended. The same library gives the same keys in any order.
 */
export function assignCitekeys(
  papers: readonly LibraryPaper[],
  pattern: string,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, citekey } of papers) {
    if (citekey === undefined) continue;
    keys.set(key, citekey);
    taken.add(citekey.toLowerCase());
  }
  const others = papers.filter(({ key }) => !keys.has(key));
  for (const paper of others.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) {
    const base = formatKey(paper, pattern);
    let key = base;
    for (let number = 1; taken.has(key.toLowerCase()); number += 1) key = base + letters(number);
    keys.set(paper.key, key);
    taken.add(key.toLowerCase());
  }
  return keys;
}

/** The pattern filled in; what is not known is left out, and a paper of which nothing is known is named by its id. */
export function formatKey(paper: LibraryPaper, pattern: string): string {
  const parts = partsOf(paper);
  const known = pattern.replace(/\{([^}]*)\}/g, (_, token: string) => {
    const value = parts.get(token.toLowerCase()) ?? '';
    return /^\p{Lu}/u.test(token) ? capitalised(value) : value;
  });
  const key = known.replace(/^[-_.:/]+|[-_.:/]+$/g, '');
  return /\p{L}/u.test(key) ? key : (parts.get('id') ?? 'paper');
}

/** The year that a service gives, else the note. */
export function citedYear({ record, places }: LibraryPaper): number | undefined {
  return record?.year?.value ?? places.find(({ year }) => year !== undefined)?.year;
}

function partsOf(paper: LibraryPaper): ReadonlyMap<string, string> {
  const { record, ids } = paper;
  // Where no service said, the note may: "Belkin, Hsu et al., 2019".
  const noted = paper.places.find(({ authors = [] }) => authors.length > 0)?.authors;
  const families = (record?.authors?.value ?? noted ?? []).map((name) => plain(familyOf(readName(name))));
  const year = citedYear(paper)?.toString() ?? '';
  const title = paper.titleSource === 'link' ? '' : paper.title;
  const words = title.split(/[^\p{L}\p{N}]+/u).map(plain);
  const id = ids.arxiv === undefined ? (ids.doi ?? paper.key.replace(/^[a-z]+:/, '')) : `arXiv${ids.arxiv}`;
  return new Map([
    ['author', families[0] ?? ''],
    ['authors', families.slice(0, 3).join('-')],
    ['year', year],
    ['yy', year.slice(-2)],
    ['title', words.find((word) => word.length > 1 && !fillers.has(word) && !/^\d+$/.test(word)) ?? ''],
    ['venue', plain((record?.venue?.value ?? '').split(/[\s:,]/)[0] ?? '')],
    ['id', id.replace(/[\s"#%'(),={}~\\/]+/g, '_').slice(0, 60)],
  ]);
}

/** Lower case without accents; letters that have no plain form stay what they are. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** 1 is `b`, 25 is `z`, 26 is `ba`: the first of a name has no letter. */
function letters(number: number): string {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26)) + last;
}

/** What is known of who wrote a paper and when. */
export interface Attribution {
  readonly years: readonly number[];
  readonly authors: readonly string[];
}

/**
 * True where two attributions cannot be of one paper: both name years and share none, or both name authors and share
 * no family name. What only one of them says contradicts nothing.
 */
export function contradicts(a: Attribution, b: Attribution): boolean {
  const apart = <T>(left: readonly T[], right: readonly T[]): boolean =>
    left.length > 0 && right.length > 0 && !left.some((each) => right.includes(each));
  return apart(a.years, b.years) || apart(a.authors.map(familyName), b.authors.map(familyName));
}

/** "Vaswani", "A. Vaswani", "Vaswani, Ashish" and "Ashish Vaswani" are one. */
function familyName(author: string): string {
  const [before = '', after] = author.split(',');
  const family = after === undefined ? (before.trim().split(/\s+/).at(-1) ?? '') : before;
  return family
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '');
}

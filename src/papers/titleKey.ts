/**
 * A title's letters and digits alone, in lower case and without accents: equal for titles that differ in case, spaces,
 * punctuation, quotes, full-width forms or the `$` and `^` of maths. Empty for a title without a letter.
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

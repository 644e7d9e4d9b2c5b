import { toJamo } from './jamo';
import { foldText, isUnspaced } from './searchWords';

/**
 * The stretch of a text that holds most of the terms, at word boundaries, with `…` where it was cut; the text's
 * beginning where none is in it.
 * @param terms folded, as a search's matches have them.
 */
export function excerptOf(text: string, terms: readonly string[], length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= length) return flat;
  const found = [...flat.matchAll(/[\p{L}\p{N}]+(?:\.\d+)*/gu)].flatMap(({ 0: word, index }) => {
    const term = terms.find((each) => isTermOf(word, each));
    return term === undefined ? [] : [{ index, term }];
  });
  let start = 0;
  let most = 0;
  for (const [i, { index }] of found.entries()) {
    const within = new Set<string>();
    for (let j = i; j < found.length && (found[j]?.index ?? 0) < index + length * 0.7; j++)
      within.add(found[j]?.term ?? '');
    if (within.size <= most) continue;
    most = within.size;
    start = index;
  }
  const lead = Math.round(length * 0.2);
  const from = start <= lead ? 0 : wordStart(flat, start - lead, start);
  const to = from + length >= flat.length ? flat.length : wordEnd(flat, from + length, from);
  return `${from > 0 ? '… ' : ''}${flat.slice(from, to).trim()}${to < flat.length ? ' …' : ''}`;
}

function isTermOf(word: string, term: string): boolean {
  const folded = foldText(word);
  return folded.startsWith(term) || (isUnspaced(folded) && toJamo(folded).includes(term));
}

/** The start of the first word after `at`, if one starts before `last`. */
function wordStart(text: string, at: number, last: number): number {
  const space = text.indexOf(' ', at);
  return space === -1 || space >= last ? last : space + 1;
}

/** The end of the last word before `at`; within a word that is longer than the excerpt, between two letters. */
function wordEnd(text: string, at: number, first: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space > first) return space;
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
}

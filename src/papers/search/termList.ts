import { prefixDistance } from './prefixDistance';
import type { QueryWord } from './searchWords';

/** A term that a word of the query may mean, and how well it does: 1 is the word itself. */
export type TermVisitor = (term: number, closeness: number) => void;

/** Terms are found by so many of their first letters, and by the first alone. */
const firstLetters = 3;

/** The terms of an index by number. A query's word is compared with each, most of them by one number only. */
export class TermList {
  private readonly numbers = new Map<string, number>();
  private readonly terms: string[] = [];
  /** Which letters a term has, a bit each. */
  private letters = new Int32Array(1024);
  private readonly byFirst = new Map<string, number[]>();

  get size(): number {
    return this.terms.length;
  }

  text(term: number): string {
    return this.terms[term] ?? '';
  }

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const next = this.terms.length;
    if (next === this.letters.length) {
      const letters = new Int32Array(next * 2);
      letters.set(this.letters);
      this.letters = letters;
    }
    this.letters[next] = lettersOf(text);
    for (const first of new Set([text.slice(0, 1), text.slice(0, firstLetters)])) {
      const known = this.byFirst.get(first);
      if (known) known.push(next);
      else this.byFirst.set(first, [next]);
    }
    this.terms.push(text);
    this.numbers.set(text, next);
    return next;
  }

  /** The word itself and, for a beginning, the terms that it begins. */
  eachExact({ term: word, prefix }: QueryWord, visit: TermVisitor): void {
    const same = this.numbers.get(word);
    if (same !== undefined) visit(same, 1);
    if (!prefix) return;
    const { length } = word;
    const isShort = length < firstLetters;
    for (const term of this.byFirst.get(isShort ? word.slice(0, 1) : word.slice(0, firstLetters)) ?? []) {
      const text = this.text(term);
      if (text.length > length && text.startsWith(word)) visit(term, 0.6 + 0.3 * (length / text.length));
    }
  }

  /** Terms that the word becomes with up to `edits` corrections, those of {@link eachExact} left out. */
  eachCorrected({ term: word, edits }: QueryWord, visit: TermVisitor): void {
    if (edits === 0) return;
    const wanted = lettersOf(word);
    const count = this.terms.length;
    for (let term = 0; term < count; term++) {
      // Each of the word's letters that the term lacks takes one correction at least.
      const lacking = wanted & ~(this.letters[term] ?? 0);
      if (lacking !== 0 && bitCount(lacking) > edits) continue;
      const text = this.text(term);
      if (text.length < word.length - edits) continue;
      const distance = prefixDistance(word, text, edits);
      if (distance === 0 || distance > edits) continue;
      const length = Math.min(1, word.length / text.length);
      visit(term, (distance === 1 ? 0.4 : 0.25) * (0.6 + 0.4 * length));
    }
  }
}

function lettersOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

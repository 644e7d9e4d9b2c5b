import { prefixDistance } from './prefixDistance';
import type { QueryWord } from './searchWords';

/** A term that a word of the query may mean, and how well it does: 1 is the word itself. */
export interface TermMatch {
  readonly term: number;
  readonly closeness: number;
}

/** The terms of an index by number. A query's word is compared with each, most of them by one number only. */
export class TermList {
  private readonly numbers = new Map<string, number>();
  private readonly terms: string[] = [];
  /** Which letters a term has, a bit each. */
  private letters = new Int32Array(1024);
  private firsts = new Uint16Array(1024);

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
      const [letters, firsts] = [new Int32Array(next * 2), new Uint16Array(next * 2)];
      letters.set(this.letters);
      firsts.set(this.firsts);
      [this.letters, this.firsts] = [letters, firsts];
    }
    this.letters[next] = lettersOf(text);
    this.firsts[next] = text.charCodeAt(0);
    this.terms.push(text);
    this.numbers.set(text, next);
    return next;
  }

  /** The word itself and, for a beginning, the terms that it begins. */
  exact({ term: word, prefix }: QueryWord): TermMatch[] {
    const same = this.numbers.get(word);
    const found: TermMatch[] = same === undefined ? [] : [{ term: same, closeness: 1 }];
    if (!prefix) return found;
    const first = word.charCodeAt(0);
    for (let term = 0; term < this.terms.length; term++) {
      if (this.firsts[term] !== first) continue;
      const text = this.text(term);
      if (text.length <= word.length || !text.startsWith(word)) continue;
      found.push({ term, closeness: 0.6 + 0.3 * (word.length / text.length) });
    }
    return found;
  }

  /** Terms that the word becomes with up to `edits` corrections, {@link exact} ones left out. */
  corrected({ term: word, edits }: QueryWord): TermMatch[] {
    if (edits === 0) return [];
    const wanted = lettersOf(word);
    const found: TermMatch[] = [];
    for (let term = 0; term < this.terms.length; term++) {
      // Each of the word's letters that the term lacks takes one correction at least.
      const lacking = wanted & ~(this.letters[term] ?? 0);
      if (lacking !== 0 && bitCount(lacking) > edits) continue;
      const text = this.text(term);
      if (text.length < word.length - edits) continue;
      const distance = prefixDistance(word, text, edits);
      if (distance === 0 || distance > edits) continue;
      const length = Math.min(1, word.length / text.length);
      found.push({ term, closeness: (distance === 1 ? 0.4 : 0.25) * (0.6 + 0.4 * length) });
    }
    return found;
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

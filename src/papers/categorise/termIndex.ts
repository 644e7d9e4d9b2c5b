import type { Taxonomy } from './taxonomy';
import { wordsOf, type Word } from './words';

/** A keyword of the taxonomy, ready to be found. */
export interface Term {
  readonly keyword: string;
  /** Positions of the categories that name it, in the taxonomy. */
  readonly categories: readonly number[];
  readonly weight: number;
}

export interface TermMatch {
  readonly term: Term;
  /** As the text has it. */
  readonly text: string;
}

interface LatinTerm extends Term {
  readonly forms: readonly string[];
  /** An acronym that is also a word ("LIME", "SAM"): counts in capitals only. */
  readonly capitals: string | undefined;
}

interface JoinedTerm extends Term {
  readonly compact: string;
}

interface Span {
  readonly term: Term;
  readonly start: number;
  readonly end: number;
}

/** Finds the taxonomy's keywords in texts, in time linear in the text. */
export class TermIndex {
  private readonly byFirst = new Map<string, LatinTerm[]>();
  private readonly joinedByFirst = new Map<string, JoinedTerm[]>();

  constructor(taxonomy: Taxonomy) {
    const categories = new Map<string, { keyword: string; at: number[] }>();
    for (const [at, { name, keywords }] of taxonomy.entries()) {
      for (const keyword of new Set([...nameTerms(name), ...keywords])) {
        const key = termKey(keyword);
        if (key === '') continue;
        const known = categories.get(key);
        if (known) known.at.push(...(known.at.includes(at) ? [] : [at]));
        else categories.set(key, { keyword, at: [at] });
      }
    }
    for (const { keyword, at } of categories.values()) this.add(keyword, at);
  }

  /** Each keyword once, in the order of the text; one within a longer one ("attention" in "graph attention") is not meant. */
  find(text: string, words: readonly Word[] = wordsOf(text)): readonly TermMatch[] {
    const spans = [...this.latinSpans(words), ...this.joinedSpans(words)].sort(
      (a, b) => a.start - b.start || b.end - a.end,
    );
    const found = new Map<Term, TermMatch>();
    let reach = -1;
    for (const { term, start, end } of spans) {
      if (end <= reach) continue;
      reach = end;
      if (!found.has(term)) found.set(term, { term, text: text.slice(start, end).replace(/\s+/g, ' ') });
    }
    return [...found.values()];
  }

  private add(keyword: string, categories: readonly number[]): void {
    const words = wordsOf(keyword);
    const [first] = words;
    if (!first) return;
    // A term of several words is rarely meant otherwise; one that many categories claim tells them less apart.
    const several = words.length > 1 || first.joined;
    const weight = (several ? 2 : 1) / Math.sqrt(categories.length);
    const term = { keyword, categories, weight };
    if (words.every(({ joined }) => joined)) {
      const compact = words.map(({ form }) => form).join('');
      push(this.joinedByFirst, compact.slice(0, 1), { ...term, compact });
    } else {
      const capitals = words.length === 1 && /^[A-Z][A-Z\d]{1,3}$/.test(keyword) ? keyword : undefined;
      push(this.byFirst, first.form, { ...term, forms: words.map(({ form }) => form), capitals });
    }
  }

  private *latinSpans(words: readonly Word[]): Iterable<Span> {
    for (const [at, word] of words.entries()) {
      for (const term of this.byFirst.get(word.form) ?? []) {
        if (term.capitals !== undefined && word.raw.replace(/s$/, '') !== term.capitals) continue;
        if (!term.forms.every((form, offset) => words[at + offset]?.form === form)) continue;
        yield { term, start: word.start, end: words[at + term.forms.length - 1]?.end ?? word.end };
      }
    }
  }

  /** Korean joins particles to words and writes compounds with or without a space, so words are looked into. */
  private *joinedSpans(words: readonly Word[]): Iterable<Span> {
    for (let at = 0; at < words.length; at++) {
      if (!words[at]?.joined) continue;
      const run: Word[] = [];
      for (; words[at]?.joined; at++) run.push(words[at] as Word);
      yield* this.spansOfRun(run);
    }
  }

  private *spansOfRun(run: readonly Word[]): Iterable<Span> {
    const text = run.map(({ form }) => form).join('');
    const owners = run.flatMap((word) =>
      Array.from({ length: word.form.length }, (_, within) => ({ word, within })),
    );
    for (const [at, first] of owners.entries()) {
      for (const term of this.joinedByFirst.get(text[at] ?? '') ?? []) {
        // Two syllables within a longer word are as often something else.
        if (term.compact.length <= 2 && first.within > 0) continue;
        const last = owners[at + term.compact.length - 1];
        if (!last || !text.startsWith(term.compact, at)) continue;
        // A decomposed word (as macOS names files) has other offsets than its composed form.
        const exact = ({ word }: typeof first): boolean => word.form.length === word.raw.length;
        yield {
          term,
          start: first.word.start + (exact(first) ? first.within : 0),
          end: exact(last) ? last.word.start + last.within + 1 : last.word.end,
        };
      }
    }
  }
}

/** A category's name is a term for it, and so is each part that "&" or a comma sets off. */
function nameTerms(name: string): readonly string[] {
  const parts = name.split(/\s*(?:[&,/·]|\band\b)\s*/u).filter((part) => part.length > 2);
  return parts.length > 1 ? [name, ...parts] : [name];
}

function termKey(keyword: string): string {
  const words = wordsOf(keyword);
  const space = words.every(({ joined }) => joined) ? '' : ' ';
  return words.map(({ form }) => form).join(space);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

import type { OffsetRange } from '../../base/text';
import type { TermEntry, TermName } from './lecture';
import { proseLines, type ProseLine } from './prose';
import { isFormOf, isParticles, stemsOf, termKey, wordsIn, type Word } from './termKeys';

/** A term where a note explains it. */
export interface GlossaryEntry {
  /** The note's own name, as it was given to {@link Glossary.set}. */
  readonly note: string;
  readonly entry: TermEntry;
  /** The lecture and part that it stands in, to show. */
  readonly where: string;
}

/** A place in a text where a term of the glossary is named. */
export interface TermMatch {
  readonly range: OffsetRange;
  readonly key: string;
}

/** A term that several places explain, each under a name of its own for it. */
export interface DuplicateTerm {
  readonly key: string;
  readonly places: readonly { readonly at: GlossaryEntry; readonly name: TermName }[];
}

interface NamedEntry {
  readonly at: GlossaryEntry;
  readonly name: TermName;
}

/** Words that a short form in capitals must not be taken for: "IS" is a method, "is" is none. */
const everyday = new Set(
  (
    'a all am an and any are as at be but by can do for from gas get go has he her him his how i if in is it its let map ' +
    'may me my net no not now of off on one or our out see set she so sum the to too two up us use via was we who why you'
  ).split(' '),
);

/**
 * The terms of all notes, by their words: a text is looked through once, whatever the number of terms, and a changed
 * note costs no more than its own terms.
 */
export class Glossary {
  private readonly notes = new Map<string, readonly GlossaryEntry[]>();
  private readonly named = new Map<string, NamedEntry[]>();
  /** The keys of terms by their first word. */
  private readonly starts = new Map<string, Set<string>>();

  /** Replaces what the note contributes. */
  set(note: string, entries: readonly GlossaryEntry[]): void {
    for (const at of this.notes.get(note) ?? [])
      for (const { name } of keysOf(at)) this.drop(termKey(name.text), at);
    if (entries.length === 0) this.notes.delete(note);
    else this.notes.set(note, entries);
    for (const at of entries) for (const named of keysOf(at)) this.add(named);
  }

  get size(): number {
    return this.named.size;
  }

  /** Where a term is explained, in the order in which notes were given; those that are it before those equated with it. */
  entries(key: string): readonly GlossaryEntry[] {
    const named = this.named.get(key) ?? [];
    const ordered = [...named].sort((a, b) => Number(a.name.equated) - Number(b.name.equated));
    return [...new Set(ordered.map(({ at }) => at))];
  }

  /** Every entry once, by its first name. */
  all(): readonly GlossaryEntry[] {
    return [...this.notes.values()].flat();
  }

  /** Terms explained at more than one place. What one only equates with another term is no second explanation. */
  duplicates(): readonly DuplicateTerm[] {
    const found: DuplicateTerm[] = [];
    for (const [key, named] of this.named) {
      const places = named.filter(({ name }) => !name.equated);
      if (new Set(places.map(({ at }) => at)).size > 1) found.push({ key, places });
    }
    return found;
  }

  /** The term that is named at an offset of a note; the longest where several are. */
  at(text: string, offset: number): TermMatch | undefined {
    const line = proseLines(text).find(({ start, end }) => start <= offset && offset <= end);
    const matches = line ? this.inLine(text, line) : [];
    return matches.find(({ range }) => range.start <= offset && offset <= range.end);
  }

  /** Every place of a note where a term is named, or the one term that is asked for. */
  find(text: string, only?: string): readonly TermMatch[] {
    return proseLines(text).flatMap((line) => this.inLine(text, line, only));
  }

  private inLine(text: string, line: ProseLine, only?: string): readonly TermMatch[] {
    const matches: TermMatch[] = [];
    for (const words of segments(text, line)) {
      for (let index = 0; index < words.length;) {
        const found = this.matchAt(text, words, index, only);
        if (found) matches.push({ key: found.key, range: found.range });
        index += found?.count ?? 1;
      }
    }
    return matches;
  }

  private matchAt(
    text: string,
    words: readonly Word[],
    index: number,
    only: string | undefined,
  ): (TermMatch & { readonly count: number }) | undefined {
    const first = words[index];
    if (!first || first.attached) return undefined;
    let best: (TermMatch & { readonly count: number }) | undefined;
    for (const stem of stemsOf(first)) {
      for (const key of this.starts.get(stem) ?? []) {
        if (only !== undefined && key !== only) continue;
        const parts = key.split(' ');
        if (best && parts.length < best.count) continue;
        const last = lastWord(text, words, index, parts);
        if (last === undefined) continue;
        const end = last.end - (last.key.length - (parts.at(-1) ?? '').length);
        const range = { start: first.start, end: last.key.length === last.end - last.start ? end : last.end };
        if (this.isEveryday(key, text.slice(range.start, range.end))) continue;
        best = { key, range, count: parts.length };
      }
    }
    return best;
  }

  /** Whether the words are plain ones that only happen to spell a short form. */
  private isEveryday(key: string, written: string): boolean {
    if (!everyday.has(key)) return false;
    return !(this.named.get(key) ?? []).some(({ name }) => name.text === written);
  }

  private add(named: NamedEntry): void {
    const key = termKey(named.name.text);
    const [first] = key.split(' ');
    if (first === undefined || isTooShort(key)) return;
    const known = this.named.get(key);
    if (known) known.push(named);
    else this.named.set(key, [named]);
    const keys = this.starts.get(first) ?? new Set();
    this.starts.set(first, keys.add(key));
  }

  private drop(key: string, at: GlossaryEntry): void {
    const left = (this.named.get(key) ?? []).filter((named) => named.at !== at);
    if (left.length > 0) return void this.named.set(key, left);
    this.named.delete(key);
    const [first = ''] = key.split(' ');
    const keys = this.starts.get(first);
    keys?.delete(key);
    if (keys?.size === 0) this.starts.delete(first);
  }
}

/** A letter or a number is in every line; it is what a symbol leaves of itself without its maths. */
function isTooShort(key: string): boolean {
  return !/\p{Script=Hangul}|\p{L}[\p{L}\p{N}]/u.test(key);
}

/** The names of an entry, each key once. */
function keysOf(at: GlossaryEntry): readonly NamedEntry[] {
  const keys = new Set<string>();
  return at.entry.names.flatMap((name) => {
    const key = termKey(name.text);
    if (keys.has(key)) return [];
    keys.add(key);
    return [{ at, name }];
  });
}

/** The words of a line between its gaps. */
function segments(text: string, { start, end, gaps }: ProseLine): readonly (readonly Word[])[] {
  const found: (readonly Word[])[] = [];
  let from = start;
  for (const gap of gaps) {
    if (gap.start > from) found.push(wordsIn(text, from, gap.start));
    from = Math.max(from, gap.end);
  }
  if (from < end) found.push(wordsIn(text, from, end));
  return found;
}

/** What may stand between the words of one term. */
const between = /^[\s\p{Pd}·'’_*/()]*$/u;

/** The last word of a term whose parts the words from `index` on are; undefined where they are another. */
function lastWord(
  text: string,
  words: readonly Word[],
  index: number,
  parts: readonly string[],
): Word | undefined {
  for (const [place, part] of parts.entries()) {
    const word = words[index + place];
    if (!word) return undefined;
    if (place > 0) {
      const before = words[index + place - 1];
      if (!before || !between.test(text.slice(before.end, word.start))) return undefined;
    }
    const isLast = place === parts.length - 1;
    if (!isLast && word.key !== part) return undefined;
    if (!isLast) continue;
    if (!isFormOf(word, part)) return undefined;
    const next = words[index + place + 1];
    if (next?.attached && !(next.hangul && !word.hangul && isParticles(next.key))) return undefined;
    return word;
  }
  return undefined;
}

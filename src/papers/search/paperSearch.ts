import {
  mostDocuments,
  packPosting,
  PostingList,
  searchFields,
  weighTerm,
  type SearchField,
} from './postings';
import {
  bestOf,
  byScore,
  foundDocuments,
  scoreQuery,
  scoreWord,
  type QueryScores,
  type Ranked,
  type WordScores,
} from './scoreQuery';
import { commonWords, eachTerm, foldText, readQuery, type QueryWord } from './searchWords';
import { TermList } from './termList';

/** What one paper is found by. */
export interface SearchDocument extends Readonly<Record<SearchField, string>> {
  readonly key: string;
}

/** A word of the query as the paper has it. */
export interface WordMatch {
  readonly written: string;
  /** The term of the index: folded, for {@link excerptOf}. */
  readonly term: string;
  /** Found only by allowing for typing mistakes. */
  readonly corrected: boolean;
  readonly fields: readonly SearchField[];
}

export interface SearchHit {
  readonly key: string;
  readonly score: number;
  /** Where the query's words stand, the weightiest field first. */
  readonly fields: readonly SearchField[];
  readonly matches: readonly WordMatch[];
  /** Words of the query that the paper lacks: of papers that have all of them there are none. */
  readonly missing: readonly string[];
}

interface Known {
  readonly number: number;
  readonly document: SearchDocument;
  readonly terms: Uint32Array;
}

/** Fewer hits than this, and typing mistakes are allowed for. */
const fewHits = 10;
/** The best of the others are looked at again for the query as it was written, word after word. */
const rankedAgain = 200;
const mostRecent = 24;

/**
 * Full-text search over papers, in memory: ranked, by the beginnings of words, forgiving of typing mistakes where
 * little is found without. Papers are put and removed one at a time, at a cost that does not depend on the others.
 */
export class PaperSearch {
  private readonly terms = new TermList();
  private readonly postings: PostingList[] = [];
  private readonly known = new Map<string, Known>();
  private readonly byNumber: (Known | undefined)[] = [];
  private readonly titles: string[] = [];
  private readonly free: number[] = [];
  private readonly recent = new Map<string, WordScores>();

  get size(): number {
    return this.known.size;
  }

  /** Adds the paper, or what is new of one that is known. */
  put(document: SearchDocument): void {
    const before = this.known.get(document.key);
    if (before && searchFields.every((field) => before.document[field] === document[field])) return;
    this.remove(document.key);
    this.recent.clear();
    const number = this.free.pop() ?? this.byNumber.length;
    if (number >= mostDocuments) throw new RangeError(`more than ${mostDocuments} papers`);
    const known: Known = { number, document, terms: this.index(number, document) };
    this.known.set(document.key, known);
    this.byNumber[number] = known;
    this.titles[number] = foldText(document.title);
  }

  remove(key: string): void {
    const known = this.known.get(key);
    if (!known) return;
    this.recent.clear();
    for (const term of known.terms) this.postings[term]?.remove(known.number);
    this.known.delete(key);
    this.byNumber[known.number] = undefined;
    this.free.push(known.number);
  }

  keys(): IterableIterator<string> {
    return this.known.keys();
  }

  /** The papers that have every word, the best first; where there are none, those that have most of the words. */
  search(query: string, limit = 50): readonly SearchHit[] {
    const words = readQuery(query);
    const scores = this.scores(words);
    if (!scores) return [];
    const best = bestOf(foundDocuments(scores), Math.max(rankedAgain, limit));
    const phrase = foldText(query).trim().replace(/\s+/g, ' ');
    return best
      .map(({ document, score }) => ({ document, score: score * this.phraseBonus(document, phrase) }))
      .sort(byScore)
      .slice(0, limit)
      .map((ranked) => this.hit(ranked, words, scores));
  }

  /** The keys of all that {@link search} finds without a limit, in no order. */
  matching(query: string): ReadonlySet<string> {
    const scores = this.scores(readQuery(query));
    const found = scores ? foundDocuments(scores) : [];
    return new Set(found.flatMap(({ document }) => this.byNumber[document]?.document.key ?? []));
  }

  private index(number: number, document: SearchDocument): Uint32Array {
    const counts = new Map<number, Uint8Array>();
    const lengths = new Uint32Array(searchFields.length);
    for (const [field, name] of searchFields.entries()) {
      const isText = name === 'abstract' || name === 'note';
      eachTerm(document[name], (text) => {
        if (isText && commonWords.has(text)) return;
        const term = this.terms.numberOf(text);
        let count = counts.get(term);
        if (!count) counts.set(term, (count = new Uint8Array(searchFields.length)));
        count[field] = Math.min(255, (count[field] ?? 0) + 1);
        lengths[field] = (lengths[field] ?? 0) + 1;
      });
    }
    for (const [term, count] of counts) {
      let fields = 0;
      for (let field = 0; field < count.length; field++) if (count[field]) fields |= 1 << field;
      const list = (this.postings[term] ??= new PostingList());
      list.add(packPosting(number, fields, weighTerm(count, lengths)));
    }
    return Uint32Array.from(counts.keys());
  }

  private scores(query: readonly QueryWord[]): QueryScores | undefined {
    if (query.length === 0 || this.known.size === 0) return undefined;
    const scored = (corrected: boolean): QueryScores => {
      const words = query.map((word) => this.wordScores(word, corrected));
      return scoreQuery(this.byNumber.length, query, words);
    };
    const scores = scored(false);
    return scores.complete < fewHits ? scored(true) : scores;
  }

  /** Of the last words looked for: while someone types a word, those before it stay. */
  private wordScores(word: QueryWord, corrected: boolean): WordScores {
    const key = JSON.stringify([word.term, word.prefix, corrected]);
    let scores = this.recent.get(key);
    if (scores) this.recent.delete(key);
    else {
      const index = { terms: this.terms, postings: this.postings, documents: this.byNumber.length };
      scores = scoreWord(index, word, corrected);
    }
    this.recent.set(key, scores);
    for (const [oldest] of this.recent) {
      if (this.recent.size <= mostRecent) break;
      this.recent.delete(oldest);
    }
    return scores;
  }

  private phraseBonus(document: number, phrase: string): number {
    const title = this.titles[document] ?? '';
    if (title.startsWith(phrase)) return 1.6;
    return phrase.includes(' ') && title.includes(phrase) ? 1.4 : 1;
  }

  private hit({ document, score }: Ranked, query: readonly QueryWord[], scores: QueryScores): SearchHit {
    const matches: WordMatch[] = [];
    const missing = new Set<string>();
    let all = 0;
    for (const [i, { written, required }] of query.entries()) {
      const word = scores.words[i];
      if (!word?.values[document]) {
        if (required) missing.add(written);
        continue;
      }
      const [term, fields] = [word.terms[document] ?? 0, word.fields[document] ?? 0];
      all |= fields;
      matches.push({
        written,
        term: this.terms.text(term),
        corrected: word.corrected.has(term),
        fields: names(fields),
      });
    }
    const key = this.byNumber[document]?.document.key ?? '';
    return { key, score, fields: names(all), matches, missing: [...missing] };
  }
}

function names(fields: number): readonly SearchField[] {
  return searchFields.filter((_, field) => (fields & (1 << field)) !== 0);
}

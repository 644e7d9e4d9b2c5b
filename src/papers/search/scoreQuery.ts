import { documentOf, fieldsOf, weightOf, type PostingList } from './postings';
import type { QueryWord } from './searchWords';
import type { TermList } from './termList';

export interface SearchIndex {
  readonly terms: TermList;
  readonly postings: readonly PostingList[];
  /** One more than the greatest number of a document. */
  readonly documents: number;
}

/** What one word of a query finds; the arrays are by document. */
export interface WordScores {
  /** How much the term that says most of the document says; 0 where none is there. */
  readonly values: Float32Array;
  /** That term. */
  readonly terms: Uint32Array;
  /** The fields in which it stands, as bits. */
  readonly fields: Uint8Array;
  /** How rare the word is with all its terms together: else a beginning would find the rarest word that begins so. */
  readonly rarity: number;
  /** Terms that the word becomes only by correcting it. */
  readonly corrected: ReadonlySet<number>;
}

export function scoreWord(index: SearchIndex, word: QueryWord, corrected: boolean): WordScores {
  const values = new Float32Array(index.documents);
  const terms = new Uint32Array(index.documents);
  const fields = new Uint8Array(index.documents);
  const correctedTerms = new Set<number>();
  let count = 0;
  const take = (term: number, closeness: number): void => {
    const list = index.postings[term];
    if (!list) return;
    const { all, size } = list;
    for (let i = 0; i < size; i++) {
      const posting = all[i] ?? 0;
      const document = documentOf(posting);
      const value = weightOf(posting) * closeness;
      const before = values[document] ?? 0;
      if (before === 0) count++;
      if (value <= before) continue;
      values[document] = value;
      terms[document] = term;
      fields[document] = fieldsOf(posting);
    }
  };
  index.terms.eachExact(word, take);
  if (corrected) {
    index.terms.eachCorrected(word, (term, closeness) => {
      correctedTerms.add(term);
      take(term, closeness);
    });
  }
  const rarity = Math.log(1 + (index.documents - count + 0.5) / (count + 0.5));
  return { values, terms, fields, rarity, corrected: correctedTerms };
}

export interface QueryScores {
  readonly total: Float32Array;
  /** How many of the required words a document has. */
  readonly matched: Uint8Array;
  readonly required: number;
  /** Documents that have every required word. */
  readonly complete: number;
  readonly words: readonly WordScores[];
}

export function scoreQuery(
  documents: number,
  query: readonly QueryWord[],
  words: readonly WordScores[],
): QueryScores {
  const total = new Float32Array(documents);
  const matched = new Uint8Array(documents);
  for (const [i, { values, rarity }] of words.entries()) {
    const step = query[i]?.required ? 1 : 0;
    for (let document = 0; document < documents; document++) {
      const value = values[document] ?? 0;
      if (value === 0) continue;
      total[document] = (total[document] ?? 0) + value * rarity;
      matched[document] = (matched[document] ?? 0) + step;
    }
  }
  const required = query.filter((word) => word.required).length;
  let complete = 0;
  for (let document = 0; document < documents; document++) if (matched[document] === required) complete++;
  return { total, matched, required, complete, words };
}

/** The documents that have every required word, or where there is none at least half of them. */
export function foundDocuments({ total, matched, required, complete }: QueryScores): Ranked[] {
  const needed = complete > 0 ? required : Math.max(1, Math.ceil(required / 2));
  const found: Ranked[] = [];
  for (let document = 0; document < total.length; document++) {
    const has = matched[document] ?? 0;
    if (has >= needed) found.push({ document, score: (total[document] ?? 0) * (has / required) ** 3 });
  }
  return found;
}

/** The best, in order: `count` of them, and more where several are as good as the last. */
export function bestOf(found: readonly Ranked[], count: number): Ranked[] {
  if (found.length <= count) return [...found].sort(byScore);
  const least = Float64Array.from(found, ({ score }) => score).sort()[found.length - count] ?? 0;
  return found.filter(({ score }) => score >= least).sort(byScore);
}

export interface Ranked {
  readonly document: number;
  readonly score: number;
}

export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || a.document - b.document;
}

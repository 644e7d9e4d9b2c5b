import type { TermIndex, TermMatch } from './termIndex';
import { isTelling, wordsOf, type Word } from './words';

/** What is known of a paper when it is to be categorised; all of it may be missing. */
export interface PaperText {
  readonly title?: string | undefined;
  readonly abstract?: string | undefined;
  /** The paper's own section in the notes. */
  readonly note?: string | undefined;
  readonly venue?: string | undefined;
  /** arXiv's categories, the primary one first. */
  readonly arxiv?: readonly string[] | undefined;
}

const textFields = ['title', 'abstract', 'note', 'venue'] as const;
export type TextField = (typeof textFields)[number];

export interface FieldMatch extends TermMatch {
  readonly field: TextField;
  readonly weight: number;
}

/** A word or a pair of words and how often and where it stands. */
export interface WordFeature {
  readonly weight: number;
  /** As the text has it first. */
  readonly text: string;
}

export interface Evidence {
  readonly matches: readonly FieldMatch[];
  readonly words: ReadonlyMap<string, WordFeature>;
  readonly arxiv: readonly string[];
}

/** A title is chosen to say what a paper is about; a note may speak of anything. */
const fieldWeights: Readonly<Record<TextField, number>> = { title: 1, abstract: 0.6, note: 0.4, venue: 0.4 };
/** An abstract with many terms names some in passing. */
const fullTerms = 4;

export function evidenceOf(paper: PaperText, index: TermIndex): Evidence {
  const matches = new Map<string, FieldMatch>();
  const words = new Map<string, { weight: number; text: string }>();
  for (const field of textFields) {
    const text = paper[field];
    if (text === undefined || text === '') continue;
    const tokens = wordsOf(text);
    const found = index.find(text, tokens);
    const scale = fieldWeights[field] / Math.sqrt(Math.max(1, found.length / fullTerms));
    for (const match of found) {
      const weight = match.term.weight * (field === 'title' ? fieldWeights.title : scale);
      // The title comes first and weighs most; that the abstract says it again confirms it a little.
      const known = matches.get(match.term.keyword);
      if (known) matches.set(match.term.keyword, { ...known, weight: known.weight + weight / 2 });
      else matches.set(match.term.keyword, { ...match, field, weight });
    }
    if (field !== 'venue') addWords(words, tokens, fieldWeights[field]);
  }
  return { matches: [...matches.values()], words, arxiv: [...new Set(paper.arxiv ?? [])] };
}

function addWords(
  words: Map<string, { weight: number; text: string }>,
  tokens: readonly Word[],
  weight: number,
): void {
  const add = (key: string, text: string, times: number): void => {
    const known = words.get(key);
    if (known) known.weight += times * weight;
    else words.set(key, { weight: times * weight, text });
  };
  let before: Word | undefined;
  for (const token of tokens) {
    const telling = isTelling(token);
    if (telling && token.joined) addSyllables(token, add);
    else if (telling) {
      add(token.form, token.raw, 1);
      if (before) add(`${before.form} ${token.form}`, `${before.raw} ${token.raw}`, 0.5);
    }
    before = telling && !token.joined ? token : undefined;
  }
}

/** Pairs of syllables: particles and compounds change a Korean word's end, hardly its pairs. */
function addSyllables({ form }: Word, add: (key: string, text: string, times: number) => void): void {
  for (let at = 0; at + 1 < form.length; at++) add(form.slice(at, at + 2), form, 0.5);
}

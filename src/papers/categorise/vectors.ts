import type { Evidence } from './evidence';
import type { SparseVector } from './logistic';

/** A paper among many as numbers: its words, weighed by how rare they are, and its arXiv categories. */
export class Vectoriser {
  private readonly positions = new Map<string, number>();
  private readonly rarity: number[] = [];

  /** @param documents whose words are known from then on; what only later ones have counts for nothing. */
  constructor(documents: readonly Evidence[]) {
    const counts = new Map<string, number>();
    for (const { words, arxiv } of documents) {
      for (const key of words.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
      for (const id of arxiv) counts.set(arxivKey(id), (counts.get(arxivKey(id)) ?? 0) + 1);
    }
    for (const [key, count] of counts) {
      // A pair of words that one document alone has cannot be told from chance, and such pairs are most.
      if (count === 1 && key.includes(' ')) continue;
      this.positions.set(key, this.rarity.length);
      this.rarity.push(Math.log((1 + documents.length) / (1 + count)) + 1);
    }
  }

  get size(): number {
    return this.rarity.length;
  }

  /** Of length at most about 1: the words' part has length 1 over all words, known or not. */
  vector({ words, arxiv }: Evidence): SparseVector {
    const at: number[] = [];
    const values: number[] = [];
    const unseen = Math.log(1 + this.size) / 2 + 1;
    let square = 0;
    for (const [key, { weight }] of words) {
      const position = this.positions.get(key);
      const value = Math.log1p(weight) * (position === undefined ? unseen : (this.rarity[position] ?? 1));
      // A pair of words that nobody has used says nothing of how much is known of the paper.
      if (position !== undefined || !key.includes(' ')) square += value * value;
      if (position === undefined) continue;
      at.push(position);
      values.push(value);
    }
    const length = Math.sqrt(square) || 1;
    for (const [index, value] of values.entries()) values[index] = value / length;
    for (const [rank, id] of arxiv.entries()) {
      const position = this.positions.get(arxivKey(id));
      if (position === undefined) continue;
      at.push(position);
      values.push(rank === 0 ? 0.5 : 0.25);
    }
    return { at, values };
  }

  /** The position of a word, where it is known. */
  position(key: string): number | undefined {
    return this.positions.get(key);
  }
}

/** No word has a colon. */
export function arxivKey(id: string): string {
  return `arxiv:${id}`;
}

export function dot(a: SparseVector, b: ReadonlyMap<number, number>): number {
  return a.at.reduce((sum, feature, index) => sum + (a.values[index] ?? 0) * (b.get(feature) ?? 0), 0);
}

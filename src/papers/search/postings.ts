/** Fields of a document, each a bit of a posting, with how much a word in it says and how long one usually is. */
export const searchFields = ['title', 'ids', 'tags', 'authors', 'note', 'abstract'] as const;
export type SearchField = (typeof searchFields)[number];

const fieldWeights: readonly { readonly weight: number; readonly usual: number }[] = [
  { weight: 6, usual: 10 },
  { weight: 6, usual: 4 },
  { weight: 3, usual: 4 },
  { weight: 3, usual: 8 },
  { weight: 1.5, usual: 60 },
  { weight: 1, usual: 150 },
];

/** Documents are numbered below this, so that a posting is one number. */
export const mostDocuments = 1 << 20;
const weightSteps = 14;

/** How much a term says of a document, by how often each field has it: a saturating sum, as in BM25F. */
export function weighTerm(counts: ArrayLike<number>, lengths: ArrayLike<number>): number {
  let sum = 0;
  for (const [field, { weight, usual }] of fieldWeights.entries()) {
    const count = counts[field] ?? 0;
    if (count > 0) sum += (weight * count) / (count + 0.4 + 0.6 * ((lengths[field] ?? 0) / usual));
  }
  return sum;
}

export function packPosting(document: number, fields: number, weight: number): number {
  const step = Math.max(1, Math.min(63, Math.round(Math.log2(1 + weight) * weightSteps)));
  return ((document << 12) | (fields << 6) | step) >>> 0;
}

export function documentOf(posting: number): number {
  return posting >>> 12;
}

export function fieldsOf(posting: number): number {
  return (posting >>> 6) & 63;
}

const weights = Float32Array.from({ length: 64 }, (_, step) => 2 ** (step / weightSteps) - 1);

export function weightOf(posting: number): number {
  return weights[posting & 63] ?? 0;
}

/** The postings of one term, in no order. */
export class PostingList {
  private items = new Uint32Array(2);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The first {@link size} numbers are the postings. */
  get all(): Uint32Array {
    return this.items;
  }

  add(posting: number): void {
    if (this.count === this.items.length) {
      const grown = new Uint32Array(this.count * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.count++] = posting;
  }

  remove(document: number): void {
    for (let i = 0; i < this.count; i++) {
      if (documentOf(this.items[i] ?? 0) !== document) continue;
      this.items[i] = this.items[--this.count] ?? 0;
      return;
    }
  }
}

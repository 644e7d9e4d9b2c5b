import { bufferOf, fastestTarget, kernelsOver, Layout, openMemory } from './memory';

/** Adds up the scalar products of all pairs of vectors, a piece of their coordinates at a time. */
export interface ProductSums {
  /** The vectors counted up to a multiple of 4: the stride of `sums`. Those past the last stay zero. */
  readonly padded: number;
  /** `padded × length`, a vector's piece after another. */
  readonly runs: Float64Array;
  /** `padded × padded`; the lower triangle is what counts. */
  readonly sums: Float64Array;
  /** Adds the products of vectors `first` (even) to before `last` with those up to themselves. */
  add(first: number, last: number): void;
}

/** Room for `count` vectors in pieces of `length` coordinates, an even number; on vector instructions where there are. */
export function createProductSums(count: number, length: number): ProductSums {
  const padded = Math.ceil(count / 4) * 4;
  const layout = new Layout();
  const runsAt = layout.add(8 * padded * length);
  const sumsAt = layout.add(8 * padded * padded);
  const memory = openMemory(layout, fastestTarget());
  const kernels = kernelsOver(memory);
  const buffer = bufferOf(memory);
  return {
    padded,
    runs: new Float64Array(buffer, runsAt, padded * length),
    sums: new Float64Array(buffer, sumsAt, padded * padded),
    add: (first, last) => kernels.addProducts(runsAt, sumsAt, padded, length, first, last),
  };
}

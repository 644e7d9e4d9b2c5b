import { dotRuns } from './dotRuns';
import { loadKernels } from './webAssembly';

const pageBytes = 65536;

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
  const kernels = loadKernels();
  if (kernels === undefined) return scalarSums(padded, length);
  const runsAt = Math.ceil(kernels.freeAt() / 16) * 16;
  const sumsAt = runsAt + 8 * padded * length;
  const missing = sumsAt + 8 * padded * padded - kernels.memory.buffer.byteLength;
  if (missing > 0) kernels.memory.grow(Math.ceil(missing / pageBytes));
  return {
    padded,
    runs: new Float64Array(kernels.memory.buffer, runsAt, padded * length),
    sums: new Float64Array(kernels.memory.buffer, sumsAt, padded * padded),
    add: (first, last) => kernels.addProducts(runsAt, sumsAt, padded, length, first, last),
  };
}

function scalarSums(padded: number, length: number): ProductSums {
  const runs = new Float64Array(padded * length);
  const sums = new Float64Array(padded * padded);
  return {
    padded,
    runs,
    sums,
    add(first, last) {
      for (let a = first; a < last; a++) {
        for (let b = 0; b <= a; b++) {
          const at = a * padded + b;
          sums[at] = (sums[at] as number) + dotRuns(runs, a * length, runs, b * length, length);
        }
      }
    },
  };
}

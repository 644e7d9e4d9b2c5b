import { nextSizes, type Sizes } from '../subspace/adaptiveSearch';
import { fitThreshold, type SuccessCount, type Threshold } from '../subspace/threshold';

export interface SearchOptions {
  /** The sizes that may be tried. */
  readonly sizes: Sizes;
  /** Runs at most, besides those known. */
  readonly runs: number;
  /** What is known before. */
  readonly known: readonly SuccessCount[];
  /** Whether the fit tells enough, so that the rest of the runs is not worth doing. */
  readonly isEnough?: (fit: Threshold) => boolean;
  /**
   * Does a round of runs, one at each size listed, and gives all counts that there are by then; undefined where no more
   * may be spent.
   */
  readonly round: (sizes: readonly number[]) => Promise<readonly SuccessCount[] | undefined>;
}

/**
 * Does runs where they tell most of the size at which half of them succeed, round by round, until nothing more is worth
 * finding out or the runs are spent. The same outcomes lead to the same rounds.
 *
 * @returns all counts.
 */
export async function searchSizes(options: SearchOptions): Promise<readonly SuccessCount[]> {
  const { sizes, known, isEnough, round } = options;
  let counts = known;
  for (let left = options.runs; left > 0;) {
    if (counts.length > 0 && isEnough?.(fitThreshold(counts)) === true) break;
    const next = nextSizes(counts, sizes, left);
    if (next.length === 0) break;
    const after = await round(next);
    if (after === undefined) break;
    left -= next.length;
    counts = after;
  }
  return counts;
}

/** Adds a run at a size to the counts of a search. */
export function addRun(counts: readonly SuccessCount[], size: number, succeeded: boolean): SuccessCount[] {
  const before = counts.find(({ dimension }) => dimension === size) ?? {
    dimension: size,
    runs: 0,
    successes: 0,
  };
  const after = {
    dimension: size,
    runs: before.runs + 1,
    successes: before.successes + (succeeded ? 1 : 0),
  };
  return [...counts.filter(({ dimension }) => dimension !== size), after].sort(
    (a, b) => a.dimension - b.dimension,
  );
}

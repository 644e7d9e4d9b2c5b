import type { KernelMemory } from './memory';

/** What is summed over pairs of vectors: the area that they span, or the size of their scalar product. */
export type PairStatistic = 'area' | 'product';

/**
 * Every pair of points that are neighbours of one, each looked at once for all whose neighbours they are: near points
 * share most of their neighbours, so that there are several times fewer such pairs than neighbourhoods have. Points are
 * numbered so that near ones follow each other; addresses are of one memory.
 */
export interface PartnerPlan {
  readonly memory: KernelMemory;
  readonly statistic: PairStatistic;
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  /** Points that are taken together. */
  readonly group: number;
  /** Whether scalar products are summed in float32. */
  readonly coarse: boolean;
  readonly points: number;
  readonly single: boolean;
  /** Int32, `rows × k`: each point's neighbours, ascending. */
  readonly names: number;
  /** Doubles, of the neighbours of `names`: squared distances from their mean. */
  readonly norms: number;
  /** Int32: the places in `names` of every point, and where each point's begin. */
  readonly entries: number;
  readonly starts: number;
  /** Doubles: the sum at every place over the pairs with those after it. */
  readonly out: number;
  readonly kept: KeptPairs;
  readonly scratch: readonly PartnerScratch[];
}

/** Neighbourhoods whose pairs are kept, to be looked at without each of their points: `count` of them. */
export interface KeptPairs {
  readonly count: number;
  /** Int32, of every point: which of these its neighbourhood is, or −1. */
  readonly slots: number;
  /** Int32: their points, and the neighbours that would be the next, −1 where the table ends. */
  readonly centres: number;
  readonly nexts: number;
  /** Float32, `count × k (k − 1) / 2`: twice the scalar products of every place's vector with those after it. */
  readonly products: number;
  /** Doubles, `count × k` and `count`: see `NeighbourSway`. */
  readonly pulls: number;
  readonly pairNoise: number;
}

/** Where a thread keeps what it works on. */
export interface PartnerScratch {
  readonly masks: number;
  readonly list: number;
  readonly room: number;
  readonly squares: number;
}

/** What tight local estimation looks at: points and their k neighbours, nearest first; addresses of one memory. */
export interface TightPlan {
  readonly memory: KernelMemory;
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  /** The distance below which a pair is left out. */
  readonly epsilon: number;
  readonly points: number;
  readonly single: boolean;
  readonly names: number;
  readonly distances: number;
  /** Three doubles a point, see `Kernels.tightLogs`. */
  readonly out: number;
  /** Where each thread works. */
  readonly rooms: readonly number[];
}

/** Work on all pairs among each point's neighbours. */
export type PairJob =
  | { readonly kind: 'partners'; readonly plan: PartnerPlan }
  | { readonly kind: 'tight'; readonly plan: TightPlan };

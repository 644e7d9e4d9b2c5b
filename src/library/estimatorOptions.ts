/** How the points' own dimensions become one: arithmetic mean, median, or harmonic mean. */
export type Combination = 'mean' | 'median' | 'harmonic';

export interface TwoNNOptions {
  /** Share of the largest ratios left out of the fit, 0 to 0.9. Default 0.1. */
  readonly discard?: number;
}

export interface GrideOptions {
  /** The nearer neighbour's rank. Default 1. */
  readonly n1?: number;
  /** The farther neighbour's rank, above `n1`; usually twice it. Default 2. */
  readonly n2?: number;
  /** `drop` leaves out the ratios that DADApy leaves out. Default `keep`. */
  readonly outliers?: 'keep' | 'drop';
}

export interface MLEOptions {
  /** Neighbours of a point, 2 to 100. Default 20. */
  readonly k?: number;
  /** Default `harmonic`, the likelihood's own; `mean` is Levina and Bickel's. */
  readonly combine?: Combination;
  /** Divide k − 2 rather than k − 1. Default false. */
  readonly unbiased?: boolean;
}

export interface MOMOptions {
  /** Neighbours of a point, 2 to 1000. Default 100. */
  readonly k?: number;
  /** Default `mean`. */
  readonly combine?: Combination;
}

export interface MADAOptions {
  /** Neighbours of a point, 2 to 1000. Default 20. */
  readonly k?: number;
  /** Default `mean`. */
  readonly combine?: Combination;
}

export interface MiNDMLOptions {
  /** Neighbours of a point, 1 to 500. Default 20. */
  readonly k?: number;
  /** Where the search ends. Default 100. */
  readonly D?: number;
  /** `MLi` gives whole numbers. Default `MLk`. */
  readonly version?: 'MLk' | 'MLi';
  /** `skdim` stays at a whole number of 1 or 2 where scikit-dimension's search does. Default `newton`. */
  readonly search?: 'newton' | 'skdim';
}

export interface CorrIntOptions {
  /** The rank whose median distance is the smaller scale. Default 10. */
  readonly k1?: number;
  /** The rank whose median distance is the larger scale, above `k1`. Default 20. */
  readonly k2?: number;
}

export interface TLEOptions {
  /** Neighbours of a point, 3 to 500. Default 20. */
  readonly k?: number;
  /** Distance below which a pair is left out, in the data's units. Default 1e-4. */
  readonly epsilon?: number;
  /** Default `mean`. */
  readonly combine?: Combination;
}

export interface ESSOptions {
  /** Neighbours of a point, 3 to 500. Default 100. */
  readonly k?: number;
  /** From areas (`a`) or from scalar products (`b`). Default `a`. */
  readonly version?: 'a' | 'b';
  /** Default `mean`. */
  readonly combine?: Combination;
}

export interface FisherSOptions {
  /** Axes whose eigenvalue is below the largest over this are left out. Default 10. */
  readonly conditional_number?: number;
}

export interface DANCoOptions {
  /** Neighbours of a point, 2 to 20. Default 10. */
  readonly k?: number;
  /** Where the search ends; 0 for the number of features. Default 0. */
  readonly D?: number;
  /** Between whole numbers, too. Default true. */
  readonly fractal?: boolean;
  /** `skdim` draws the balls that scikit-dimension draws at this `seed`. Default `philox`. */
  readonly calibration?: 'philox' | 'skdim';
}

/** The rules that count eigenvalues, as scikit-dimension names them. */
export type PCAVersion = 'FO' | 'ratio' | 'participation_ratio' | 'Kaiser' | 'maxgap' | 'broken_stick';

export interface PCAOptions {
  /** Default `FO`: those above `alpha` times the largest. */
  readonly version?: PCAVersion;
  /** Of FO: a share of the largest. Of `ratio`: the share of the variance to hold. Default 0.05. */
  readonly alpha?: number;
}

export interface LPCAOptions {
  /** Neighbours of a point, 2 to 500; 0 looks at all points at once. Default 0. */
  readonly k?: number;
  /** Default `FO`. */
  readonly version?: PCAVersion | 'Fan';
  /** Of FO and `ratio`. Default 0.05. */
  readonly alpha?: number;
  /** Of Fan: how many times larger than the next an eigenvalue before a gap is. Default 10. */
  readonly alphaFan?: number;
  /** Of Fan. Default 0.8. */
  readonly betaFan?: number;
  /** Of Fan: share of the variance to explain. Default 0.95. */
  readonly PFan?: number;
  /** Where k is above 0. Default `mean`. */
  readonly combine?: Combination;
}

export interface PHOptions {
  /** The power of the lifetimes. Default 1. */
  readonly alpha?: number;
  /** The smallest sample. Default 200. */
  readonly min?: number;
  /** The largest sample. Default 1000. */
  readonly max?: number;
  /** From one size to the next. Default 50. */
  readonly jump?: number;
  /** Draws, 5 to 100. Default 10. */
  readonly repeats?: number;
}

export interface I3DOptions {
  /** The outer radius, in steps of the lattice; 0 for the smallest that holds 20 others on average. Default 0. */
  readonly lk?: number;
  /** The inner radius; 0 for half the outer one. Default 0. */
  readonly ln?: number;
}

export interface HammingOptions {
  /** The quantile of distances from which pairs are fitted. Default 0. */
  readonly alphamin?: number;
  /** The quantile up to which they are. Default 0.2. */
  readonly alphamax?: number;
}

/**
 * The estimators of intrinsic dimension as a library: `import { twoNN } from 'marginalia/science'`. Every estimator takes
 * points, or the neighbours that {@link neighbours} found once for several, and promises an {@link Estimate} with its
 * interval. What goes wrong is an error with a stable `code`, a sentence, and what to do about it as its `remedy`.
 *
 * @packageDocumentation
 */
import { manifolds } from '../science/manifolds/catalogue';
import { estimateBy, estimateByNames } from './estimateBy';
import type { Estimate, ScalePoint } from './estimate';
import type {
  CorrIntOptions,
  DANCoOptions,
  ESSOptions,
  FisherSOptions,
  GrideOptions,
  HammingOptions,
  I3DOptions,
  LPCAOptions,
  MADAOptions,
  MLEOptions,
  MOMOptions,
  MiNDMLOptions,
  PCAOptions,
  PHOptions,
  TLEOptions,
  TwoNNOptions,
} from './estimatorOptions';
import { findNeighbours, scaleCurveOf } from './sharedNeighbours';
import type { Neighbours } from './neighbours';
import type { Points } from './points';
import type { RunOptions } from './runOptions';

export type { Estimate, ScalePoint } from './estimate';
export type {
  Combination,
  CorrIntOptions,
  DANCoOptions,
  ESSOptions,
  FisherSOptions,
  GrideOptions,
  HammingOptions,
  I3DOptions,
  LPCAOptions,
  MADAOptions,
  MLEOptions,
  MOMOptions,
  MiNDMLOptions,
  PCAOptions,
  PHOptions,
  TLEOptions,
  TwoNNOptions,
  PCAVersion,
} from './estimatorOptions';
export { drawManifold, readData } from './data';
export type { Data, ManifoldOptions, ManifoldSample, ReadOptions } from './dataOptions';
export type { Neighbours } from './neighbours';
export type { NumberArray, Points } from './points';
export type { RunOptions } from './runOptions';

/** Every manifold that `drawManifold` knows. */
export const manifoldNames: readonly string[] = manifolds.map(({ name }) => name);

/**
 * Finds the k nearest neighbours of every point, exactly, on all threads: pass the result to several estimators, and the
 * search is done once. `k` is the most that any of them will need.
 *
 * @throws `data.unreadable` for points that are none, `usage` for a k that is no whole number above 0.
 */
export function neighbours(points: Points, k: number, options: RunOptions = {}): Promise<Neighbours> {
  return findNeighbours(points, k, options);
}

/**
 * Estimates by several at once, named as in a block: `estimateDimension(points, ['twonn', 'mle(k=10)', 'pca'])`. Points
 * are searched once for all of them.
 *
 * @throws `usage` for an estimator or an option that there is not; the message lists those there are.
 */
export function estimateDimension(
  points: Points | Neighbours,
  names: string | readonly string[],
  options: RunOptions = {},
): Promise<Estimate[]> {
  return estimateByNames(names, points, options);
}

/**
 * The dimension against scale: Gride at the ranks (1, 2), (2, 4), (4, 8) … as far as the points or the neighbours allow,
 * (32, 64) at most. A plateau is what to look for. Denti, Doimo, Laio, Mira 2022.
 */
export function scaleCurve(points: Points | Neighbours, options: RunOptions = {}): Promise<ScalePoint[]> {
  return scaleCurveOf(points, options);
}

/**
 * TwoNN: the ratio of each point's two nearest distances follows a Pareto law of exponent d, fitted by a line through
 * the origin. Facco, d'Errico, Rodriguez, Laio 2017, eq. 5.
 */
export function twoNN(
  points: Points | Neighbours,
  options: TwoNNOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('twonn', points, options);
}

/** TwoNN by maximum likelihood, (N − 1) / Σ ln(r₂ / r₁). Denti, Doimo, Laio, Mira 2022, eq. 3. */
export function twoNNML(points: Points | Neighbours, options: RunOptions = {}): Promise<Estimate> {
  return estimateBy('twonn-ml', points, options);
}

/** Gride: TwoNN's idea with the n1-th and n2-th neighbour, so at a larger scale. Denti, Doimo, Laio, Mira 2022. */
export function gride(
  points: Points | Neighbours,
  options: GrideOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('gride', points, options);
}

/**
 * The maximum-likelihood estimator of Levina and Bickel 2004, eq. 8; harmonic as MacKay and Ghahramani 2005 have it.
 */
export function mle(points: Points | Neighbours, options: MLEOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('mle', points, options);
}

/** The method of moments. Amsaleg et al. 2018, section 4.2. */
export function mom(points: Points | Neighbours, options: MOMOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('mom', points, options);
}

/** The manifold-adaptive dimension. Farahmand, Szepesvári, Audibert 2007, eq. 1. */
export function mada(points: Points | Neighbours, options: MADAOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('mada', points, options);
}

/**
 * MiND_ML: the likelihood of the nearest by the k+1-st distance. Rozza, Lombardi, Ceruti, Casiraghi, Campadelli 2012, eq. 9.
 */
export function mindML(
  points: Points | Neighbours,
  options: MiNDMLOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('mind-ml', points, options);
}

/** The correlation dimension between two scales. Grassberger and Procaccia 1983, eq. 3. */
export function corrInt(
  points: Points | Neighbours,
  options: CorrIntOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('corrint', points, options);
}

/** Tight local estimation, from all pairs of a point's neighbours. Amsaleg et al. 2019, eq. 6. */
export function tle(points: Points | Neighbours, options: TLEOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('tle', points, options);
}

/** Expected simplex skewness; little biased in high dimension. Johnsson, Soneson, Fontes 2015. */
export function ess(points: Points | Neighbours, options: ESSOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('ess', points, options);
}

/** Fisher separability. Albergante, Bac, Zinovyev 2019, eq. 4. */
export function fisherS(
  points: Points | Neighbours,
  options: FisherSOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('fishers', points, options);
}

/** DANCo: nearest distances and angles against those of balls of each dimension. Ceruti et al. 2014. */
export function danco(
  points: Points | Neighbours,
  options: DANCoOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('danco', points, options);
}

/**
 * PCA of all points, repeated ones too: how many eigenvalues of the covariance count. A linear dimension, not below the
 * intrinsic one. Fukunaga and Olsen 1971.
 */
export function pca(points: Points | Neighbours, options: PCAOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('pca', points, options);
}

/** PCA of every point's neighbours, or of all points at once. Fukunaga and Olsen 1971; Fan, Gu, Qiao, Zhang 2010. */
export function lPCA(points: Points | Neighbours, options: LPCAOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('lpca', points, options);
}

/** The participation ratio (Σλ)² / Σλ² of the covariance's eigenvalues. Gao et al. 2017, eq. 5. */
export function participationRatio(points: Points | Neighbours, options: RunOptions = {}): Promise<Estimate> {
  return estimateBy('participation-ratio', points, options);
}

/**
 * The persistent-homology dimension of degree 0, from minimum spanning trees. Schweinhart 2020, theorem 3; Birdal, Lou,
 * Guibas, Şimşekli 2021, algorithm 1.
 */
export function persistentHomology(
  points: Points | Neighbours,
  options: PHOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('ph', points, options);
}

/** I3D, for whole numbers: points on a lattice. Macocco, Glielmo, Grilli, Laio 2023, eq. 4 and 5. */
export function i3d(points: Points | Neighbours, options: I3DOptions & RunOptions = {}): Promise<Estimate> {
  return estimateBy('i3d', points, options);
}

/** The binary intrinsic dimension, for features of two values. Acevedo, Rodriguez, Laio 2025, eq. 3 to 5. */
export function hamming(
  points: Points | Neighbours,
  options: HammingOptions & RunOptions = {},
): Promise<Estimate> {
  return estimateBy('hamming', points, options);
}

import type { Sampler } from '../manifolds/sampler';

/** What is known of a task by how it was made; every part a theorem, no measurement. */
export interface PlantedTruth {
  /** In plain words, with what it holds for. */
  readonly sentences: readonly string[];
  /** The smallest width of a hidden layer whose networks can have no loss at all. */
  readonly width?: number;
  /** No network whose first layer has `width` units comes below this mean squared error, over all examples there could be. */
  readonly floor?: (width: number) => number;
  /** Random directions at which training a linear model begins to reach any loss above 0, however small. */
  readonly directions?: number;
}

/** Examples with numbers for answers, drawn one at a time: a sampler whose part's name is the answer. */
export interface PlantedTask {
  readonly sampler: Sampler;
  readonly truth: PlantedTruth;
}

/** The stream of chance that draws what all examples share; examples have those of their own number. */
export const sharedStream = 0xffff_ffff;

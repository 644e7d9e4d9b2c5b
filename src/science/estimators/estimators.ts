import type { Estimator } from './estimator';
import { mleEstimator } from './mle';
import { pcaEstimator } from './pcaEstimator';
import { twonnEstimator } from './twonn';

/** Every estimator, in the order that messages list them. A new one is a file and a line here. */
export const estimators: readonly Estimator[] = [twonnEstimator, mleEstimator, pcaEstimator];

export function findEstimator(id: string): Estimator | undefined {
  return estimators.find((estimator) => estimator.id === id);
}

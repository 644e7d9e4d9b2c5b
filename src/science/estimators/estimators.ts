import type { Estimator } from './estimator';
import { grideEstimator } from './gride';
import { madaEstimator } from './mada';
import { mindMlEstimator } from './mindMl';
import { mleEstimator } from './mle';
import { momEstimator } from './mom';
import { pcaEstimator } from './pcaEstimator';
import { twonnEstimator } from './twonn';
import { twonnMlEstimator } from './twonnMl';

/** Every estimator, in the order that messages list them. A new one is a file and a line here. */
export const estimators: readonly Estimator[] = [
  twonnEstimator,
  mleEstimator,
  pcaEstimator,
  twonnMlEstimator,
  grideEstimator,
  momEstimator,
  madaEstimator,
  mindMlEstimator,
];

export function findEstimator(id: string): Estimator | undefined {
  return estimators.find((estimator) => estimator.id === id);
}

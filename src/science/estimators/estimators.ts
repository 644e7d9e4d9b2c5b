import { corrintEstimator } from './corrint';
import { dancoEstimator } from './danco';
import { essEstimator } from './ess';
import type { Estimator } from './estimator';
import { fishersEstimator } from './fishers';
import { grideEstimator } from './gride';
import { hammingEstimator } from './hamming';
import { i3dEstimator } from './i3d';
import { lpcaEstimator } from './lpca';
import { madaEstimator } from './mada';
import { mindMlEstimator } from './mindMl';
import { mleEstimator } from './mle';
import { momEstimator } from './mom';
import { participationRatioEstimator } from './participationRatio';
import { pcaEstimator } from './pcaEstimator';
import { phEstimator } from './ph';
import { tleEstimator } from './tle';
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
  corrintEstimator,
  tleEstimator,
  essEstimator,
  participationRatioEstimator,
  lpcaEstimator,
  fishersEstimator,
  phEstimator,
  dancoEstimator,
  i3dEstimator,
  hammingEstimator,
];

export function findEstimator(id: string): Estimator | undefined {
  return estimators.find((estimator) => estimator.id === id);
}

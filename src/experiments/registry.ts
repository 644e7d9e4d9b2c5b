import type { ExperimentKind } from './kind';
import { fisherRao } from './kinds/fisherRao';
import { command } from './kinds/command';
import { gordonBound } from './kinds/gordonBound';
import { intrinsicDimension } from './kinds/intrinsicDimension';
import { layerCriticality } from './kinds/layerCriticality';
import { layerDimension } from './kinds/layerDimension';
import { parametersVsDimension } from './kinds/parametersVsDimension';
import { gradientVariance } from './kinds/gradientVariance';
import { informationPlane } from './kinds/informationPlane';
import { lotteryTicket } from './kinds/lotteryTicket';
import { minimumParameters } from './kinds/minimumParameters';
import { rateDistortion } from './kinds/rateDistortion';
import { rankBound } from './kinds/rankBound';
import { subspaceTraining } from './kinds/subspaceTraining';

/** Every kind of experiment there is, in the order pickers show them. */
export const experimentKinds: readonly ExperimentKind[] = [
  intrinsicDimension,
  layerDimension,
  minimumParameters,
  subspaceTraining,
  parametersVsDimension,
  gordonBound,
  lotteryTicket,
  layerCriticality,
  fisherRao,
  command,
  rateDistortion,
  informationPlane,
  gradientVariance,
  rankBound,
];

/** The kind whose id a block's `kind` names. */
export function findKind(id: string): ExperimentKind | undefined {
  return experimentKinds.find((kind) => kind.id === id);
}

import type { ExperimentKind } from './kind';
import { command } from './kinds/command';
import { fisherRao } from './kinds/fisherRao';
import { gordonBound } from './kinds/gordonBound';
import { gradientVariance } from './kinds/gradientVariance';
import { informationPlane } from './kinds/informationPlane';
import { intrinsicDimension } from './kinds/intrinsicDimension';
import { layerCriticality } from './kinds/layerCriticality';
import { layerDimension } from './kinds/layerDimension';
import { lotteryTicket } from './kinds/lotteryTicket';
import { minimumParameters } from './kinds/minimumParameters';
import { parametersVsDimension } from './kinds/parametersVsDimension';
import { rankBound } from './kinds/rankBound';
import { rateDistortion } from './kinds/rateDistortion';
import { subspaceTraining } from './kinds/subspaceTraining';

/** Every kind of experiment there is, in the order pickers show them. */
export const experimentKinds: readonly ExperimentKind[] = [
  intrinsicDimension,
  layerDimension,
  minimumParameters,
  subspaceTraining,
  parametersVsDimension,
  gordonBound,
  rankBound,
  lotteryTicket,
  layerCriticality,
  fisherRao,
  rateDistortion,
  informationPlane,
  gradientVariance,
  command,
];

/** The kind whose id a block's `kind` names. */
export function findKind(id: string): ExperimentKind | undefined {
  return experimentKinds.find((kind) => kind.id === id);
}

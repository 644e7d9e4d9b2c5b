import type { ExperimentKind } from './kind';
import { fisherRao } from './kinds/fisherRao';
import { gordonBound } from './kinds/gordonBound';
import { intrinsicDimension } from './kinds/intrinsicDimension';
import { layerCriticality } from './kinds/layerCriticality';
import { layerDimension } from './kinds/layerDimension';
import { lotteryTicket } from './kinds/lotteryTicket';
import { rateDistortion } from './kinds/rateDistortion';
import { subspaceTraining } from './kinds/subspaceTraining';

/** Every kind of experiment there is, in the order pickers show them. */
export const experimentKinds: readonly ExperimentKind[] = [
  intrinsicDimension,
  layerDimension,
  subspaceTraining,
  gordonBound,
  lotteryTicket,
  layerCriticality,
  fisherRao,
  rateDistortion,
];

/** The kind whose id a block's `kind` names. */
export function findKind(id: string): ExperimentKind | undefined {
  return experimentKinds.find((kind) => kind.id === id);
}

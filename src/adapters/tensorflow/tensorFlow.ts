import type * as core from '@tensorflow/tfjs-core';
import type { loadLayersModel, model } from '@tensorflow/tfjs-layers';

/** What is used of TensorFlow.js: of the copy that comes with this program, or of a user's own package. */
export type TensorFlow = Pick<
  typeof core,
  | 'argMax'
  | 'concat'
  | 'concat1d'
  | 'equal'
  | 'gather'
  | 'getBackend'
  | 'io'
  | 'logSumExp'
  | 'losses'
  | 'mean'
  | 'memory'
  | 'mul'
  | 'oneHot'
  | 'ready'
  | 'reshape'
  | 'setBackend'
  | 'slice'
  | 'square'
  | 'squaredDifference'
  | 'stack'
  | 'sub'
  | 'sum'
  | 'tensor'
  | 'tensor1d'
  | 'tidy'
  | 'cast'
  | 'addN'
  | 'variableGrads'
  | 'zeros'
  | 'zerosLike'
> & { readonly loadLayersModel: typeof loadLayersModel; readonly model: typeof model };

/** TensorFlow.js on one of its backends. */
export interface OpenTensorFlow {
  readonly tf: TensorFlow;
  /** For people. */
  readonly name: string;
}

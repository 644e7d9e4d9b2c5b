import type { TrainingKernels } from './kernels';
import { createReferenceKernels } from './referenceKernels';
import { createWasmKernels } from './wasmKernels';

/** The fastest kernels that this machine runs, each time with a memory of their own. */
export function createTrainingKernels(): TrainingKernels {
  return createWasmKernels() ?? createReferenceKernels();
}

import type { GpuDevice, GpuPipeline } from '../device';
import { checked } from '../deviceBuffers';
import {
  forwardKernel,
  gatherKernel,
  gradientKernel,
  inputKernel,
  lossKernel,
  tallyKernel,
} from './layerKernels';
import {
  advanceKernel,
  drawKernel,
  normsKernel,
  optimiseKernel,
  projectBackKernel,
  projectKernel,
} from './spaceKernels';

const kernels = {
  gather: gatherKernel,
  forward: forwardKernel,
  loss: lossKernel,
  tally: tallyKernel,
  input: inputKernel,
  gradient: gradientKernel,
  draw: drawKernel,
  norms: normsKernel,
  project: projectKernel,
  projectBack: projectBackKernel,
  optimise: optimiseKernel,
  advance: advanceKernel,
} as const;

export type TrainingPipelines = Readonly<Record<keyof typeof kernels, GpuPipeline>>;

/** Compiles all kernels of training. Rejects with a GpuFault where the device refuses one. */
export async function compileTraining(device: GpuDevice): Promise<TrainingPipelines> {
  const compile = (code: string): Promise<GpuPipeline> =>
    checked(device, () =>
      device.createComputePipelineAsync({
        layout: 'auto',
        compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
      }),
    );
  const found: Partial<Record<keyof typeof kernels, GpuPipeline>> = {};
  for (const [name, code] of Object.entries(kernels))
    found[name as keyof typeof kernels] = await compile(code);
  return found as TrainingPipelines;
}

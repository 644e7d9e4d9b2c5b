// AssemblyScript: the inner loops of training, compiled to WebAssembly SIMD by `npm run build:wasm`, once with and once
// without fused multiply-adds. What each does is told in src/compute/training/kernels.ts.
export { denseInput } from './training/backward';
export { convolve } from './training/convolution';
export { convolveGradient } from './training/convolutionGradient';
export { convolveInput } from './training/convolutionInput';
export { dense } from './training/forward';
export { gather } from './training/gather';
export { denseGradient } from './training/gradient';
export { activate, activateBack, crossEntropy, squaredError } from './training/losses';
export {
  columnNorms,
  gatherSigned,
  project,
  projectBack,
  scatterSigned,
  walshHadamard,
} from './training/projections';
export { pool, poolBack } from './training/pooling';
export { normals, shuffle } from './training/random';
export {
  adamStep,
  addScaled,
  momentumStep,
  multiply,
  multiplyAdd,
  permute,
  permuteBack,
} from './training/steps';

/** The first address that the functions leave to their caller. */
export function freeAt(): usize {
  return __heap_base;
}

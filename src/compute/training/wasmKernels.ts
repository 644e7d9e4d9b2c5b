import type {
  Activation,
  Address,
  ConvolutionShape,
  LayerShape,
  PoolShape,
  TrainingKernels,
} from './kernels';
import { WasmModule } from '../wasmModule';
import { fusedTrainingBinary, trainingBinary } from './trainingBinary';

type Numbers = (...values: number[]) => void;

/** The functions of assembly/training.ts. */
type Exports = { readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number } } & {
  readonly freeAt: () => number;
} & Readonly<
    Record<
      | 'gather'
      | 'dense'
      | 'denseInput'
      | 'denseGradient'
      | 'convolve'
      | 'convolveInput'
      | 'convolveGradient'
      | 'pool'
      | 'poolBack'
      | 'activate'
      | 'activateBack'
      | 'crossEntropy'
      | 'squaredError'
      | 'shuffle'
      | 'normals'
      | 'columnNorms'
      | 'project'
      | 'projectBack'
      | 'scatterSigned'
      | 'gatherSigned'
      | 'walshHadamard'
      | 'multiply'
      | 'multiplyAdd'
      | 'addScaled'
      | 'permute'
      | 'permuteBack'
      | 'momentumStep'
      | 'adamStep',
      Numbers
    >
  >;

/** The activations' numbers in assembly/training/losses.ts; the identity is never called for. */
const numbers: Readonly<Record<Activation, number>> = { identity: 0, relu: 1, tanh: 2, gelu: 3 };
const pageBytes = 65_536;
const mostPages = 65_535;

const fused = {
  description: 'webassembly relaxed simd',
  module: new WasmModule(fusedTrainingBinary),
};
const simd = { description: 'webassembly simd', module: new WasmModule(trainingBinary) };

/** On 128-bit vectors, with fused multiply-adds where the machine has them; undefined where there are no vectors. */
export function createWasmKernels(variant: 'best' | 'simd' = 'best'): TrainingKernels | undefined {
  const found = (variant === 'best' ? [fused, simd] : [simd]).find(({ module }) => module.runs);
  return found && wrap(found.module.instantiate({ env: {} }) as Exports, found.description);
}

function wrap(wasm: Exports, description: string): TrainingKernels {
  const { memory } = wasm;
  const layer =
    (kernel: Numbers) =>
    (a: Address, b: Address, c: Address, d: Address, { inputs, outputs, stride }: LayerShape): void =>
      kernel(a, b, c, d, inputs, outputs, stride);
  return {
    description,
    memory,
    free: 16 * Math.ceil(wasm.freeAt() / 16),
    reserve(bytes) {
      const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageBytes);
      if (missing <= 0) return;
      const pages = memory.buffer.byteLength / pageBytes;
      // Memory that grows often is copied often.
      memory.grow(Math.max(missing, Math.min(pages, mostPages - pages - missing, 4096)));
    },
    gather: wasm.gather,
    dense: layer(wasm.dense),
    denseGradient: layer(wasm.denseGradient),
    denseInput: (weights, delta, inputDelta, { inputs, outputs, stride }) =>
      wasm.denseInput(weights, delta, inputDelta, inputs, outputs, stride),
    convolve: (a, b, c, d, e, shape) => wasm.convolve(a, b, c, d, e, ...convolution(shape)),
    convolveInput: (a, b, c, d, shape) => wasm.convolveInput(a, b, c, d, ...convolution(shape)),
    convolveGradient: (a, b, c, d, e, shape) => wasm.convolveGradient(a, b, c, d, e, ...convolution(shape)),
    pool: (pooling, a, b, shape) => wasm.pool(pooling === 'max' ? 1 : 0, a, b, ...squares(shape)),
    poolBack: (pooling, a, b, c, d, shape) =>
      wasm.poolBack(pooling === 'max' ? 1 : 0, a, b, c, d, ...squares(shape)),
    activate: (activation, ...rest) => wasm.activate(numbers[activation], ...rest),
    activateBack: (activation, ...rest) => wasm.activateBack(numbers[activation], ...rest),
    crossEntropy: wasm.crossEntropy,
    squaredError: wasm.squaredError,
    shuffle: (target, count, stream) => wasm.shuffle(target, count, ...stream),
    normals: (target, count, stream) => wasm.normals(target, count, ...stream),
    columnNorms: wasm.columnNorms,
    project: wasm.project,
    projectBack: wasm.projectBack,
    scatterSigned: wasm.scatterSigned,
    gatherSigned: wasm.gatherSigned,
    walshHadamard: wasm.walshHadamard,
    multiply: wasm.multiply,
    multiplyAdd: wasm.multiplyAdd,
    addScaled: wasm.addScaled,
    permute: wasm.permute,
    permuteBack: wasm.permuteBack,
    momentumStep: wasm.momentumStep,
    adamStep: (values, gradient, first, second, length, step) =>
      wasm.adamStep(
        values,
        gradient,
        first,
        second,
        length,
        step.rate,
        step.beta1,
        step.beta2,
        step.correction1,
        step.correction2,
        step.epsilon,
      ),
  };
}

function convolution({ patch, outputs, height, width, across, down, stride }: ConvolutionShape): number[] {
  return [patch, outputs, height, width, across, down, stride];
}

function squares({ channels, height, width, size, stride }: PoolShape): number[] {
  return [channels, height, width, size, stride];
}

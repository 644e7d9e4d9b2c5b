import type { AdamStep, Address, TrainingKernels } from './kernels';
import * as images from './referenceImages';
import * as layers from './referenceLayers';
import * as losses from './referenceLosses';
import * as projections from './referenceProjections';
import { viewsOf, type Views } from './views';

/** The kernels in plain TypeScript: what the others are held against, and what runs where there is no SIMD. */
export function createReferenceKernels(): TrainingKernels {
  const memory = { buffer: new ArrayBuffer(1 << 16) };
  let views = viewsOf(memory.buffer);
  return {
    description: 'javascript',
    memory,
    free: 64,
    reserve(bytes) {
      if (bytes <= memory.buffer.byteLength) return;
      const next = new ArrayBuffer(8 * Math.ceil(Math.max(bytes, 1.5 * memory.buffer.byteLength) / 8));
      new Uint8Array(next).set(new Uint8Array(memory.buffer));
      memory.buffer = next;
      views = viewsOf(next);
    },
    gather: (...rest) => layers.gather(views, ...rest),
    dense: (...rest) => layers.dense(views, ...rest),
    activate: (...rest) => layers.activateAll(views, ...rest),
    activateBack: (activation, input, _output, delta, length) =>
      layers.activateBack(views, activation, input, delta, length),
    denseInput: (...rest) => layers.denseInput(views, ...rest),
    denseGradient: (...rest) => layers.denseGradient(views, ...rest),
    convolve: (...rest) => images.convolve(views, ...rest),
    convolveInput: (...rest) => images.convolveInput(views, ...rest),
    convolveGradient: (...rest) => images.convolveGradient(views, ...rest),
    pool: (...rest) => images.pool(views, ...rest),
    poolBack: (...rest) => images.poolBack(views, ...rest),
    crossEntropy: (...rest) => losses.crossEntropy(views, ...rest),
    squaredError: (...rest) => losses.squaredError(views, ...rest),
    shuffle: (...rest) => projections.shuffle(views, ...rest),
    normals: (...rest) => projections.normals(views, ...rest),
    columnNorms: (...rest) => projections.columnNorms(views, ...rest),
    project: (...rest) => projections.project(views, ...rest),
    projectBack: (matrix, y, target, _scratch, rows, columns) =>
      projections.projectBack(views, matrix, y, target, rows, columns),
    scatterSigned: (...rest) => projections.scatterSigned(views, ...rest),
    gatherSigned: (...rest) => projections.gatherSigned(views, ...rest),
    walshHadamard: (...rest) => projections.walshHadamard(views, ...rest),
    multiply: (a, b, target, length) =>
      each(views, target, length, (_, k) => at(views, a, k) * at(views, b, k)),
    multiplyAdd: (a, b, target, length) =>
      each(views, target, length, (old, k) => old + at(views, a, k) * at(views, b, k)),
    addScaled: (base, a, scale, target, length) =>
      each(views, target, length, (_, k) => at(views, base, k) + scale * at(views, a, k)),
    permute: (values, order, factor, target, length) =>
      each(
        views,
        target,
        length,
        (_, k) => at(views, factor, k) * at(views, values, views.i32[(order >> 2) + k] as number),
      ),
    permuteBack(values, order, factor, target, length) {
      const { f32, i32 } = views;
      for (let k = 0; k < length; k++) {
        f32[(target >> 2) + (i32[(order >> 2) + k] as number)] = at(views, factor, k) * at(views, values, k);
      }
    },
    momentumStep(values, gradient, momentum, length, rate, decay) {
      each(views, momentum, length, (old, k) => decay * old + at(views, gradient, k));
      each(views, values, length, (old, k) => old - rate * at(views, momentum, k));
    },
    adamStep: (values, gradient, first, second, length, step) =>
      adam(views, values, gradient, first, second, length, step),
  };
}

function adam(
  views: Views,
  values: Address,
  gradient: Address,
  first: Address,
  second: Address,
  length: number,
  { rate, beta1, beta2, correction1, correction2, epsilon }: AdamStep,
): void {
  each(views, first, length, (old, k) => beta1 * old + (1 - beta1) * at(views, gradient, k));
  each(views, second, length, (old, k) => beta2 * old + (1 - beta2) * at(views, gradient, k) ** 2);
  each(views, values, length, (old, k) => {
    const mean = at(views, first, k) / correction1;
    return old - (rate * mean) / (Math.sqrt(at(views, second, k) / correction2) + epsilon);
  });
}

function at({ f32 }: Views, address: Address, k: number): number {
  return f32[(address >> 2) + k] as number;
}

function each(
  { f32 }: Views,
  target: Address,
  length: number,
  value: (old: number, k: number) => number,
): void {
  for (let k = 0; k < length; k++) {
    const index = (target >> 2) + k;
    f32[index] = value(f32[index] as number, k);
  }
}

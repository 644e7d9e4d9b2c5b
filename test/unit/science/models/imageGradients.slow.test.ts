/** Convolutional networks beside TensorFlow.js, its cpu backend, and beside finite differences of one in float64. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  add,
  avgPool,
  conv2d,
  grads,
  losses,
  matMul,
  maxPool,
  oneHot,
  ready,
  relu,
  reshape,
  setBackend,
  slice,
  tanh,
  tensor,
  tensor1d,
  tidy,
  transpose,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Arena } from '../../../../src/compute/training/arena';
import { createTrainingKernels } from '../../../../src/compute/training/createKernels';
import { createReferenceKernels } from '../../../../src/compute/training/referenceKernels';
import type { ImageShape } from '../../../../src/science/datasets/imageShape';
import { fitModel, parseModel, type NetworkSpec } from '../../../../src/science/models/modelSpec';
import { layOut, type ConvolutionLayer } from '../../../../src/science/models/networkLayout';
import { NetworkObjective } from '../../../../src/science/models/networkObjective';
import { differences } from '../subspace/float64Network';

const batch = 21;
const classes = 4;

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

interface Problem {
  readonly network: NetworkSpec;
  readonly features: Float32Array;
  readonly labels: Int32Array;
  readonly theta: Float32Array;
  readonly loss: number;
  readonly gradient: Float32Array;
}

function problem(model: string, shape: ImageShape, make = createTrainingKernels): Problem {
  const columns = shape.height * shape.width * shape.channels;
  const spec = parseModel(model);
  if (!spec.ok) throw new Error(spec.error);
  const fitted = fitModel(spec.value, columns, classes, shape);
  if (!fitted.ok) throw new Error(fitted.error);
  const network = fitted.value;
  const rng = new Rng(4);
  const features = Float32Array.from({ length: batch * columns }, () => rng.normal());
  const labels = Int32Array.from({ length: batch }, () => rng.integer(classes));
  const rows = Int32Array.from({ length: batch }, (_, i) => i);
  const kernels = make();
  const arena = new Arena(kernels, kernels.free);
  const data = { rows: batch, columns, features, answers: labels, train: rows, test: rows };
  const objective = new NetworkObjective(network, data, arena);
  const [theta, gradient] = [arena.floats(objective.parameters), arena.floats(objective.parameters)];
  const draw = arena.viewFloats(theta, objective.parameters);
  objective.initialise(draw, rng);
  // Biases too, which begin at zero.
  draw.forEach((value, k) => (draw[k] = value + 0.1 * rng.normal()));
  const loss = objective.gradient(theta, objective.train, gradient);
  const copy = (at: number): Float32Array => arena.viewFloats(at, objective.parameters).slice();
  return { network, features, labels, theta: copy(theta), loss, gradient: copy(gradient) };
}

/** By their definition, with the parameters as one tensor, so that its gradient is laid out as ours. */
function tensorLoss({ network, features, labels }: Problem, theta: Tensor): Scalar {
  const { stages, layers } = layOut(network);
  const size = network.image?.size;
  if (size === undefined) throw new Error('no image');
  const { height, width, channels, planar } = size;
  const part = (from: number, length: number, shape: number[]): Tensor =>
    reshape(slice(theta, [from], [length]), shape);
  const act = network.activation === 'tanh' ? tanh : relu;
  // TensorFlow has the channels last.
  const raw = tensor(features, planar ? [batch, channels, height, width] : [batch, height, width, channels]);
  let image = (planar ? transpose(raw, [0, 2, 3, 1]) : raw) as Tensor4D;
  for (const [s, stage] of (network.image?.stages ?? []).entries()) {
    const layer = stages[s];
    if (stage.kind === 'conv') {
      const { weights, bias, inputs, outputs } = layer as ConvolutionLayer;
      const { kernel, step, same } = stage;
      const own = part(weights, inputs * outputs, [inputs / kernel ** 2, kernel, kernel, outputs]);
      const filter = transpose(own, [1, 2, 0, 3]) as Tensor4D;
      image = act(add(conv2d(image, filter, step, same ? 'same' : 'valid'), part(bias, outputs, [outputs])));
    } else {
      const pool = stage.kind === 'max' ? maxPool : avgPool;
      image = pool(image, stage.size, stage.size, 'valid');
    }
  }
  let values: Tensor = reshape(transpose(image, [0, 3, 1, 2]), [batch, -1]);
  for (const [l, { inputs, outputs, weights, bias }] of layers.entries()) {
    const matrix = part(weights, inputs * outputs, [inputs, outputs]) as Tensor2D;
    const linear = add(matMul(values as Tensor2D, matrix), part(bias, outputs, [outputs]));
    values = l + 1 === layers.length ? linear : act(linear);
  }
  return reshape(losses.softmaxCrossEntropy(oneHot(tensor1d(labels, 'int32'), classes), values), []);
}

function worst(found: Float32Array, expected: ArrayLike<number>): number {
  const size = found.reduce((most, _, k) => Math.max(most, Math.abs(expected[k] ?? NaN)), 0);
  expect(size).toBeGreaterThan(0.01);
  return found.reduce((most, value, k) => Math.max(most, Math.abs(value - (expected[k] ?? NaN))), 0) / size;
}

const grey = { height: 9, width: 8, channels: 1, planar: true };
const colour = { height: 8, width: 7, channels: 3, planar: false };

describe.each([
  ['cnn(conv6x3-max2-conv5x3same-avg2-7-4)', grey],
  ['cnn(conv6x3-max2-conv5x3same-avg2-7-4)', { ...colour, planar: true }],
  ['cnn(conv3x2same/2-conv4x3same-4, tanh)', colour],
  ['cnn(max2-conv4x2/2-4, tanh)', grey],
  ['tinycnn', { height: 6, width: 6, channels: 1, planar: true }],
])('%s', (model, shape) => {
  it('has the loss and the gradient that TensorFlow.js has', () => {
    const p = problem(model, shape);
    tidy(() => {
      const theta = tensor1d(p.theta);
      const loss = tensorLoss(p, theta).dataSync()[0] ?? NaN;
      expect(Math.abs(p.loss - loss) / loss).toBeLessThan(2e-6);
      const [gradient] = grads((at: Tensor) => tensorLoss(p, at))([theta]);
      expect(worst(p.gradient, gradient?.dataSync() ?? [])).toBeLessThan(5e-6);
    });
  });
});

it('has the same gradient by plain TypeScript', () => {
  const [fast, plain] = [createTrainingKernels, createReferenceKernels].map((make) =>
    problem('cnn(conv6x3-max2-conv5x3same-avg2-7-4)', grey, make),
  );
  expect(worst(fast?.gradient ?? new Float32Array(), plain?.gradient ?? [])).toBeLessThan(3e-6);
});

/** One convolution with zeros around it, tanh, mean pooling over all, one layer: written out, in float64. */
function plainLoss(
  { features, labels }: Problem,
  theta: Float64Array,
  side: number,
  channels: number,
): number {
  let total = 0;
  for (let n = 0; n < batch; n++) {
    const means = Array.from({ length: channels }, (_, j) => {
      let sum = 0;
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          let linear = theta[9 * channels + j] as number;
          for (let k = 0; k < 9; k++) {
            const [row, column] = [y + Math.floor(k / 3) - 1, x + (k % 3) - 1];
            if (row < 0 || column < 0 || row >= side || column >= side) continue;
            linear +=
              (theta[k * channels + j] as number) * (features[(n * side + row) * side + column] as number);
          }
          sum += Math.tanh(linear);
        }
      }
      return sum / side ** 2;
    });
    const dense = 10 * channels;
    const logits = Array.from({ length: classes }, (_, c) =>
      means.reduce(
        (sum, mean, j) => sum + mean * (theta[dense + j * classes + c] as number),
        theta[dense + channels * classes + c] as number,
      ),
    );
    const sum = logits.reduce((all, logit) => all + Math.exp(logit), 0);
    total += Math.log(sum) - (logits[labels[n] as number] as number);
  }
  return total / batch;
}

it('has the gradient of finite differences in float64', () => {
  const p = problem('cnn(conv2x3same-avg5-4, tanh)', { height: 5, width: 5, channels: 1, planar: true });
  const theta = Float64Array.from(p.theta);
  expect(p.loss).toBeCloseTo(plainLoss(p, theta, 5, 2), 5);
  const exact = differences((at) => plainLoss(p, at, 5, 2), theta);
  expect(worst(p.gradient, exact)).toBeLessThan(2e-5);
});

/** Gradients of convolutions on the WebAssembly backend, beside those of the plain one. */
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import {
  conv2d,
  grads,
  memory,
  ready,
  setBackend,
  square,
  sum,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { afterAll, describe, expect, it } from 'vitest';
import { registerWasmKernels } from '../../../../src/adapters/tensorflow/wasmKernels';
import { Rng } from '../../../../src/base/rng';

const require = createRequire(import.meta.url);
setWasmPaths(`${join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '../wasm-out')}/`);
registerWasmKernels();
afterAll(() => setBackend('cpu'));

type Case = readonly [size: number, kernel: number, stride: number, padding: 'same' | 'valid'];

async function filterGradient(backend: string, [size, kernel, stride, padding]: Case): Promise<number[]> {
  await setBackend(backend);
  await ready();
  const rng = new Rng(size);
  const draw = (count: number): number[] => Array.from({ length: count }, () => rng.normal());
  const before = memory().numTensors;
  const gradient = tidy(() => {
    const x = tensor4d(draw(3 * size * size * 2), [3, size, size, 2]);
    const filter = tensor4d(draw(kernel * kernel * 2 * 4), [kernel, kernel, 2, 4]);
    const both = grads((image: Tensor, weights: Tensor) =>
      sum(square(conv2d(image as Tensor4D, weights as Tensor4D, stride, padding))),
    );
    return both([x, filter])[1];
  });
  const values = [...((await gradient?.data()) ?? [])];
  gradient?.dispose();
  expect(memory().numTensors).toBe(before);
  return values;
}

describe('the gradient of a convolution by its filter', () => {
  const cases: Case[] = [
    [6, 3, 1, 'same'],
    [7, 3, 2, 'same'],
    [8, 3, 2, 'valid'],
    [9, 5, 3, 'same'],
    [5, 1, 2, 'valid'],
  ];
  it.each(cases)('of %s pixels, kernel %s, stride %s, %s, is that of plain JavaScript', async (...given) => {
    const expected = await filterGradient('cpu', given);
    const found = await filterGradient('wasm', given);
    expect(found).toHaveLength(expected.length);
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 2));
    const scale = Math.max(...expected.map(Math.abs));
    expect(Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? NaN)))) / scale).toBeLessThan(
      1e-5,
    );
  });
});

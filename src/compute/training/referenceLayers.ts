import { activate, slope } from './activations';
import type { Activation, Address, LayerShape } from './kernels';
import type { Views } from './views';

export function gather(
  { f32, i32 }: Views,
  source: Address,
  rows: Address,
  count: number,
  columns: number,
  target: Address,
  stride: number,
): void {
  for (let b = 0; b < stride; b++) {
    const row = b < count ? (source >> 2) + (i32[(rows >> 2) + b] as number) * columns : -1;
    for (let c = 0; c < columns; c++) {
      f32[(target >> 2) + c * stride + b] = row < 0 ? 0 : (f32[row + c] as number);
    }
  }
}

export function dense(
  { f32 }: Views,
  input: Address,
  weights: Address,
  bias: Address,
  output: Address,
  { inputs, outputs, stride }: LayerShape,
): void {
  for (let j = 0; j < outputs; j++) {
    for (let b = 0; b < stride; b++) {
      let sum = f32[(bias >> 2) + j] as number;
      for (let i = 0; i < inputs; i++) {
        sum +=
          (f32[(weights >> 2) + i * outputs + j] as number) * (f32[(input >> 2) + i * stride + b] as number);
      }
      f32[(output >> 2) + j * stride + b] = sum;
    }
  }
}

export function denseInput(
  { f32 }: Views,
  weights: Address,
  delta: Address,
  inputDelta: Address,
  { inputs, outputs, stride }: LayerShape,
): void {
  for (let i = 0; i < inputs; i++) {
    for (let b = 0; b < stride; b++) {
      let sum = 0;
      for (let j = 0; j < outputs; j++) {
        sum +=
          (f32[(weights >> 2) + i * outputs + j] as number) * (f32[(delta >> 2) + j * stride + b] as number);
      }
      f32[(inputDelta >> 2) + i * stride + b] = sum;
    }
  }
}

export function denseGradient(
  { f32 }: Views,
  input: Address,
  delta: Address,
  weights: Address,
  bias: Address,
  { inputs, outputs, stride }: LayerShape,
): void {
  for (let j = 0; j < outputs; j++) {
    const row = (delta >> 2) + j * stride;
    let total = 0;
    for (let b = 0; b < stride; b++) total += f32[row + b] as number;
    f32[(bias >> 2) + j] = (f32[(bias >> 2) + j] as number) + total;
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let b = 0; b < stride; b++) {
        sum += (f32[(input >> 2) + i * stride + b] as number) * (f32[row + b] as number);
      }
      const at = (weights >> 2) + i * outputs + j;
      f32[at] = (f32[at] as number) + sum;
    }
  }
}

export function activateAll(
  { f32 }: Views,
  activation: Activation,
  input: Address,
  output: Address,
  length: number,
): void {
  for (let k = 0; k < length; k++)
    f32[(output >> 2) + k] = activate(activation, f32[(input >> 2) + k] as number);
}

export function activateBack(
  { f32 }: Views,
  activation: Activation,
  input: Address,
  delta: Address,
  length: number,
): void {
  for (let k = 0; k < length; k++) {
    const at = (delta >> 2) + k;
    f32[at] = (f32[at] as number) * slope(activation, f32[(input >> 2) + k] as number);
  }
}

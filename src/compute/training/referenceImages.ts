import type { Address, ConvolutionShape, Pooling, PoolShape } from './kernels';
import type { Views } from './views';

export function convolve(
  views: Views,
  input: Address,
  offsets: Address,
  weights: Address,
  bias: Address,
  output: Address,
  shape: ConvolutionShape,
): void {
  const { f32 } = views;
  const { patch, outputs, stride } = shape;
  eachPixel(shape, (from, pixel, pixels) => {
    for (let j = 0; j < outputs; j++) {
      for (let b = 0; b < stride; b++) {
        let sum = f32[(bias >> 2) + j] as number;
        for (let p = 0; p < patch; p++) {
          const x = f32[(input >> 2) + (from + offsetOf(views, offsets, p)) * stride + b] as number;
          sum += (f32[(weights >> 2) + p * outputs + j] as number) * x;
        }
        f32[(output >> 2) + (j * pixels + pixel) * stride + b] = sum;
      }
    }
  });
}

export function convolveInput(
  views: Views,
  weights: Address,
  offsets: Address,
  delta: Address,
  inputDelta: Address,
  shape: ConvolutionShape,
): void {
  const { f32 } = views;
  const { patch, outputs, stride } = shape;
  eachPixel(shape, (from, pixel, pixels) => {
    for (let p = 0; p < patch; p++) {
      for (let b = 0; b < stride; b++) {
        const at = (inputDelta >> 2) + (from + offsetOf(views, offsets, p)) * stride + b;
        let sum = f32[at] as number;
        for (let j = 0; j < outputs; j++) {
          const d = f32[(delta >> 2) + (j * pixels + pixel) * stride + b] as number;
          sum += (f32[(weights >> 2) + p * outputs + j] as number) * d;
        }
        f32[at] = sum;
      }
    }
  });
}

export function convolveGradient(
  views: Views,
  input: Address,
  offsets: Address,
  delta: Address,
  weights: Address,
  bias: Address,
  shape: ConvolutionShape,
): void {
  const { f32 } = views;
  const { patch, outputs, stride } = shape;
  const sums = new Float64Array((patch + 1) * outputs);
  eachPixel(shape, (from, pixel, pixels) => {
    for (let j = 0; j < outputs; j++) {
      for (let b = 0; b < stride; b++) {
        const d = f32[(delta >> 2) + (j * pixels + pixel) * stride + b] as number;
        for (let p = 0; p < patch; p++) {
          const x = f32[(input >> 2) + (from + offsetOf(views, offsets, p)) * stride + b] as number;
          sums[p * outputs + j] = (sums[p * outputs + j] as number) + x * d;
        }
        sums[patch * outputs + j] = (sums[patch * outputs + j] as number) + d;
      }
    }
  });
  sums.forEach((sum, k) => {
    const at = k < patch * outputs ? (weights >> 2) + k : (bias >> 2) + k - patch * outputs;
    f32[at] = (f32[at] as number) + sum;
  });
}

export function pool(
  { f32 }: Views,
  pooling: Pooling,
  input: Address,
  output: Address,
  shape: PoolShape,
): void {
  const { size } = shape;
  eachSquare(shape, (squares, to) => {
    const values = squares.map((at) => f32[(input >> 2) + at] as number);
    f32[(output >> 2) + to] =
      pooling === 'max' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0) / (size * size);
  });
}

export function poolBack(
  { f32 }: Views,
  pooling: Pooling,
  input: Address,
  output: Address,
  outputDelta: Address,
  inputDelta: Address,
  shape: PoolShape,
): void {
  const { channels, height, width, size, stride } = shape;
  f32.fill(0, inputDelta >> 2, (inputDelta >> 2) + channels * height * width * stride);
  eachSquare(shape, (squares, from) => {
    const delta = f32[(outputDelta >> 2) + from] as number;
    const greatest = f32[(output >> 2) + from] as number;
    if (pooling === 'max') {
      const first = squares.find((at) => f32[(input >> 2) + at] === greatest);
      if (first !== undefined) f32[(inputDelta >> 2) + first] = delta;
    } else for (const at of squares) f32[(inputDelta >> 2) + at] = delta / (size * size);
  });
}

/** @param visit hears the first input pixel of each output pixel's patch, that output pixel, and how many there are. */
function eachPixel(
  { height, width, across, down }: ConvolutionShape,
  visit: (from: number, pixel: number, pixels: number) => void,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) visit(y * down + x * across, y * width + x, height * width);
  }
}

/** @param visit hears where the values of a square stand, and its place in the output, of one example at a time. */
function eachSquare(
  { channels, height, width, size, stride }: PoolShape,
  visit: (square: readonly number[], to: number) => void,
): void {
  let to = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y + size <= height; y += size) {
      for (let x = 0; x + size <= width; x += size) {
        for (let b = 0; b < stride; b++) {
          const square = Array.from({ length: size * size }, (_, k) => {
            const row = y + Math.floor(k / size);
            return ((c * height + row) * width + x + (k % size)) * stride + b;
          });
          visit(square, to++);
        }
      }
    }
  }
}

function offsetOf({ i32 }: Views, offsets: Address, p: number): number {
  return i32[(offsets >> 2) + p] as number;
}

import {
  backend_util,
  conv2d,
  pad,
  registerKernel,
  slice,
  tidy,
  transpose,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

interface FilterGradient {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/**
 * Registers what the WebAssembly backend lacks for training convolutions: the gradient by a filter, which is itself a convolution, of the images
 * by the gradients of the outputs, where examples and channels have changed places and the stride spreads the filter.
 */
export function registerWasmKernels(): void {
  registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }): TensorInfo => {
      // What the kernel is called with, by the definition of its name.
      const { x, dy } = inputs as unknown as { x: Tensor4D; dy: Tensor4D };
      return filterGradient(x, dy, attrs as unknown as FilterGradient);
    },
  });
}

function filterGradient(x: Tensor4D, dy: Tensor4D, attrs: FilterGradient): Tensor4D {
  const { strides, pad: padding, dataFormat, dimRoundingMode, filterShape } = attrs;
  if (dataFormat !== 'NHWC') throw new Error('images are taken with their channels last');
  const { padInfo, strideHeight, strideWidth } = backend_util.computeConv2DInfo(
    x.shape,
    filterShape,
    strides,
    1,
    padding,
    dimRoundingMode,
  );
  const { top, bottom, left, right } = padInfo;
  const [rows, columns, inputs, outputs] = filterShape;
  return tidy(() => {
    const padded = pad(x, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
    const images = transpose(padded, [3, 1, 2, 0]);
    const filter = transpose(dy, [1, 2, 0, 3]);
    const all = conv2d(images, filter, 1, 'valid', 'NHWC', [strideHeight, strideWidth]);
    // Rows and columns that no step of the stride reaches are left over.
    const found = slice(all, [0, 0, 0, 0], [inputs, rows, columns, outputs]);
    return transpose(found, [1, 2, 0, 3]);
  });
}

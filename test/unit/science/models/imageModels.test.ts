import { describe, expect, it } from 'vitest';
import {
  imageOfAxes,
  parseShape,
  planarOrder,
  squareImage,
} from '../../../../src/science/datasets/imageShape';
import { fitModel, parseModel, type NetworkSpec } from '../../../../src/science/models/modelSpec';
import { layOut } from '../../../../src/science/models/networkLayout';

function fit(model: string, shape: string, outputs = 10): NetworkSpec | string {
  const spec = parseModel(model);
  const image = parseShape(shape);
  if (!spec.ok) return spec.error;
  if (!image.ok) return image.error;
  const { height, width, channels } = image.value;
  const fitted = fitModel(spec.value, height * width * channels, outputs, image.value);
  return fitted.ok ? fitted.value : fitted.error;
}

function parameters(model: string, shape: string): number {
  const spec = fit(model, shape);
  return typeof spec === 'string' ? NaN : layOut(spec).parameters;
}

describe('the networks of the literature', () => {
  // Li et al. 2018, table 1; the logs of Larsen et al.'s code; the others by hand from their layers.
  it.each([
    ['lenet', '28x28', 44_426],
    ['lenet', '32x32x3', 62_006],
    ['tinycnn', '28x28', 20_490],
    ['tinycnn', '32x32x3', 448 + 4640 + 20_490],
    ['smallcnn', '28x28', 320 + 18_496 + 36_928 + 5770],
    ['smallcnn', '32x32x3', 896 + 18_496 + 36_928 + 10_250],
    ['mediumcnn', '28x28', 320 + 18_496 + 36_928 + 73_856 + 1290],
  ])('%s on %s has its number of parameters', (model, shape, expected) => {
    expect(parameters(model, shape)).toBe(expected);
  });

  it('are what cnn(…) writes out', () => {
    expect(fit('lenet', '28x28')).toMatchObject({
      name: 'lenet(28x28x1: conv6x5-max2-conv16x5-max2-120-84-10, relu)',
      widths: [256, 120, 84, 10],
    });
    expect(parameters('cnn(conv6x5-max2-conv16x5-max2-120-84-10)', '28x28')).toBe(44_426);
    expect(fit('lenet(tanh)', '28x28')).toMatchObject({ activation: 'tanh' });
  });
});

describe('a model for images', () => {
  it('rounds up where zeros keep the size, and down elsewhere', () => {
    expect(fit('cnn(conv4x3same/2-10)', '7x5')).toMatchObject({ widths: [4 * 4 * 3, 10] });
    expect(fit('cnn(conv4x3/2-max2-10)', '8x9')).toMatchObject({ widths: [4 * 1 * 2, 10] });
  });

  it.each([
    ['cnn(conv6x5-max2-conv16x5-10)', '8x8', 'For conv16x5 an image of 2 × 2 pixels is too small'],
    ['cnn(conv6x5)', '8x8', 'ends with the number of its outputs'],
    ['cnn(64-conv6x5-10)', '8x8', '“conv6x5” comes after a layer of units'],
    ['cnn(pool2-10)', '8x8', '“pool2” is no layer'],
    ['cnn(conv6x5-12)', '8x8', 'The model has 12 outputs, and the data need 10.'],
    ['lenet(swish)', '8x8', 'no activation “swish”'],
    ['vgg', '8x8', 'is no model'],
  ])('refuses %s on %s in a sentence', (model, shape, message) => {
    expect(fit(model, shape)).toContain(message);
  });

  it('needs to know what image a row is', () => {
    const spec = parseModel('tinycnn');
    const square = { height: 8, width: 8, channels: 1, planar: true };
    const errors = [fitModel(spec.ok ? spec.value : ({} as never), 65, 10)].concat(
      fitModel(spec.ok ? spec.value : ({} as never), 65, 10, square),
    );
    expect(errors.map((each) => (each.ok ? '' : each.error))).toEqual([
      'The model takes images, and nothing tells what 65 features are.',
      'Images of 8 × 8 have 64 values, and the data have 65 features.',
    ]);
  });
});

describe('the shape of an image', () => {
  it('has its channels where they are few', () => {
    expect(imageOfAxes([28, 28])).toMatchObject({ channels: 1, planar: true });
    expect(imageOfAxes([32, 30, 3])).toEqual({ height: 32, width: 30, channels: 3, planar: false });
    expect(imageOfAxes([3, 32, 30])).toEqual({ height: 32, width: 30, channels: 3, planar: true });
    expect(imageOfAxes([12])).toBeUndefined();
    expect(squareImage(64)).toMatchObject({ height: 8, width: 8 });
    expect(squareImage(63)).toBeUndefined();
  });

  it.each(['28', '0x28', '28x28x1x1', 'big'])('is not “%s”', (text) => {
    expect(parseShape(text).ok).toBe(false);
  });

  it('tells where planes take their values from', () => {
    const shape = { height: 1, width: 2, channels: 3, planar: false };
    expect([...(planarOrder(shape) ?? [])]).toEqual([0, 3, 1, 4, 2, 5]);
    expect(planarOrder({ ...shape, planar: true })).toBeUndefined();
  });
});

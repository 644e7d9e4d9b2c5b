import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../src/base/errors';
import { anyNetworkOf, asksForRegression } from '../../../../src/experiments/kinds/ownModel';
import { readAnswers } from '../../../../src/science/subspace/trainingInput';
import {
  isLayersNetwork,
  type LayersNetwork,
  type OpenedModel,
} from '../../../../src/science/models/layersNetwork';
import type { ImageShape } from '../../../../src/science/datasets/imageShape';
import { sourceOf } from '../../../fixtures/tensorflow/layersModels';
import { dataSet } from './trainingContext';

function opened(input: (number | null)[], outputs: number, activation = 'softmax'): OpenedModel {
  const shape = {
    layers: ['Flatten', 'Dense'],
    parameters: 9,
    fixed: 0,
    measured: [],
    units: 0,
    input,
    outputs,
    activation,
  };
  return { source: sourceOf({}), shape };
}

/** Two rows of so many features, of so many classes. */
function examples(features: number, classes: number, image?: ImageShape) {
  const labels = Array.from({ length: Math.max(2, classes) }, (_, i) => String(i));
  const data = {
    ...dataSet(
      labels.map(() => Array.from({ length: features }, () => 0)),
      labels,
    ),
    ...(image ? { image } : {}),
  };
  const answers = readAnswers(labels, classes === 0 ? 'regression' : 'classification');
  if (!answers.ok) throw new Error(answers.error);
  const input = {
    rows: 0,
    columns: 0,
    features: new Float32Array(),
    answers: answers.value.values,
    train: new Int32Array(),
    test: new Int32Array(),
  };
  return { data, answers: answers.value, outputs: Math.max(1, classes), input };
}

function fit(model: OpenedModel, given: ReturnType<typeof examples>, more = {}): LayersNetwork {
  const network = anyNetworkOf('models/mine.json', model, given, { data: 'd.csv', ...more });
  if (!isLayersNetwork(network)) throw new Error('not from a file');
  return network;
}

function fault(model: OpenedModel, given: ReturnType<typeof examples>, more = {}): CodedError {
  try {
    fit(model, given, more);
  } catch (error) {
    if (error instanceof CodedError) return error;
  }
  throw new Error('it fits');
}

describe('a model of the user’s own beside the data', () => {
  it('takes features in a row, as an image, and with an axis left open', () => {
    expect(fit(opened([64], 10), examples(64, 10))).toMatchObject({
      input: [64],
      answers: 'classes',
      start: 'drawn',
    });
    expect(fit(opened([8, 8, 1], 10), examples(64, 10)).input).toEqual([8, 8, 1]);
    expect(fit(opened([null, null, 1], 10), examples(64, 10)).input).toEqual([8, 8, 1]);
    expect(fit(opened([null, 4], 3), examples(20, 3)).input).toEqual([5, 4]);
    const planar = { height: 2, width: 3, channels: 3, planar: true };
    expect([...(fit(opened([2, 3, 3], 3), examples(18, 3, planar)).order ?? [])].slice(0, 5)).toEqual([
      0, 6, 12, 1, 7,
    ]);
    expect(fit(opened([2, 3, 3], 3), examples(18, 3, { ...planar, planar: false })).order).toBeUndefined();
  });

  it('is told apart from data that it does not fit, by file and remedy', () => {
    for (const [model, given, words] of [
      [opened([64], 9), examples(64, 10), /9 outputs, and the data have 10 classes/],
      [opened([64], 2, 'linear'), examples(64, 0), /2 outputs, and a regression needs 1/],
      [opened([60], 10), examples(64, 10), /takes 60, and the data have 64 features/],
      [
        opened([7, 9, 1], 10),
        examples(63, 10, { height: 9, width: 7, channels: 1, planar: true }),
        /images of 9 × 7/,
      ],
      [opened([null, 7], 10), examples(64, 10), /takes any × 7/],
    ] as const) {
      const error = fault(model, given);
      expect(error.message).toMatch(words);
      expect(error.location?.file).toBe('models/mine.json');
      expect(error.remedy).not.toBe('');
    }
    expect(fault(opened([64], 10), examples(64, 10), { begin: 'stored' }).remedy).toContain('begin');
  });

  it('with one output is a regression, or with a sigmoid tells two classes apart', () => {
    const spec = { data: 'mine.csv', task: 'auto', model: 'models/mine.json' } as const;
    expect(asksForRegression(spec, opened([4], 1, 'linear'))).toBe(true);
    expect(asksForRegression(spec, opened([4], 1, 'sigmoid'))).toBe(false);
    expect(asksForRegression({ ...spec, task: 'regression' }, opened([4], 3))).toBe(true);
    // The answers of a task are numbers, whatever is to predict them.
    const ofTask = { ...spec, data: 'task:linear-teacher(rank=3)' };
    expect(asksForRegression({ ...ofTask, model: 'linear' }, undefined)).toBe(true);
    expect(asksForRegression({ ...ofTask, model: 'linear', task: 'classification' }, undefined)).toBe(false);
    expect(fit(opened([4], 1, 'sigmoid'), examples(4, 2)).answers).toBe('classes');
    expect(fit(opened([4], 1, 'linear'), examples(4, 0)).answers).toBe('values');
    expect(fault(opened([4], 1, 'sigmoid'), examples(4, 3)).message).toContain('3 classes');
  });
});

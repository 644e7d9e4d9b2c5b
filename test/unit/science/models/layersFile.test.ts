import { describe, expect, it } from 'vitest';
import { groupBytes, readLayersFile } from '../../../../src/science/models/layersFile';
import { prepareTopology } from '../../../../src/science/models/layersTopology';
import { dense, sequential } from '../../../fixtures/tensorflow/layersModels';

const topology = sequential([4], [dense('one', 3, 'relu'), dense('two', 2, 'softmax')]);

function fault(text: string) {
  const read = readLayersFile(text);
  if (read.ok) throw new Error('it was read');
  return read.error;
}

describe('a model of TensorFlow.js as a file', () => {
  it('is model.json, with or without the training around it, or a topology alone', () => {
    const manifest = [
      { paths: ['group1-shard1of1.bin'], weights: [{ name: 'one/kernel', shape: [4, 3], dtype: 'float32' }] },
    ];
    const whole = {
      format: 'layers-model',
      modelTopology: { model_config: topology },
      weightsManifest: manifest,
    };
    expect(readLayersFile(JSON.stringify(whole))).toEqual({
      ok: true,
      value: { topology, groups: manifest },
    });
    const plain = { format: 'layers-model', modelTopology: topology };
    expect(readLayersFile(`\ufeff${JSON.stringify(plain)}`)).toEqual({
      ok: true,
      value: { topology, groups: [] },
    });
    expect(readLayersFile(JSON.stringify(topology))).toMatchObject({ ok: true, value: { groups: [] } });
  });

  it('counts the bytes of weights as they are stored', () => {
    const weights = [
      { name: 'a', shape: [3, 2], dtype: 'float32' as const },
      { name: 'b', shape: [5], dtype: 'float32' as const, quantization: { dtype: 'uint8' as const } },
      { name: 'c', shape: [], dtype: 'int32' as const },
    ];
    expect(groupBytes({ paths: ['x'], weights })).toBe(24 + 5 + 4);
  });

  it('says where JSON breaks off, and what else the file may be', () => {
    const text = JSON.stringify({ modelTopology: topology }, undefined, 1);
    const lines = text.split('\n');
    expect(fault(text.slice(0, -20))).toMatchObject({ message: /cut short/, line: lines.length - 2 });
    expect(fault('{\n "a": 1 2\n}')).toMatchObject({ message: 'The file is no JSON.', line: 2, column: 9 });
    expect(fault('[]').message).toContain('no model');
    expect(fault('{"a": 1}').message).toContain('class_name');
    expect(fault('{"format": "graph-model"}')).toMatchObject({
      message: /cannot be trained/,
      remedy: /Keras model/,
    });
    const keras3 = { module: 'keras', registered_name: null, ...topology };
    expect(fault(JSON.stringify(keras3))).toMatchObject({ message: /Keras 3/, remedy: /tf_keras/ });
    expect(
      fault(JSON.stringify({ modelTopology: topology, weightsManifest: [{ paths: [] }] })).message,
    ).toContain('0.paths');
  });
});

function prepared(given: Record<string, unknown>, answers: 'classes' | 'values' = 'classes') {
  const result = prepareTopology(given, answers);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('a topology made ready', () => {
  const text = (value: unknown): string => JSON.stringify(value);

  it('gives scores before the last softmax for classes, and keeps it for values', () => {
    expect(prepared(topology)).toMatchObject({ activation: 'softmax' });
    expect(text(prepared(topology).topology)).toBe(text(topology).replace('softmax', 'linear'));
    expect(text(prepared(topology, 'values').topology)).toBe(text(topology));
    const apart = sequential(
      [4],
      [dense('one', 2, 'linear'), { class_name: 'Softmax', config: { name: 's', axis: -1 } }],
    );
    expect(text(prepared(apart).topology)).toContain(
      '"class_name":"Activation","config":{"name":"s","activation":"linear"}',
    );
  });

  it('finds the last layer of a functional model and of one within it', () => {
    const inner = { ...topology, name: 'inner', inbound_nodes: [[['input', 0, 0, {}]]] };
    const functional = {
      class_name: 'Functional',
      config: { layers: [inner], input_layers: [['input', 0, 0]], output_layers: [['inner', 1, 0]] },
    };
    expect(prepared(functional).activation).toBe('softmax');
    expect(text(prepared(functional).topology)).not.toContain('softmax');
    const two = {
      class_name: 'Functional',
      config: {
        layers: [inner],
        output_layers: [
          ['inner', 1, 0],
          ['inner', 1, 0],
        ],
      },
    };
    expect(prepareTopology(two, 'classes')).toMatchObject({ ok: false });
    const after = { class_name: 'Dense', config: { name: 'after' }, inbound_nodes: [[['inner', 0, 0, {}]]] };
    const used = {
      class_name: 'Functional',
      config: {
        layers: [{ ...dense('inner', 2, 'softmax'), name: 'inner' }, after],
        output_layers: [['inner', 0, 0]],
      },
    };
    expect(prepareTopology(used, 'classes')).toMatchObject({ ok: false });
  });

  it('has no seeds of its own, and leaves what it was given as it is', () => {
    const seeded = sequential(
      [4],
      [
        dense('one', 2, 'relu', { kernel_initializer: { class_name: 'HeNormal', config: { seed: 7 } } }),
        { class_name: 'Dropout', config: { name: 'drop', rate: 0.5, seed: 7 } },
      ],
    );
    const before = text(seeded);
    expect(text(prepared(seeded).topology)).not.toContain('"seed":7');
    expect(text(seeded)).toBe(before);
  });
});

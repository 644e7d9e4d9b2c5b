import { describe, expect, it } from 'vitest';
import { experimentKinds } from '../../../../src/experiments/registry';
import {
  completeBlock,
  keyAt,
  namedLayer,
  namedPart,
} from '../../../../src/host/features/experiments/blockCompletion';
import { keysOf, kindKey } from '../../../../src/host/features/experiments/blockSchema';
import { spectrumExamples } from '../../../../src/science/bounds/spectrumSpec';

const [kind] = experimentKinds;
if (!kind) throw new Error('there is no kind of experiment');
const keys = keysOf(kind, experimentKinds);
const files = ['data/digits.csv', 'data/roll.npy'];

/** Completes at the `|` of a block's body. */
function labels(body: string, known = keys): string[] {
  const lines = body.split('\n');
  const line = lines.findIndex((text) => text.includes('|'));
  const character = (lines[line] ?? '').indexOf('|');
  lines[line] = (lines[line] ?? '').replace('|', '');
  return completeBlock({ lines, line, character }, known, files).map(({ label }) => label);
}

function partAt(text: string): ReturnType<typeof namedPart> {
  const character = text.indexOf('|');
  return namedPart({ lines: [text.replace('|', '')], line: 0, character }, keys);
}

describe('completion in a block', () => {
  it('offers the keys that are not there yet', () => {
    const offered = labels('kind: intrinsic-dimension\n|\nestimators: [pca]');
    expect(offered).toContain('data');
    expect(offered).toContain('missing');
    expect(offered).not.toContain('kind');
    expect(offered).not.toContain('estimators');
  });

  it('offers only the kind before there is one, then the kinds', () => {
    const only = [kindKey(experimentKinds)];
    expect(labels('|', only)).toEqual(['kind']);
    expect(labels('kind: |', only)).toEqual(experimentKinds.map(({ id }) => id));
  });

  it('offers values of choices and of switches', () => {
    expect(labels('missing: |')).toEqual(['error', 'drop-rows']);
    expect(labels('header: tr|')).toEqual(['auto', 'true', 'false']);
  });

  it('tells the file whose arrays may follow its #', () => {
    expect(partAt('data: data/all.npz#|')).toEqual({ path: 'data/all.npz', written: '' });
    expect(partAt('data: t.parquet#x, y|')).toBeUndefined();
    expect(partAt('data: t.parquet#x,y1|')).toEqual({ path: 't.parquet', written: 'y1' });
    expect(partAt('data: "m.safetensors#layer.1|"')).toEqual({ path: 'm.safetensors', written: 'layer.1' });
    for (const other of [
      'data: all.npz|',
      'data: all.npz #|',
      'data: a.csv#|',
      'label: all.npz#|',
      '# all.npz#|',
    ]) {
      expect(partAt(other)).toBeUndefined();
    }
  });

  it('offers data files where a file is named, and nowhere else', () => {
    expect(labels('data: |')).toEqual(files);
    expect(labels('label: |')).toEqual([]);
  });

  it('offers manifolds in place of data files where one is begun', () => {
    expect(labels('data: mani|')).toContain('manifold:M1');
    expect(labels('data: manifold:s|')).toContain('manifold:sphere');
    expect(labels('label: mani|')).toEqual([]);
  });

  it('offers estimators in flow lists and in lines of their own, those left', () => {
    expect(labels('estimators: [twonn, |]')).toEqual(['mle', 'pca']);
    expect(labels('estimators:\n  - twonn\n  - |')).toEqual(['twonn', 'mle', 'pca']);
    expect(labels('estimators:\n- |')).toEqual(['twonn', 'mle', 'pca']);
  });

  it('offers examples where values cannot be listed', () => {
    const wells = experimentKinds.find(({ id }) => id === 'gordon-bound');
    const known = wells ? keysOf(wells, experimentKinds) : [];
    expect(labels('spectrum: |', known)).toEqual([...spectrumExamples]);
    expect(labels('eigenvalues: |', known)).toEqual(files);
    expect(labels('level: |', known)).toEqual(['0.1']);
  });

  it('is silent in comments and after unknown keys', () => {
    expect(labels('data: x.csv # tw|')).toEqual([]);
    expect(labels('nonsense: |')).toEqual([]);
  });

  it('replaces the word before the cursor', () => {
    const [entry] = completeBlock({ lines: ['estimators: [two'], line: 0, character: 16 }, keys, files);
    expect(entry).toMatchObject({ insertText: 'twonn', replaces: 3 });
    const [key] = completeBlock(
      { lines: ['mis'], line: 0, character: 3 },
      keys.filter((k) => k.key === 'missing'),
      [],
    );
    expect(key).toMatchObject({ insertText: 'missing: ', replaces: 3 });
  });

  it('has a line of help for every key', () => {
    expect(keys.filter(({ description }) => description === '')).toEqual([]);
    expect(keys.map(({ key }) => key).slice(0, 2)).toEqual(['kind', 'data']);
  });

  it('knows which key a hover is over', () => {
    expect(keyAt(['data: x.csv'], 0, 2)).toBe('data');
    expect(keyAt(['data: x.csv'], 0, 8)).toBeUndefined();
  });
});

describe('the data whose layers may be named', () => {
  const layers = experimentKinds.find(({ id }) => id === 'layer-dimension');
  const known = layers ? keysOf(layers, experimentKinds) : [];
  const at = (lines: string[]): ReturnType<typeof namedLayer> =>
    namedLayer({ lines, line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }, known);

  it('is what the block names, wherever the list is written', () => {
    expect(at(['data: "net work"  # saved', 'layers: [conv1, co'])).toMatchObject({
      path: 'net work',
      written: 'co',
    });
    expect(at(['data: net', 'layers:', '  - 01_h'])).toMatchObject({ path: 'net', written: '01_h' });
  });

  it('is none in another option, before there are data, or where a network is trained', () => {
    expect(at(['data: net', 'published: ['])).toBeUndefined();
    expect(at(['layers: ['])).toBeUndefined();
    expect(at(['data: digits.csv', 'model: mlp(64-3-10)', 'layers: ['])).toBeUndefined();
  });
});

describe('completion of layers', () => {
  const layers = experimentKinds.find(({ id }) => id === 'layer-dimension');
  if (!layers) throw new Error('there is no kind for layers');
  const known = keysOf(layers, experimentKinds);
  const arrays = ['net/a.npy', 'net/b.npy.gz', 'other/c.npy', 'acts.npz', ...files];

  it('offers folders of arrays and archives as data, and published curves', () => {
    const complete = (body: string): string[] =>
      completeBlock({ lines: [body], line: 0, character: body.length }, known, arrays).map(
        ({ label }) => label,
      );
    expect(complete('data: ')).toEqual(['net', 'acts.npz']);
    expect(
      completeBlock({ lines: ['model: mlp(4-3-2)', 'data: '], line: 1, character: 6 }, known, arrays).map(
        ({ label }) => label,
      ),
    ).toEqual(arrays);
    expect(complete('published: [')).toEqual(['vgg16', 'mnist']);
    expect(complete('estimators: [')).toEqual(['twonn', 'pca(version=ratio,alpha=0.9)']);
  });
});

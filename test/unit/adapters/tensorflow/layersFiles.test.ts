import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLayersModel } from '../../../../src/adapters/tensorflow/layersFiles';
import { CodedError } from '../../../../src/base/errors';
import { dense, sequential } from '../../../fixtures/tensorflow/layersModels';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marginalia-model-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

const read = (): ReturnType<typeof readLayersModel> =>
  readLayersModel('models/mine.json', join(folder, 'models/mine.json'));

function model(paths: readonly string[]): string {
  return JSON.stringify({
    format: 'layers-model',
    modelTopology: sequential([4], [dense('one', 2, 'softmax')]),
    weightsManifest: [
      {
        paths,
        weights: [
          { name: 'one/kernel', shape: [4, 2], dtype: 'float32' },
          { name: 'one/bias', shape: [2], dtype: 'float32' },
        ],
      },
    ],
  });
}

const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);

/** Reads what is there, and gives what was said. */
async function fault(): Promise<CodedError> {
  const error: unknown = await read().catch((caught: unknown) => caught);
  if (!(error instanceof CodedError)) throw new Error('it was read');
  return error;
}

describe('the files of a model', () => {
  it('are its JSON and its shards, wherever these are cut', async () => {
    await write('models/mine.json', model(['a.bin', 'more/b.bin']));
    await write('models/a.bin', bytes.slice(0, 17));
    await write('models/more/b.bin', bytes.slice(17));
    const { source, inputs } = await read();
    expect(source.weights?.bytes).toEqual(bytes);
    expect(source.weights?.specs.map(({ name }) => name)).toEqual(['one/kernel', 'one/bias']);
    expect(inputs.map(({ path, bytes: size }) => [path, size])).toEqual([
      ['models/mine.json', model(['a.bin', 'more/b.bin']).length],
      ['models/a.bin', 17],
      ['models/more/b.bin', 23],
    ]);
    await write('models/more/b.bin', bytes.slice(17).fill(1));
    expect((await read()).source.digest).not.toBe(source.digest);
  });

  it('are named where they are missing, cut short, of another model, or somewhere else', async () => {
    expect(await fault()).toMatchObject({ code: 'data.missing', location: { file: 'models/mine.json' } });
    await write('models/mine.json', model(['a.bin']));
    expect(await fault()).toMatchObject({ code: 'data.missing', location: { file: 'models/a.bin' } });
    await write('models/a.bin', bytes.slice(0, 30));
    expect(await fault()).toMatchObject({
      code: 'data.unreadable',
      message: 'It has 30 bytes, and the weights of models/mine.json take 40: the file is cut short.',
      location: { file: 'models/a.bin' },
    });
    await write('models/a.bin', new Uint8Array(44));
    expect((await fault()).message).toContain('of another model');
    await write('models/mine.json', model(['a.bin', 'b.bin', 'c.bin']));
    await write('models/a.bin', bytes.slice(0, 16));
    await write('models/b.bin', bytes.slice(0, 10));
    await write('models/c.bin', bytes.slice(0, 8));
    expect(await fault()).toMatchObject({ location: { file: 'models/b.bin' } });
    for (const place of ['https://example.org/a.bin', '../a.bin', '/a.bin']) {
      await write('models/mine.json', model([place]));
      expect((await fault()).message).toContain('not beside it');
    }
    await write('models/mine.json', '{"modelTopology": {"class_n');
    expect(await fault()).toMatchObject({
      code: 'data.unreadable',
      location: { file: 'models/mine.json', line: 1 },
    });
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadNative } from '../../../../src/adapters/tensorflow/nativePackage';
import { tensorFlowFolders } from '../../../../src/adapters/tensorflow/tensorFlowFolders';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marginalia-tensorflow-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function install(name: string, code: string): Promise<void> {
  const place = join(folder, 'node_modules/@tensorflow', name);
  await mkdir(place, { recursive: true });
  await writeFile(
    join(place, 'package.json'),
    JSON.stringify({ name: `@tensorflow/${name}`, main: 'main.js' }),
  );
  await writeFile(join(place, 'main.js'), code);
}

/** As much of the package as is looked at, with what it asks of Node 22 and before. */
const works = `
  const util = require('util');
  if (!util.isNullOrUndefined(undefined) || !util.isArray([])) throw new Error('too new');
  exports.variableGrads = exports.loadLayersModel = () => {};
  exports.setBackend = async (name) => { exports.backend = name; return true; };
  exports.ready = async () => {};
  exports.version = { tfjs: '4.22.0' };
`;

describe('a TensorFlow.js of the user’s own', () => {
  it('is taken from the folder that has it, the one with a GPU first', async () => {
    await install('tfjs-node', works);
    await install('tfjs-node-gpu', works);
    expect(await loadNative([join(tmpdir(), 'marginalia-nowhere')])).toBeUndefined();
    const found = await loadNative([folder]);
    expect(found?.name).toBe('TensorFlow.js 4.22.0 of @tensorflow/tfjs-node-gpu, native');
    expect((found?.tf as { backend?: string } | undefined)?.backend).toBe('tensorflow');
  });

  it('that does not load says why', async () => {
    await install('tfjs-node-gpu', 'throw new Error("libtensorflow.so.2 is missing");');
    await expect(loadNative([folder])).rejects.toThrow('libtensorflow.so.2');
  });

  it('is looked for in the folder that was named, and in the user’s own state', () => {
    expect(tensorFlowFolders('/home/ada/tf')[0]).toBe('/home/ada/tf');
    // What is relative would be another place in each workspace.
    for (const given of [undefined, '', '.', 'node_modules', '${workspaceFolder}'])
      expect(tensorFlowFolders(given)).toHaveLength(1);
  });
});

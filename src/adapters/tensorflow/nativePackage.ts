import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { OpenTensorFlow, TensorFlow } from './tensorFlow';

/** The one that has a GPU first. */
const packages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

const tensorFlowSchema = z.custom<TensorFlow & { readonly version: { readonly tfjs?: string } }>((module) => {
  const given = module as Partial<TensorFlow> | null;
  return typeof given?.variableGrads === 'function' && typeof given.loadLayersModel === 'function';
});

/**
 * TensorFlow.js with its native library, where the user has it. Never looked for in a workspace by itself: what is found is
 * run, so its folder comes from the user's own settings, command line or state.
 *
 * @param folders where to look, with their parents, as Node does; undefined where none has it.
 * @throws where it is there and does not load.
 */
export async function loadNative(folders: readonly string[]): Promise<OpenTensorFlow | undefined> {
  for (const folder of folders) {
    const require = createRequire(join(folder, 'index.js'));
    for (const name of packages) {
      let path: string;
      try {
        path = require.resolve(name);
      } catch {
        continue;
      }
      withOldUtil(require);
      const tf = tensorFlowSchema.parse(require(path));
      await tf.setBackend('tensorflow');
      await tf.ready();
      return { tf, name: `TensorFlow.js ${tf.version.tfjs ?? ''} of ${name}, native` };
    }
  }
  return undefined;
}

/** What Node 23 took away, and these packages, which no longer change, still call. */
function withOldUtil(require: NodeJS.Require): void {
  const util = require('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  util['isArray'] ??= Array.isArray;
}

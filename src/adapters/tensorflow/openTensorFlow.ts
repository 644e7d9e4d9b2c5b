import type { BackendChoice } from '../../compute/backendChoice';
import { bundledTensorFlow, bundledVersion } from './bundled';
import { loadNative } from './nativePackage';
import { tensorFlowBackends, type TensorFlowBackend } from './layersMessages';
import type { OpenTensorFlow } from './tensorFlow';
import { registerWasmKernels } from './wasmKernels';

/** What is tried, the fastest first. A choice of `wasm` means the processor, by what comes with this program. */
export function backendsFor(choice: BackendChoice): readonly TensorFlowBackend[] {
  return choice === 'wasm' ? ['wasm', 'cpu'] : tensorFlowBackends;
}

/**
 * Brings a backend up. Undefined where it is not there.
 *
 * @param programFolder holds the backend's WebAssembly. @param folders where a package of the user's own is looked for.
 * @throws where it is there and cannot be used.
 */
export async function openTensorFlow(
  backend: TensorFlowBackend,
  programFolder: string,
  folders: readonly string[],
): Promise<OpenTensorFlow | undefined> {
  switch (backend) {
    case 'tensorflow':
      return loadNative(folders);
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      setWasmPaths(`${programFolder}/`);
      registerWasmKernels();
      return use('wasm', 'WebAssembly');
    }
    case 'cpu':
      return use('cpu', 'plain JavaScript');
  }
}

async function use(backend: string, words: string): Promise<OpenTensorFlow> {
  const tf = bundledTensorFlow;
  if (!(await tf.setBackend(backend))) throw new Error('it does not start');
  await tf.ready();
  return { tf, name: `TensorFlow.js ${bundledVersion}, ${words}` };
}

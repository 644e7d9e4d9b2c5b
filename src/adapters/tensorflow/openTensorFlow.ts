import type { BackendChoice } from '../../compute/backendChoice';
import { bundledTensorFlow, bundledVersion } from './bundled';
import { tensorFlowBackends, type PackagePlaces, type TensorFlowBackend } from './layersMessages';
import type { TensorFlow } from './tensorFlow';

/** TensorFlow.js on one of its backends. */
export interface OpenTensorFlow {
  readonly tf: TensorFlow;
  /** For people. */
  readonly name: string;
}

/** What is tried, the fastest first. A choice of `wasm` means the processor, by what comes with this program. */
export function backendsFor(choice: BackendChoice): readonly TensorFlowBackend[] {
  if (choice === 'wasm') return ['wasm', 'cpu'];
  return choice === 'webgpu' ? ['webgpu', 'wasm', 'cpu'] : tensorFlowBackends;
}

/**
 * Brings a backend up. The error is a clause that says why it cannot be used; undefined where it is not there and nobody asked
 * for it.
 *
 * @param programFolder holds the backend's WebAssembly. @param choice what the user asked for.
 */
export async function openTensorFlow(
  backend: TensorFlowBackend,
  programFolder: string,
  _places: PackagePlaces,
  _choice: BackendChoice,
): Promise<OpenTensorFlow | undefined> {
  switch (backend) {
    case 'tensorflow':
    case 'webgpu':
      return undefined;
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      setWasmPaths(`${programFolder}/`);
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

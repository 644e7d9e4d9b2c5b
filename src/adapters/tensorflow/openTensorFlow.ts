import type { BackendChoice } from '../../compute/backendChoice';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import { describeAdapter } from '../../compute/webgpu/gpuNeighbours';
import { loadWebGpu, nameOf, type Gpu } from '../webgpu/webGpuPackage';
import { bundledTensorFlow, bundledVersion } from './bundled';
import { loadNative } from './nativePackage';
import { tensorFlowBackends, type PackagePlaces, type TensorFlowBackend } from './layersMessages';
import type { TensorFlow } from './tensorFlow';
import { registerWasmKernels } from './wasmKernels';

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
 * Brings a backend up. Undefined where it is not there and nobody asked for it.
 *
 * @param programFolder holds the backend's WebAssembly. @param choice what the user asked for.
 * @throws where it is there, or was asked for, and cannot be used.
 */
export async function openTensorFlow(
  backend: TensorFlowBackend,
  programFolder: string,
  places: PackagePlaces,
  choice: BackendChoice,
): Promise<OpenTensorFlow | undefined> {
  switch (backend) {
    case 'tensorflow':
      return loadNative(places.tensorFlow);
    case 'webgpu':
      return openWebGpu(places.webGpu, choice === 'webgpu');
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

/** @param asked whether a program that imitates a GPU will do, and its absence is to be told. */
async function openWebGpu(folders: readonly string[], asked: boolean): Promise<OpenTensorFlow | undefined> {
  try {
    const webGpu = await loadWebGpu(folders);
    const gpu = webGpu.create([]);
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null)
      throw new GpuFault('unavailable', 'it finds no graphics adapter, or no driver for it');
    const name = nameOf(adapter);
    if (name.software && !asked) return undefined;
    Object.assign(globalThis, webGpu.globals);
    offer(keeping(gpu));
    // It looks for the above when it is loaded.
    await import('@tensorflow/tfjs-backend-webgpu');
    return await use('webgpu', describeAdapter(name));
  } catch (error) {
    // A machine without a GPU lacks nothing that was asked for.
    if (!asked && error instanceof GpuFault && error.reason === 'unavailable') return undefined;
    throw error;
  }
}

/** The GPU with its adapters held: were one collected, the next call of its device would end the process. */
function keeping(gpu: Gpu): Gpu {
  const held: unknown[] = [gpu];
  return {
    async requestAdapter(options) {
      const adapter = await gpu.requestAdapter(options);
      held.push(adapter);
      return adapter;
    },
  };
}

/** Puts the GPU where the specification has it: Node has no `navigator` before version 21, and one without it since. */
function offer(gpu: Gpu): void {
  const there: unknown = Reflect.get(globalThis, 'navigator');
  if (typeof there === 'object' && there !== null)
    Object.defineProperty(there, 'gpu', { value: gpu, configurable: true });
  else Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
}

async function use(backend: string, words: string): Promise<OpenTensorFlow> {
  const tf = bundledTensorFlow;
  if (!(await tf.setBackend(backend))) throw new Error('it does not start');
  await tf.ready();
  return { tf, name: `TensorFlow.js ${bundledVersion}, ${words}` };
}

import { relaxedBinary, simdBinary } from './kernelBinary';
import type { KernelCosts, Kernels } from './kernels';
import { WasmModule, webAssembly, type SharedMemory } from './wasmModule';

/** Which binary: 128-bit vectors, or those with fused multiply-adds. */
export type WebAssemblyTarget = 'simd' | 'relaxed';

type Exports = Omit<Kernels, 'description' | 'costs'>;

const pageBytes = 65536;
const mostPages = 65535;

const costs: KernelCosts = {
  pair: (m) => 0.35 + m / 45,
  distance: (columns) => 25 + columns / 5,
};

const names: Record<WebAssemblyTarget, string> = {
  simd: 'webassembly simd',
  relaxed: 'webassembly relaxed simd',
};

const modules: Record<WebAssemblyTarget, WasmModule> = {
  simd: new WasmModule(simdBinary),
  relaxed: new WasmModule(relaxedBinary),
};

/** The targets that this machine runs, the fastest first. */
export function webAssemblyTargets(): readonly WebAssemblyTarget[] {
  return (['relaxed', 'simd'] as const).filter((target) => modules[target].runs);
}

/** New memory of at least so many bytes, all zero; undefined where WebAssembly cannot address, or get, as many. */
export function webAssemblyMemory(bytes: number): SharedMemory | undefined {
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const found = webAssembly();
  if (found === undefined || pages > mostPages) return undefined;
  try {
    return new found.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    // WebAssembly reserves more address space than it uses, which some systems do not give.
    return undefined;
  }
}

/** The kernels over a memory made by `webAssemblyMemory`. */
export function webAssemblyKernels(memory: SharedMemory, target: WebAssemblyTarget): Kernels {
  const exports = modules[target].instantiate({ env: { memory } }) as Exports;
  return { ...exports, description: names[target], costs };
}

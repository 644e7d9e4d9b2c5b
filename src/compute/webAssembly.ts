import { relaxedBinary, simdBinary } from './kernelBinary';
import type { KernelCosts, Kernels } from './kernels';

/** Memory that WebAssembly and threads share; it can be sent to a thread. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Which binary: 128-bit vectors, or those with fused multiply-adds. */
export type WebAssemblyTarget = 'simd' | 'relaxed';

/** What we use of the WebAssembly API, which the core's library typings leave out. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (descriptor: { initial: number; maximum: number; shared: boolean }) => SharedMemory;
}

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

const binaries: Record<WebAssemblyTarget, string> = { simd: simdBinary, relaxed: relaxedBinary };

/** The targets that this machine runs, the fastest first. */
export function webAssemblyTargets(): readonly WebAssemblyTarget[] {
  runnable ??= (['relaxed', 'simd'] as const).filter(
    (target) => api()?.validate(decode(binaries[target])) === true,
  );
  return runnable;
}

/** Found once a thread, as the modules are compiled. */
let runnable: readonly WebAssemblyTarget[] | undefined;

/** New memory of at least so many bytes, all zero; undefined where WebAssembly cannot address, or get, as many. */
export function webAssemblyMemory(bytes: number): SharedMemory | undefined {
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const found = api();
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
  const found = api();
  if (found === undefined) throw new Error('this machine has no WebAssembly');
  const module = compile(found, target);
  const exports = new found.Instance(module, { env: { memory } }).exports as Exports;
  return { ...exports, description: names[target], costs };
}

/** Compiled once a thread: a second compilation would start slow again. */
const compiled = new Map<WebAssemblyTarget, object>();

function compile(found: WebAssemblyApi, target: WebAssemblyTarget): object {
  const known = compiled.get(target);
  if (known !== undefined) return known;
  const module = new found.Module(decode(binaries[target]));
  compiled.set(target, module);
  return module;
}

function api(): WebAssemblyApi | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
}

function decode(binary: string): Uint8Array {
  return Uint8Array.from(atob(binary), (character) => character.charCodeAt(0));
}

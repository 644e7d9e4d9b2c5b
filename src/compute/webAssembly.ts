import { kernelBinary } from './kernelBinary';

/** The functions of assembly/kernels.ts; addresses are bytes. */
export interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  queriesAt(): number;
  baseAt(): number;
  productsAt(): number;
  queryBoundsAt(): number;
  baseBoundsAt(): number;
  survivorsAt(): number;
  freeAt(): number;
  clear(): void;
  accumulate(queryCount: number, baseCount: number, m: number): void;
  select(queryCount: number, baseCount: number): number;
  addProducts(runs: number, sums: number, columns: number, length: number, first: number, last: number): void;
}

/** What we use of the WebAssembly API, which the core's library typings leave out. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** A new instance with its own memory; undefined where the machine has no WebAssembly SIMD. */
export function loadKernels(): Kernels | undefined {
  const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return undefined;
  const bytes = Uint8Array.from(atob(kernelBinary), (character) => character.charCodeAt(0));
  if (!api.validate(bytes)) return undefined;
  const module = new api.Module(bytes);
  return new api.Instance(module, { env: {} }).exports as Kernels;
}

import { setFlagsFromString } from 'node:v8';

/**
 * Lets this process, its threads among it, run WebAssembly with fused multiply-adds on Node 20 and 21, whose V8 has them
 * behind a flag; later ones have them without. To be called before kernels are first looked for.
 */
export function allowRelaxedSimd(): void {
  const [major = ''] = process.versions.node.split('.');
  if (Number(major) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

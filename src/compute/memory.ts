import type { Kernels } from './kernels';
import { ScalarKernels } from './scalarKernels';
import {
  webAssemblyKernels,
  webAssemblyMemory,
  webAssemblyTargets,
  type WebAssemblyTarget,
} from './webAssembly';
import type { SharedMemory } from './wasmModule';

/** What runs the kernels. */
export type KernelTarget = WebAssemblyTarget | 'scalar';

/** The fastest target that this machine runs. */
export function fastestTarget(): KernelTarget {
  return webAssemblyTargets()[0] ?? 'scalar';
}

/** Memory with the target that its kernels are for; it can be sent to a thread. */
export interface KernelMemory {
  readonly target: KernelTarget;
  readonly memory: SharedMemory | SharedArrayBuffer;
}

/**
 * Memory for a layout, all zero. Where WebAssembly cannot address as much, it is plain memory, and the target becomes
 * the scalar one.
 */
export function openMemory(layout: Layout, target: KernelTarget): KernelMemory {
  const memory = target === 'scalar' ? undefined : webAssemblyMemory(layout.bytes);
  if (memory !== undefined) return { target, memory };
  return { target: 'scalar', memory: new SharedArrayBuffer(layout.bytes) };
}

export function bufferOf({ memory }: KernelMemory): SharedArrayBuffer {
  return memory instanceof SharedArrayBuffer ? memory : memory.buffer;
}

export function kernelsOver({ target, memory }: KernelMemory): Kernels {
  if (target === 'scalar' || memory instanceof SharedArrayBuffer) {
    return new ScalarKernels(memory instanceof SharedArrayBuffer ? memory : memory.buffer);
  }
  return webAssemblyKernels(memory, target);
}

/** Hands out addresses one after another, each on a cache line of its own. */
export class Layout {
  bytes = 64;

  /** The address of room for so many bytes, and of at least 64 more that may be read. */
  add(bytes: number): number {
    const at = this.bytes;
    this.bytes = Math.ceil((at + bytes + 64) / 64) * 64;
    return at;
  }
}

import type { GpuAdapterName } from './device';
import { GpuFault } from './gpuFault';

/** A place that may have a GPU. Rejects with a GpuFault where it has none. */
export type GpuSource<Gpu> = (signal: AbortSignal | undefined) => Promise<Gpu>;

/**
 * The first source that has a graphics card; where none has, the first that has a program in its clothes. Those that are not
 * taken are ended. Rejects with a GpuFault that says of every source why it has none.
 */
export async function fastestGpu<Gpu extends { readonly adapter: GpuAdapterName; end(): void }>(
  sources: readonly GpuSource<Gpu>[],
  signal: AbortSignal | undefined,
): Promise<Gpu> {
  let software: Gpu | undefined;
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      const gpu = await source(signal);
      if (!gpu.adapter.software) {
        software?.end();
        return gpu;
      }
      if (software === undefined) software = gpu;
      else gpu.end();
    } catch (error) {
      if (!(error instanceof GpuFault)) {
        software?.end();
        throw error;
      }
      reasons.push(error.message);
    }
  }
  if (software !== undefined) return software;
  throw new GpuFault('unavailable', reasons.join('; '));
}

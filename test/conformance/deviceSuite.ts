import { DeviceCandidates } from '../../src/compute/webgpu/candidateSearch';
import type { GpuAdapterName, GpuDevice, GpuLimits } from '../../src/compute/webgpu/device';
import { GpuFault } from '../../src/compute/webgpu/gpuFault';
import { GpuNeighbours } from '../../src/compute/webgpu/gpuNeighbours';
import { pointSets } from './pointSets';

/** What a device is asked to do; plain data, so that it can be asked in another process or a page. */
export interface DeviceRequest {
  readonly points: string;
  readonly tile: 64 | 128;
  /** Bytes that can be bound at a time, where fewer than the device's own. */
  readonly bindable?: number;
  /** Destroys the device when progress has come so far. */
  readonly destroyAt?: number;
}

export interface DeviceAnswer {
  readonly distances: readonly number[];
  readonly indices: readonly number[];
  /** Why the device could not do it. */
  readonly fault?: string;
  /** What was reported of progress. */
  readonly progress: readonly number[];
}

/** A device that finds the neighbours of point sets; its kernels are compiled once. */
export class DeviceUnderTest {
  private readonly limits: { bindable: number | undefined } = { bindable: undefined };
  private readonly finder: DeviceCandidates;

  constructor(
    private readonly device: GpuDevice,
    name: GpuAdapterName,
  ) {
    this.finder = new DeviceCandidates(limited(device, this.limits), name, () => performance.now());
  }

  async ask({ points, tile, bindable, destroyAt }: DeviceRequest): Promise<DeviceAnswer> {
    const set = pointSets[points];
    if (set === undefined) throw new Error(`no point set "${points}"`);
    this.limits.bindable = bindable;
    const progress: number[] = [];
    const onProgress = (fraction: number): void => {
      progress.push(fraction);
      if (destroyAt !== undefined && fraction >= destroyAt) this.device.destroy();
    };
    try {
      const search = new GpuNeighbours(this.finder, { tile });
      const table = await search.nearestNeighbours(set.matrix(), set.k, { onProgress });
      return { distances: [...table.distances], indices: [...table.indices], progress };
    } catch (error) {
      if (!(error instanceof GpuFault)) throw error;
      return { distances: [], indices: [], fault: `${error.reason}: ${error.message}`, progress };
    }
  }
}

/** The device, said to be smaller than it is while `bindable` stands. */
function limited(device: GpuDevice, now: { readonly bindable: number | undefined }): GpuDevice {
  return new Proxy(device, {
    get(target, key) {
      if (key === 'limits') {
        const {
          maxBufferSize,
          maxStorageBufferBindingSize: own,
          maxComputeWorkgroupsPerDimension,
        } = target.limits;
        const maxStorageBufferBindingSize = now.bindable ?? own;
        return {
          maxBufferSize,
          maxStorageBufferBindingSize,
          maxComputeWorkgroupsPerDimension,
        } satisfies GpuLimits;
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

import { DeviceCandidates } from '../../src/compute/webgpu/candidateSearch';
import type { GpuAdapterName, GpuDevice, GpuLimits } from '../../src/compute/webgpu/device';
import { GpuFault } from '../../src/compute/webgpu/gpuFault';
import { GpuNeighbours } from '../../src/compute/webgpu/gpuNeighbours';
import type { Matrix } from '../../src/compute/matrix';
import { pointSets, type PointSet } from './pointSets';

/** What a device is asked to do; plain data, so that it can be asked in another process or a page. */
export interface DeviceRequest {
  /** Given as they are: engines round logarithms and cosines differently, and so would draw other points. */
  readonly points: {
    readonly rows: number;
    readonly columns: number;
    readonly values: readonly number[];
    readonly single: boolean;
  };
  readonly k: number;
  readonly tile: 64 | 128;
  /** Bytes that can be bound at a time, where fewer than the device's own. */
  readonly bindable?: number;
  /** Destroys the device when progress has come so far. */
  readonly destroyAt?: number;
}

/** Asks for the neighbours of a point set. */
export function requestFor(
  points: string | PointSet,
  how: Omit<DeviceRequest, 'points' | 'k' | 'tile'> & { readonly tile?: 64 | 128 } = {},
): DeviceRequest {
  const set = typeof points === 'string' ? pointSets[points] : points;
  if (set === undefined) throw new Error('there is no such point set');
  const { rows, columns, values } = set.matrix();
  const single = values instanceof Float32Array;
  return { points: { rows, columns, values: [...values], single }, k: set.k, tile: 64, ...how };
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

  async ask({ points, k, tile, bindable, destroyAt }: DeviceRequest): Promise<DeviceAnswer> {
    const values = points.single ? Float32Array.from(points.values) : Float64Array.from(points.values);
    const matrix: Matrix = { rows: points.rows, columns: points.columns, values };
    this.limits.bindable = bindable;
    const progress: number[] = [];
    const onProgress = (fraction: number): void => {
      progress.push(fraction);
      if (destroyAt !== undefined && fraction >= destroyAt) this.device.destroy();
    };
    try {
      const search = new GpuNeighbours(this.finder, { tile });
      const table = await search.nearestNeighbours(matrix, k, { onProgress });
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

import type { GpuAdapterName, GpuDevice } from './device';
import { GpuFault } from './gpuFault';

/** What is used of the specification's `GPU`: `navigator.gpu` of a page, and Dawn's in the package `webgpu`. */
export interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

interface Adapter {
  readonly info: unknown;
  readonly limits: Readonly<Record<string, number>>;
  requestDevice(descriptor: {
    readonly requiredLimits: Readonly<Record<string, number>>;
  }): Promise<GpuDevice>;
}

export interface OpenDevice {
  readonly device: GpuDevice;
  readonly name: GpuAdapterName;
  /** What the device hangs on: were it collected, the next call of Dawn's device would crash the process. */
  readonly owner: object;
}

/** Opens the machine's fastest adapter, with all the memory that it lets be bound. Throws a GpuFault where there is none. */
export async function openAdapter(gpu: Gpu): Promise<OpenDevice> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    throw new GpuFault(
      'unavailable',
      'WebGPU finds no graphics adapter, or no driver for it, on this machine',
    );
  }
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const requiredLimits = { maxBufferSize, maxStorageBufferBindingSize } as Record<string, number>;
  const device = await adapter.requestDevice({ requiredLimits });
  return { device, name: adapterName(infoOf(adapter.info)), owner: [gpu, adapter] };
}

/** What an adapter says of itself; empty where it says nothing. */
export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** Read field by field: they are getters of a prototype, and not every implementation has all. */
function infoOf(info: unknown): AdapterInfo {
  const from = (info ?? {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    vendor: text(from['vendor']),
    architecture: text(from['architecture']),
    device: text(from['device']),
    description: text(from['description']),
    isFallbackAdapter: from['isFallbackAdapter'] === true,
  };
}

/** Names of devices that are programs: Mesa's, Google's and Microsoft's. */
const softwareNames = /llvmpipe|lavapipe|swiftshader|basic render|warp\b/i;

/** The adapter by the most telling of what it says of itself: the card, and the driver behind it. */
export function adapterName(info: AdapterInfo): GpuAdapterName {
  const { vendor, architecture, device, description, isFallbackAdapter } = info;
  const all = [vendor, architecture, device, description].join(' ');
  const software = isFallbackAdapter || architecture === 'software' || softwareNames.test(all);
  const card = device.replace(/-+$/, '') || [vendor, architecture].filter((part) => part !== '').join(' ');
  const parts = software ? [description || card] : [card, description];
  return { name: parts.filter((part) => part !== '').join(', ') || 'an unnamed adapter', software };
}

// What a page runs: the kernels on the browser's own WebGPU, as a webview has it.
import type { GpuDevice } from '../../src/compute/webgpu/device';
import { DeviceUnderTest, type DeviceAnswer, type DeviceRequest } from './deviceSuite';

interface BrowserGpu {
  requestAdapter(): Promise<{
    readonly limits: Readonly<Record<string, number>>;
    requestDevice(descriptor: object): Promise<GpuDevice>;
  } | null>;
}

let current: DeviceUnderTest | undefined;

async function ask(request: DeviceRequest): Promise<DeviceAnswer> {
  current ??= new DeviceUnderTest(await open(), { name: 'browser', software: true });
  const device = current;
  if (request.destroyAt !== undefined) current = undefined;
  return device.ask(request);
}

async function open(): Promise<GpuDevice> {
  const { gpu } = globalThis.navigator as unknown as { gpu?: BrowserGpu };
  const adapter = await gpu?.requestAdapter();
  if (!adapter) throw new Error('the browser has no WebGPU adapter');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
}

Object.assign(globalThis, { ask });

// A program that answers requests with Dawn's device, since the Vulkan loader reads its environment at a process's start.
import { openDevice } from '../../src/adapters/webgpu/webGpuPackage';
import type { OpenDevice } from '../../src/compute/webgpu/openAdapter';
import { DeviceUnderTest, type DeviceRequest } from './deviceSuite';

let current: { readonly open: OpenDevice; readonly device: DeviceUnderTest } | undefined;

process.on('message', (request: DeviceRequest) => {
  void answer(request).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function answer(request: DeviceRequest): Promise<unknown> {
  if (current === undefined) {
    const open = await openDevice([process.cwd()]);
    current = { open, device: new DeviceUnderTest(open.device, open.name) };
  }
  const { open, device } = current;
  const result = await device.ask(request);
  if (request.destroyAt !== undefined) current = undefined;
  return { ...result, adapter: open.name };
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { GpuAdapterName, GpuDevice } from '../../compute/webgpu/device';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import { userStateFolder } from '../stateFolder';

/** The version that the tests run. */
const testedVersion = '0.6.2';

interface Adapter {
  readonly info: unknown;
  readonly limits: Readonly<Record<string, number>>;
  requestDevice(descriptor: {
    readonly requiredLimits: Readonly<Record<string, number>>;
  }): Promise<GpuDevice>;
}

interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

interface WebGpuPackage {
  create(options: readonly string[]): Gpu;
}

export interface OpenDevice {
  readonly device: GpuDevice;
  readonly name: GpuAdapterName;
  /** What the device hangs on: were it collected, the next call of the device would crash the process. */
  readonly owner: object;
}

const packageSchema = z.custom<WebGpuPackage>(
  (module) => typeof (module as Partial<WebGpuPackage> | null)?.create === 'function',
);

const infoSchema = z.object({
  vendor: z.string().catch(''),
  architecture: z.string().catch(''),
  device: z.string().catch(''),
  description: z.string().catch(''),
  isFallbackAdapter: z.boolean().catch(false),
});

/**
 * Where the npm package `webgpu` is looked for: beside the program itself, and in a folder of the user's own. Never in a
 * workspace: code that comes with notes is not run.
 */
export function webGpuFolders(programFolder: string): readonly string[] {
  return [programFolder, userWebGpuFolder()];
}

/** What a user types to have it. */
export function installCommand(): string {
  return `npm install --prefix "${userWebGpuFolder()}" webgpu@${testedVersion}`;
}

function userWebGpuFolder(): string {
  return join(userStateFolder(), 'gpu');
}

/**
 * Opens the machine's fastest adapter, with all the memory that it lets be bound. Throws a GpuFault where there is
 * none, the package is missing, or does not load.
 *
 * @param folders where to look for the package.
 */
export async function openDevice(folders: readonly string[]): Promise<OpenDevice> {
  const webgpu = await loadPackage(folders);
  const gpu = webgpu.create([]);
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
  return { device, name: adapterName(infoSchema.parse(fieldsOf(adapter.info))), owner: [gpu, adapter] };
}

async function loadPackage(folders: readonly string[]): Promise<WebGpuPackage> {
  for (const folder of folders) {
    let path: string;
    try {
      path = createRequire(join(folder, 'index.js')).resolve('webgpu');
    } catch {
      continue;
    }
    try {
      return packageSchema.parse(await import(pathToFileURL(path).href));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
      throw new GpuFault('unavailable', `the package "webgpu" in ${folder} does not load (${reason})`);
    }
  }
  throw new GpuFault('unavailable', `the package "webgpu" is not installed; \`${installCommand()}\` does it`);
}

/** The specification's fields are getters of a prototype, which a copy would lose. */
function fieldsOf(info: unknown): Record<string, unknown> {
  const from = info as Record<string, unknown>;
  return Object.fromEntries(Object.keys(infoSchema.shape).map((key) => [key, from[key]]));
}

/** Names of devices that are programs: Mesa's, Google's and Microsoft's. */
const softwareNames = /llvmpipe|lavapipe|swiftshader|basic render|warp\b/i;

/** The adapter by the most telling of what it says of itself: the card, and the driver behind it. */
export function adapterName(info: z.infer<typeof infoSchema>): GpuAdapterName {
  const { vendor, architecture, device, description, isFallbackAdapter } = info;
  const all = [vendor, architecture, device, description].join(' ');
  const software = isFallbackAdapter || architecture === 'software' || softwareNames.test(all);
  const card = device.replace(/-+$/, '') || [vendor, architecture].filter((part) => part !== '').join(' ');
  const parts = software ? [description || card] : [card, description];
  return { name: parts.filter((part) => part !== '').join(', ') || 'an unnamed adapter', software };
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { GpuFault } from '../../compute/webgpu/gpuFault';
import { openAdapter, type Gpu, type OpenDevice } from '../../compute/webgpu/openAdapter';
import { userStateFolder } from '../stateFolder';

/** The version that the tests run. */
const testedVersion = '0.6.2';

interface WebGpuPackage {
  create(options: readonly string[]): Gpu;
}

const packageSchema = z.custom<WebGpuPackage>(
  (module) => typeof (module as Partial<WebGpuPackage> | null)?.create === 'function',
);

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
 * Opens the machine's fastest adapter through the package. Throws a GpuFault where there is none, the package is missing,
 * or does not load.
 *
 * @param folders where to look for the package.
 */
export async function openDevice(folders: readonly string[]): Promise<OpenDevice> {
  const webgpu = await loadPackage(folders);
  return openAdapter(webgpu.create([]));
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

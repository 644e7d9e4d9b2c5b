import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chromium is installed with its software device, SwiftShader, and a loader for it. */
const chromiumFolders = [
  '/usr/lib/chromium',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/snap/chromium/current/usr/lib/chromium-browser',
];

/**
 * The environment in which a process finds a graphics adapter: a machine's own where VK_ICD_FILENAMES says so, else the
 * one that comes with the Chromium of the tests. Unchanged where there is neither, as on macOS, which has its own.
 */
export function softwareAdapterEnvironment(): NodeJS.ProcessEnv {
  if (process.env['VK_ICD_FILENAMES'] !== undefined) return process.env;
  const folder = chromiumFolders.find((each) => existsSync(join(each, 'vk_swiftshader_icd.json')));
  if (folder === undefined) return process.env;
  return {
    ...process.env,
    VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: [folder, process.env['LD_LIBRARY_PATH']].filter((part) => part).join(':'),
  };
}

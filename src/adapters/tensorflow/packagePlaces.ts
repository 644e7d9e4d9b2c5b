import { isAbsolute, join } from 'node:path';
import { userStateFolder } from '../stateFolder';
import { webGpuFolders } from '../webgpu/webGpuPackage';
import type { PackagePlaces } from './layersMessages';

/**
 * Where packages of the user's own are looked for: the folder that the user's settings or command line name, and folders
 * in the user's own state. What lies in a workspace is loaded only where the user named that folder.
 *
 * @param given absolute; anything else is left aside, since it would mean another place in each workspace.
 */
export function packagePlaces(programFolder: string, given: string | undefined): PackagePlaces {
  const named = given !== undefined && isAbsolute(given) ? [given] : [];
  return {
    tensorFlow: [...named, join(userStateFolder(), 'tensorflow')],
    webGpu: [...webGpuFolders(programFolder)],
  };
}

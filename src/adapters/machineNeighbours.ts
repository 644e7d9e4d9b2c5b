import { dirname, join } from 'node:path';
import type { BackendChoice } from '../compute/backendChoice';
import { ChosenNeighbours } from '../compute/chosenNeighbours';
import type { NeighbourBackend } from '../compute/neighbourTable';
import { NeighbourThreads } from './neighbourThreads';
import { GpuProcess } from './webgpu/gpuProcess';
import { webGpuFolders } from './webgpu/webGpuPackage';

/**
 * The neighbour pass on this machine: its threads, or a GPU in a process of its own.
 *
 * @param programFolder holds the built `neighbourThread.js` and `gpuProcess.js`.
 */
export function machineNeighbours(
  programFolder: string,
  threads: number,
  choice: BackendChoice,
): NeighbourBackend {
  const script = join(programFolder, 'gpuProcess.js');
  const openGpu = (signal: AbortSignal | undefined): Promise<GpuProcess> =>
    GpuProcess.start({
      script,
      nodePath: plainNode(),
      folders: webGpuFolders(dirname(script)),
      signal,
    });
  const processor = new NeighbourThreads(threads, join(programFolder, 'neighbourThread.js'));
  return new ChosenNeighbours(choice, processor, openGpu);
}

/** Electron's Node forbids the buffers that the package shares with drivers: there, the user's own, where there is one. */
function plainNode(): string {
  return 'electron' in process.versions ? 'node' : process.execPath;
}

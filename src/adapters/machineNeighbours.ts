import { join } from 'node:path';
import type { BackendChoice } from '../compute/backendChoice';
import { ChosenNeighbours, type Later, type OpenGpu } from '../compute/chosenNeighbours';
import type { NeighbourBackend } from '../compute/neighbourTable';
import { NeighbourThreads } from './neighbourThreads';
import { plainNode } from './plainNode';
import { ConfirmThreads } from './webgpu/confirmThreads';
import { GpuProcess } from './webgpu/gpuProcess';
import { webGpuFolders } from './webgpu/webGpuPackage';

/** A GPU at rest for so long is given back, with the memory that its driver holds. */
const restMs = 60_000;

const afterRest: Later = (run) => {
  const timer = setTimeout(run, restMs);
  timer.unref();
  return () => clearTimeout(timer);
};

/**
 * The neighbour pass on this machine: its threads, or a GPU in a process of its own, which stays until `close`.
 *
 * @param programFolder holds the built `neighbourThread.js`, `gpuProcess.js` and `confirmThread.js`.
 */
export function machineNeighbours(
  programFolder: string,
  threads: number,
  choice: BackendChoice,
): NeighbourBackend {
  const openGpu = async (signal: AbortSignal | undefined): Promise<OpenGpu> => {
    const gpu = await GpuProcess.start({
      script: join(programFolder, 'gpuProcess.js'),
      nodePath: plainNode(),
      folders: webGpuFolders(programFolder),
      signal,
    });
    const helpers = new ConfirmThreads(threads, join(programFolder, 'confirmThread.js'));
    return {
      adapter: gpu.adapter,
      helpers,
      find: (job, receive, hooks) => gpu.find(job, receive, hooks),
      end: () => {
        gpu.end();
        void helpers.close();
      },
    };
  };
  const processor = new NeighbourThreads(threads, join(programFolder, 'neighbourThread.js'));
  return new ChosenNeighbours(choice, processor, openGpu, undefined, afterRest);
}

import { join } from 'node:path';
import type { EditorBackendChoice } from '../compute/backendChoice';
import { ChosenNeighbours, type Later, type OpenGpu } from '../compute/chosenNeighbours';
import type { NeighbourBackend } from '../compute/neighbourTable';
import { fastestGpu, type GpuSource } from '../compute/webgpu/fastestGpu';
import { GpuFault } from '../compute/webgpu/gpuFault';
import { NeighbourThreads } from './neighbourThreads';
import { plainNode } from './plainNode';
import { ConfirmThreads } from './webgpu/confirmThreads';
import type { EditorGpu } from './webgpu/editorGpu';
import type { GpuClient } from './webgpu/gpuClient';
import { startGpuProcess } from './webgpu/gpuProcess';
import { webGpuFolders } from './webgpu/webGpuPackage';

/** A GPU at rest for so long is given back, with the memory that its driver holds. */
const restMs = 60_000;

const afterRest: Later = (run) => {
  const timer = setTimeout(run, restMs);
  timer.unref();
  return () => clearTimeout(timer);
};

/**
 * The neighbour pass on this machine: its threads, a GPU in a process of its own, or that of the editor's window. What is
 * opened stays until `close`.
 *
 * @param programFolder holds the built `neighbourThread.js`, `gpuProcess.js` and `confirmThread.js`.
 * @param editor where an editor lends its GPU.
 */
export function machineNeighbours(
  programFolder: string,
  threads: number,
  choice: EditorBackendChoice,
  editor?: EditorGpu,
): NeighbourBackend {
  const inProcess: GpuSource<GpuClient> = (signal) =>
    startGpuProcess({
      script: join(programFolder, 'gpuProcess.js'),
      nodePath: plainNode(),
      folders: webGpuFolders(programFolder),
      signal,
    });
  const inEditor: GpuSource<GpuClient> = (signal) => {
    if (editor !== undefined) return editor.open(signal);
    return Promise.reject(new GpuFault('unavailable', 'there is no window of an editor that lends one'));
  };
  const sources =
    choice === 'editor' ? [inEditor] : editor === undefined ? [inProcess] : [inProcess, inEditor];
  const openGpu = async (signal: AbortSignal | undefined): Promise<OpenGpu> => {
    const gpu = await fastestGpu(sources, signal);
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
  const asked = choice === 'editor' ? 'webgpu' : choice;
  return new ChosenNeighbours(asked, processor, openGpu, undefined, afterRest);
}

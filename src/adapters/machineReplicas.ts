import { join } from 'node:path';
import type { BackendChoice } from '../compute/backendChoice';
import { ChosenReplicas } from '../science/subspace/chosenReplicas';
import type { ReplicaBackend } from '../science/subspace/replicaBackend';
import { plainNode } from './plainNode';
import { TrainingThreads } from './trainingThreads';
import { startGpuProcess } from './webgpu/gpuProcess';
import { webGpuFolders } from './webgpu/webGpuPackage';

/**
 * Training on this machine: its threads, or a GPU in a process of its own.
 *
 * @param programFolder holds the built `trainingThread.js` and `gpuProcess.js`.
 */
export function machineReplicas(
  programFolder: string,
  threads: number,
  choice: BackendChoice,
): ReplicaBackend {
  const processor = new TrainingThreads(threads, join(programFolder, 'trainingThread.js'));
  return new ChosenReplicas(choice, processor, (signal) =>
    startGpuProcess({
      script: join(programFolder, 'gpuProcess.js'),
      nodePath: plainNode(),
      folders: webGpuFolders(programFolder),
      signal,
    }),
  );
}

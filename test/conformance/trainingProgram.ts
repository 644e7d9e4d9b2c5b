// A program that trains on Dawn's device what it is told, and answers with the outcomes.
import { openDevice } from '../../src/adapters/webgpu/webGpuPackage';
import { compileTraining } from '../../src/compute/webgpu/training/trainingPipelines';
import type { ReplicaOutcome } from '../../src/science/subspace/outcome';
import { trainOnDevice } from '../../src/science/subspace/trainOnDevice';
import { trainingCases } from './trainingCases';

async function main(): Promise<void> {
  const open = await openDevice([process.cwd()]);
  const pipelines = await compileTraining(open.device);
  process.on('message', (name: string) => {
    const found = trainingCases[name];
    if (found === undefined) throw new Error(`no case "${name}"`);
    const { job, replicas } = found();
    const outcomes: ReplicaOutcome[] = [];
    trainOnDevice(open.device, pipelines, job, replicas, (outcome) => void outcomes.push(outcome), {}).then(
      () => process.send?.({ outcomes, adapter: open.name.name }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.send?.({ ready: true });
}

main().catch((error: unknown) => process.send?.({ error: String(error) }));

import { parentPort, workerData } from 'node:worker_threads';
import { ReplicaTrainer, type KernelJob } from '../science/subspace/replicaBackend';
import type { Replica } from '../science/subspace/trainReplica';

/** A thread that trains one replica after another, as TrainingThreads hands them out. */
function main(job: KernelJob): void {
  const port = parentPort;
  if (port === null) throw new Error('a training thread has no one to answer');
  const trainer = new ReplicaTrainer(job);
  port.on('message', (replica: Replica) => {
    // No hooks: a thread that is no longer wanted is ended from outside.
    void trainer.train(replica, {}).then((trained) => port.postMessage({ type: 'outcome', ...trained }));
  });
  port.postMessage({ type: 'ready' });
}

// The thread's only caller is TrainingThreads, in the same build.
main(workerData as KernelJob);

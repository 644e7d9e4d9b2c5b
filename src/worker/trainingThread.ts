import { ReplicaTrainer, type KernelJob } from '../science/subspace/replicaBackend';
import type { Replica } from '../science/subspace/trainReplica';
import { doJobs } from './jobThread';

// A thread that trains one replica after another, as TrainingThreads, in the same build, hands them out.
doJobs((job: KernelJob) => {
  const trainer = new ReplicaTrainer(job);
  // No hooks: a thread that is no longer wanted is ended from outside.
  return async (replica: Replica) => ({ type: 'outcome', ...(await trainer.train(replica, {})) });
});

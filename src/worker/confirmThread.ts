import { parentPort } from 'node:worker_threads';
import { confirmHere, type ConfirmTask } from '../compute/webgpu/confirmation';

// The thread's only caller is ConfirmThreads, in the same build.
parentPort?.on('message', (task: ConfirmTask) => {
  void confirmHere(task, {}).then((confirmed) => parentPort?.postMessage(confirmed));
});

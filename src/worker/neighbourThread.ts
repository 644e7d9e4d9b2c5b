import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { counters, type NeighbourThreadTask, type ThreadAnswer } from '../adapters/neighbourThreadData';
import { AbortedError } from '../base/abort';
import { taskAt, TileSearch } from '../compute/tileSearch';
import { Pacer } from '../compute/work';

/** A thread of the neighbour search: for every search it is sent, takes tasks until there are none. */
async function search({ plan, thread, counters: shared }: NeighbourThreadTask): Promise<ThreadAnswer> {
  const tiles = new TileSearch(plan, thread);
  const stop = new AbortController();
  const pacer = new Pacer({
    signal: stop.signal,
    async breathe() {
      if (Atomics.load(shared, counters.stop) !== 0) stop.abort();
      await setImmediate();
    },
  });
  try {
    for (;;) {
      const at = Atomics.add(shared, counters.next, 1);
      const task = taskAt(plan, at);
      if (task === undefined) break;
      if (task.stage !== 'own') waitFor(shared, plan.leaves);
      await tiles.run(task, pacer);
      Atomics.add(shared, counters.done, 1);
      Atomics.notify(shared, counters.done);
    }
  } catch (error) {
    if (error instanceof AbortedError) return { stopped: true };
    throw error;
  }
  return { evaluated: tiles.evaluated, description: tiles.description };
}

/** Returns once so many tasks are done. Throws an AbortedError when told to stop. */
function waitFor(shared: Int32Array, tasks: number): void {
  for (;;) {
    const done = Atomics.load(shared, counters.done);
    if (done >= tasks) return;
    if (Atomics.load(shared, counters.stop) !== 0) throw new AbortedError();
    Atomics.wait(shared, counters.done, done, 100);
  }
}

// The thread's only caller is NeighbourThreads, in the same build.
parentPort?.on('message', (task: NeighbourThreadTask) => {
  void search(task).then((answer) => parentPort?.postMessage(answer));
});

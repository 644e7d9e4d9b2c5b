import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { counters, type NeighbourThreadTask, type ThreadAnswer } from '../adapters/neighbourThreadData';
import { AbortedError } from '../base/abort';
import { takeUpPairs } from '../compute/neighbourPairs';
import { TileSearch } from '../compute/tileSearch';
import { Pacer } from '../compute/work';

/** A thread of the neighbour search and what follows it: of every job it is sent, takes pieces until there are none. */
async function work({ job, thread, counters: shared }: NeighbourThreadTask): Promise<ThreadAnswer> {
  const hand = job.kind === 'search' ? new TileSearch(job.plan, thread) : takeUpPairs(job, thread);
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
      const piece = Atomics.add(shared, counters.next, 1);
      if (piece >= hand.pieces) break;
      waitFor(shared, hand.before(piece));
      await hand.run(piece, pacer);
      Atomics.add(shared, counters.done, 1);
      Atomics.notify(shared, counters.done);
    }
  } catch (error) {
    if (error instanceof AbortedError) return { stopped: true };
    throw error;
  }
  return hand instanceof TileSearch
    ? { evaluated: hand.evaluated, description: hand.description }
    : { evaluated: 0, description: '' };
}

/** Returns once so many pieces are done. Throws an AbortedError when told to stop. */
function waitFor(shared: Int32Array, pieces: number): void {
  for (;;) {
    const done = Atomics.load(shared, counters.done);
    if (done >= pieces) return;
    if (Atomics.load(shared, counters.stop) !== 0) throw new AbortedError();
    Atomics.wait(shared, counters.done, done, 100);
  }
}

// The thread's only caller is NeighbourThreads and its crew, in the same build.
parentPort?.on('message', (task: NeighbourThreadTask) => {
  void work(task).then((answer) => parentPort?.postMessage(answer));
});

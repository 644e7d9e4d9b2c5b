import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { counters, type NeighbourThreadData } from '../adapters/neighbourThreadData';
import { LeafSearch, leafCount } from '../compute/neighbourSearch';
import { createTileFilter } from '../compute/simdTileFilter';
import { Pacer } from '../compute/work';

/** A thread of the neighbour search: takes leaves until there are none, then tells how much it computed. */
async function main(data: NeighbourThreadData): Promise<void> {
  const { plan, output } = data;
  const filter = createTileFilter();
  const search = new LeafSearch(plan, filter, output.k);
  const stop = new AbortController();
  const pacer = new Pacer({
    signal: stop.signal,
    async breathe() {
      if (Atomics.load(data.counters, counters.stop) !== 0) stop.abort();
      await setImmediate();
    },
  });
  for (;;) {
    const leaf = Atomics.add(data.counters, counters.next, 1);
    if (leaf >= leafCount(plan)) break;
    await search.search(leaf, output, pacer);
    Atomics.add(data.counters, counters.done, 1);
  }
  parentPort?.postMessage({ evaluated: search.evaluated, filter: filter.description });
}

// The thread's only caller is NeighbourThreads, in the same build.
void main(workerData as NeighbourThreadData);

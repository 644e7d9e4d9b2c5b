import { SingleThreadNeighbours } from '../compute/nearestNeighbours';
import type { NeighbourBackend } from '../compute/neighbourTable';

/** What those above need of the compute layer: the port, the table it fills, and how work reports itself. */
export type { NeighbourBackend, NeighbourTable } from '../compute/neighbourTable';
export type { WorkHooks } from '../compute/work';

/** The search on the calling thread, for where no other is given. */
export function callingThread(): NeighbourBackend {
  return new SingleThreadNeighbours();
}

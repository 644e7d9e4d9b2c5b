import type { Hand } from './crew';
import type { Kernels } from './kernels';
import type { Matrix } from './matrix';
import { bufferOf, fastestTarget, kernelsOver, Layout, openMemory, type KernelTarget } from './memory';
import type { NeighbourTable } from './neighbourTable';
import type { TightPlan } from './pairPlans';
import type { Pacer } from './work';

export function planTight(
  { rows, columns, values }: Matrix,
  table: NeighbourTable,
  k: number,
  epsilon: number,
  threads: number,
  target: KernelTarget = fastestTarget(),
): TightPlan {
  const single = values instanceof Float32Array;
  const layout = new Layout();
  const addresses = {
    points: layout.add((single ? 4 : 8) * rows * columns),
    names: layout.add(4 * rows * k),
    distances: layout.add(8 * rows * k),
    out: layout.add(24 * rows),
    rooms: Array.from({ length: threads }, () => layout.add(8 * (k + 4) * (columns + k + 8))),
  };
  const memory = openMemory(layout, target);
  const buffer = bufferOf(memory);
  if (single) new Float32Array(buffer, addresses.points, rows * columns).set(values);
  else new Float64Array(buffer, addresses.points, rows * columns).set(values);
  const names = new Int32Array(buffer, addresses.names, rows * k);
  const distances = new Float64Array(buffer, addresses.distances, rows * k);
  for (let i = 0; i < rows; i++) {
    names.set(table.indices.subarray(i * table.k, i * table.k + k), i * k);
    distances.set(table.distances.subarray(i * table.k, i * table.k + k), i * k);
  }
  return { memory, rows, columns, k, epsilon, single, ...addresses };
}

/** Points in one piece of work. */
const together = 32;

/** Pieces of work that a plan has. */
export function tightPieces({ rows }: TightPlan): number {
  return Math.ceil(rows / together);
}

/** A thread's part in it: some points a piece. */
export class TightHand implements Hand {
  readonly pieces: number;
  private readonly kernels: Kernels;

  /** @param thread which of the plan's rooms to work in. */
  constructor(
    private readonly plan: TightPlan,
    private readonly thread: number,
  ) {
    this.pieces = tightPieces(plan);
    this.kernels = kernelsOver(plan.memory);
  }

  before(): number {
    return 0;
  }

  async run(piece: number, pacer: Pacer): Promise<void> {
    const { epsilon, rows, points, single, columns, names, distances, k, rooms, out } = this.plan;
    const from = piece * together;
    const to = Math.min(rows, from + together);
    const room = rooms[this.thread] as number;
    this.kernels.tightLogs(epsilon, from, to, points, single, columns, names, distances, k, room, out);
    await pacer.did((to - from) * k * (k / 8 + 1) * (columns + 40));
  }
}

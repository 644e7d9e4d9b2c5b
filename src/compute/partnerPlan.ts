import type { Matrix } from './matrix';
import { bufferOf, fastestTarget, Layout, openMemory, type KernelTarget } from './memory';
import { pairsOf } from './neighbourSway';
import type { NeighbourTable } from './neighbourTable';
import type { PairStatistic, PartnerPlan } from './pairPlans';

/** Most points of a group: the bits of a mask. */
const mostGrouped = 64;
/** Bytes of squared distances between a group and all points that could be its partners. */
const mostSquares = 2 ** 26;

/**
 * The plan for k of the table's neighbours, and the rows in the order of its numbers.
 *
 * @param coarse only where the points are float32. @param centres rows whose neighbourhoods' pairs are kept.
 */
export function planPartners(
  matrix: Matrix,
  table: NeighbourTable,
  k: number,
  statistic: PairStatistic,
  coarse: boolean,
  centres: Int32Array,
  threads: number,
  target: KernelTarget = fastestTarget(),
): { plan: PartnerPlan; order: Int32Array } {
  const { rows, columns, values } = matrix;
  const single = values instanceof Float32Array;
  const group = Math.max(1, Math.min(mostGrouped, Math.floor(mostSquares / (8 * rows))));
  const layout = new Layout();
  const addresses = {
    points: layout.add((single ? 4 : 8) * rows * columns),
    names: layout.add(4 * rows * k),
    norms: layout.add(8 * rows * k),
    entries: layout.add(4 * rows * k),
    starts: layout.add(4 * (rows + 1)),
    out: layout.add(8 * rows * k),
    kept: {
      count: centres.length,
      slots: layout.add(4 * rows),
      centres: layout.add(4 * centres.length),
      nexts: layout.add(4 * centres.length),
      products: layout.add(4 * centres.length * pairsOf(k)),
      pulls: layout.add(8 * centres.length * k),
      pairNoise: layout.add(8 * centres.length),
    },
    scratch: Array.from({ length: threads }, () => ({
      masks: layout.add(8 * rows),
      list: layout.add(4 * rows),
      room: layout.add(8 * ((group + 17) * (columns + 128) + 50 * (group + 5))),
      squares: layout.add(8 * group * rows),
    })),
  };
  const plan: PartnerPlan = {
    memory: openMemory(layout, target),
    ...{ statistic, rows, columns, k, group, coarse, single, ...addresses },
  };
  const order = nearOnesTogether(table);
  const numbers = fill(plan, matrix, table, order);
  fillKept(plan, table, centres, numbers);
  return { plan, order };
}

/** Neighbours of a point that follow it, at most. */
const followers = 16;

/** The rows, breadth first along nearest neighbours: those that follow each other are near. */
function nearOnesTogether({ points, k, indices }: NeighbourTable): Int32Array {
  const order = new Int32Array(points);
  const taken = new Uint8Array(points);
  let n = 0;
  const take = (row: number): void => {
    if (taken[row] === 1) return;
    taken[row] = 1;
    order[n++] = row;
  };
  let next = 0;
  for (let row = 0; row < points; row++) {
    take(row);
    for (; next < n; next++) {
      const at = (order[next] as number) * k;
      for (let j = at; j < at + Math.min(k, followers); j++) take(indices[j] as number);
    }
  }
  return order;
}

/** Fills in all but what is kept; returns the rows' numbers. */
function fill(
  plan: PartnerPlan,
  { columns, values }: Matrix,
  table: NeighbourTable,
  order: Int32Array,
): Int32Array {
  const buffer = bufferOf(plan.memory);
  const { rows, k } = plan;
  const points = plan.single
    ? new Float32Array(buffer, plan.points, rows * columns)
    : new Float64Array(buffer, plan.points, rows * columns);
  const numbers = new Int32Array(rows);
  order.forEach((row, number) => (numbers[row] = number));
  const starts = new Int32Array(buffer, plan.starts, rows + 1);
  for (let i = 0; i < rows; i++) {
    const row = order[i] as number;
    points.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
    for (let j = i * table.k; j < i * table.k + k; j++) {
      const next = (numbers[table.indices[j] as number] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
  }
  for (let i = 0; i < rows; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  // Each point's centres first; going through these in the order of points fills the centres' blocks ascending.
  const centres = new Int32Array(rows * k);
  const ends = starts.slice();
  for (let i = 0; i < rows; i++) {
    const from = (order[i] as number) * table.k;
    for (let j = from; j < from + k; j++) {
      const number = numbers[table.indices[j] as number] as number;
      const end = ends[number] as number;
      centres[end] = i;
      ends[number] = end + 1;
    }
  }
  const names = new Int32Array(buffer, plan.names, rows * k);
  const entries = new Int32Array(buffer, plan.entries, rows * k);
  const places = Int32Array.from({ length: rows }, (_, i) => i * k);
  for (let number = 0; number < rows; number++) {
    for (let e = starts[number] as number; e < (starts[number + 1] as number); e++) {
      const centre = centres[e] as number;
      const place = places[centre] as number;
      places[centre] = place + 1;
      names[place] = number;
      entries[e] = place;
    }
  }
  return numbers;
}

function fillKept(
  { memory, rows, k, kept }: PartnerPlan,
  table: NeighbourTable,
  centres: Int32Array,
  numbers: Int32Array,
): void {
  const buffer = bufferOf(memory);
  const slots = new Int32Array(buffer, kept.slots, rows).fill(-1);
  const points = new Int32Array(buffer, kept.centres, kept.count);
  const nexts = new Int32Array(buffer, kept.nexts, kept.count).fill(-1);
  for (const [slot, row] of centres.entries()) {
    const number = numbers[row] as number;
    slots[number] = slot;
    points[slot] = number;
    if (table.k > k) nexts[slot] = numbers[table.indices[row * table.k + k] as number] as number;
  }
}

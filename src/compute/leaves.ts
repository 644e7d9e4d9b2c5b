import type { Projection } from './projection';

/** `leaves × dimensions`: the least and the greatest coordinate of each leaf's points. */
export interface Boxes {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Points grouped so that near ones are together: the leaves of a k-d tree over their projections. */
export interface Leaves extends Boxes {
  /** Rows, leaf by leaf. */
  readonly order: Int32Array;
  /** Leaf l holds `order[starts[l]] … order[starts[l + 1] − 1]`. */
  readonly starts: Int32Array;
}

/** Splits at the median of the widest coordinate until no leaf holds more than `size` points. Deterministic. */
export function buildLeaves({ coordinates, dimensions }: Projection, rows: number, size: number): Leaves {
  const order = new Int32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  const bounds: number[] = [];
  const split = (from: number, to: number): void => {
    if (to - from <= size) {
      bounds.push(from);
      return;
    }
    const axis = widestAxis(coordinates, dimensions, order.subarray(from, to));
    const leaves = Math.ceil((to - from) / size);
    const middle = from + Math.round(((to - from) * (leaves >> 1)) / leaves);
    divide(order, from, to, middle, coordinates, dimensions, axis);
    split(from, middle);
    split(middle, to);
  };
  split(0, rows);
  const starts = new Int32Array(bounds.length + 1);
  starts.set([...bounds, rows]);
  const low = new Float64Array(bounds.length * dimensions).fill(Infinity);
  const high = new Float64Array(bounds.length * dimensions).fill(-Infinity);
  for (let leaf = 0; leaf < bounds.length; leaf++) {
    for (let i = starts[leaf] as number; i < (starts[leaf + 1] as number); i++) {
      for (let d = 0; d < dimensions; d++) {
        const x = coordinates[(order[i] as number) * dimensions + d] as number;
        const at = leaf * dimensions + d;
        if (x < (low[at] as number)) low[at] = x;
        if (x > (high[at] as number)) high[at] = x;
      }
    }
  }
  return { order, starts, low, high };
}

/**
 * Orders rows `from` to before `to` so that those before `middle` come before the others by the coordinate, equal ones
 * by their number: Hoare's selection.
 */
function divide(
  order: Int32Array,
  from: number,
  to: number,
  middle: number,
  coordinates: Float64Array,
  dimensions: number,
  axis: number,
): void {
  const key = (row: number): number => coordinates[row * dimensions + axis] as number;
  let low = from;
  let high = to - 1;
  while (low < high) {
    const pivot = order[(low + high) >> 1] as number;
    const pivotKey = key(pivot);
    let i = low;
    let j = high;
    while (i <= j) {
      while (isBefore(key(order[i] as number), order[i] as number, pivotKey, pivot)) i++;
      while (isBefore(pivotKey, pivot, key(order[j] as number), order[j] as number)) j--;
      if (i > j) break;
      const swapped = order[i] as number;
      order[i++] = order[j] as number;
      order[j--] = swapped;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

function isBefore(keyA: number, rowA: number, keyB: number, rowB: number): boolean {
  return keyA < keyB || (keyA === keyB && rowA < rowB);
}

/** Squared distance between the boxes of two leaves: no pair of their points is nearer. */
export function boxDistance({ low, high }: Boxes, dimensions: number, a: number, b: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const i = a * dimensions + d;
    const j = b * dimensions + d;
    const gap = Math.max(
      (low[i] as number) - (high[j] as number),
      (low[j] as number) - (high[i] as number),
      0,
    );
    sum += gap * gap;
  }
  return sum;
}

function widestAxis(coordinates: Float64Array, dimensions: number, rows: Int32Array): number {
  let widest = 0;
  let extent = -1;
  for (let d = 0; d < dimensions; d++) {
    let low = Infinity;
    let high = -Infinity;
    for (const row of rows) {
      const x = coordinates[row * dimensions + d] as number;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (high - low > extent) {
      extent = high - low;
      widest = d;
    }
  }
  return widest;
}

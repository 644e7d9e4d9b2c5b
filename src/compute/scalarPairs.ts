import { squaredDistance } from './squaredDistance';

/** A memory as plain arrays, and where a kernel's points are in it: the coordinates of point p from `p * columns`. */
export interface ScalarViews {
  readonly doubles: Float64Array;
  readonly floats: Float32Array;
  readonly integers: Int32Array;
  readonly points: Float32Array | Float64Array;
  readonly columns: number;
}

/** `Kernels.listPartners`. */
export function listPartners(
  integers: Int32Array,
  group: { readonly first: number; readonly count: number },
  [starts, entries, names, masks, list]: readonly [number, number, number, number, number],
  k: number,
): number {
  let n = 0;
  for (let a = 0; a < group.count; a++) {
    const start = starts / 4 + group.first + a;
    for (let at = integers[start] as number; at < (integers[start + 1] as number); at++) {
      const entry = integers[entries / 4 + at] as number;
      for (let t = entry + 1; t % k !== 0; t++) {
        const b = integers[names / 4 + t] as number;
        const mask = masks / 4 + 2 * b;
        if (integers[mask] === 0 && integers[mask + 1] === 0) integers[list / 4 + n++] = b;
        const half = mask + (a >> 5);
        integers[half] = (integers[half] as number) | (1 << (a & 31));
      }
    }
  }
  return n;
}

/** `Kernels.partnerSquares`, always from differences. */
export function partnerSquares(
  { doubles, integers, points, columns }: ScalarViews,
  group: { readonly first: number; readonly count: number },
  [list, masks, out]: readonly [number, number, number],
  n: number,
): void {
  for (let p = 0; p < n; p++) {
    const b = integers[list / 4 + p] as number;
    const mask = masks / 4 + 2 * b;
    const halves = [integers[mask] as number, integers[mask + 1] as number];
    integers[mask] = p;
    integers[mask + 1] = 0;
    for (let a = 0; a < group.count; a++) {
      if (((halves[a >> 5] as number) & (1 << (a & 31))) === 0) continue;
      doubles[out / 8 + a * n + p] = squaredDistance(
        points,
        (group.first + a) * columns,
        b * columns,
        columns,
        Infinity,
      );
    }
  }
}

/** `Kernels.meanSquares` of one block. */
export function meanSquares(
  { doubles, integers, points, columns }: ScalarViews,
  block: number,
  names: number,
  k: number,
  out: number,
): void {
  const mean = new Float64Array(columns);
  const row = (j: number): number => (integers[names / 4 + block * k + j] as number) * columns;
  for (let j = 0; j < k; j++) {
    for (let c = 0; c < columns; c++) mean[c] = (mean[c] as number) + (points[row(j) + c] as number) / k;
  }
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += ((points[row(j) + c] as number) - (mean[c] as number)) ** 2;
    doubles[out / 8 + block * k + j] = sum;
  }
}

/** Where the products of a place of a block are kept; 0 where they are not. */
export function keptFrom(
  integers: Int32Array,
  entry: number,
  k: number,
  slots: number,
  kept: number,
): number {
  const slot = integers[slots / 4 + Math.floor(entry / k)] as number;
  const e = entry % k;
  return slot < 0 ? 0 : kept + 2 * (slot * k * (k - 1) + e * (2 * k - e - 1));
}

/** `Kernels.skewnesses` at one place, of a point whose row of squared distances begins at `row`. */
export function skewnessAt(
  { doubles, floats, integers }: ScalarViews,
  areas: boolean,
  entry: number,
  k: number,
  [names, places, row, norms, kept]: readonly [number, number, number, number, number],
): number {
  const own = doubles[norms / 8 + entry] as number;
  let sum = 0;
  for (let t = entry + 1; t % k !== 0; t++) {
    const p = integers[places / 4 + 2 * (integers[names / 4 + t] as number)] as number;
    const theirs = doubles[norms / 8 + t] as number;
    const product = own + theirs - (doubles[row / 8 + p] as number);
    if (kept > 0) floats[kept / 4 + t - entry - 1] = product;
    sum += areas ? Math.sqrt(Math.abs(4 * own * theirs - product * product)) : Math.abs(product);
  }
  return sum / 2;
}

/** `Kernels.tightLogs` of one point: product, exponent, and how many turns were left out. */
export function tightLogs(
  { doubles, integers, points, columns }: ScalarViews,
  epsilon: number,
  names: number,
  distances: number,
  k: number,
): readonly [number, number, number] {
  const r = doubles[distances / 8 + k - 1] as number;
  let product = 1;
  let exponent = 0;
  let missing = 0;
  for (let a = 1; a < k; a++) {
    const da = doubles[distances / 8 + a] as number;
    for (let b = 0; b < a; b++) {
      const db = doubles[distances / 8 + b] as number;
      const [x, y] = [a, b].map((j) => (integers[names / 4 + j] as number) * columns) as [number, number];
      const square = squaredDistance(points, x, y, columns, Infinity);
      if (square === 0) {
        missing += 2;
        continue;
      }
      for (const [from, to] of [
        [da, db],
        [db, da],
      ] as const) {
        const s = tightDistance(from, to, square, r);
        const t = tightDistance(from, to, 2 * from * from + 2 * to * to - square, r);
        const factor = (s / r) * (t / r);
        if (s < epsilon || t < epsilon || Number.isNaN(factor)) {
          missing++;
          continue;
        }
        product *= factor;
        if (product < 2 ** -300) {
          product *= 2 ** 600;
          exponent -= 600;
        }
      }
    }
  }
  return [product, exponent, missing];
}

/** The distance from a point `from` away from the centre to one `to` away, as seen in the tight ball about it. */
function tightDistance(from: number, to: number, square: number, r: number): number {
  if (to === 0) return (r * Math.sqrt(square)) / (r + Math.sqrt(square));
  if (from === 0) return to;
  if (from === r) return (r * square) / (r * r + square - to * to);
  const b = from * from + square - to * to;
  const rest = r * r - from * from;
  return (r * (Math.sqrt(b * b + 4 * square * rest) - b)) / (2 * rest);
}

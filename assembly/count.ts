/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
import { squaredDistance } from './squares';

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function count(
  n: i32,
  codes: usize,
  rows: usize,
  single: bool,
  columns: i32,
  queryStart: i32,
  baseStart: i32,
  near: f64,
  far: f64,
  counts: usize,
): void {
  const bytes = (<usize>columns) << (single ? 2 : 3);
  const limit = far * far * 1.000000001;
  for (let i = 0; i < n; i++) {
    const code = load<i32>(codes + ((<usize>i) << 2));
    const q = queryStart + (code >> 8);
    const b = baseStart + (code & 255);
    const square = squaredDistance(rows + <usize>q * bytes, rows + <usize>b * bytes, single, columns, limit);
    const distance = sqrt(square);
    if (!(distance < far)) continue;
    increase(counts + ((<usize>q) << 3) + 4);
    increase(counts + ((<usize>b) << 3) + 4);
    if (!(distance < near)) continue;
    increase(counts + ((<usize>q) << 3));
    increase(counts + ((<usize>b) << 3));
  }
}

function increase(at: usize): void {
  store<i32>(at, load<i32>(at) + 1);
}

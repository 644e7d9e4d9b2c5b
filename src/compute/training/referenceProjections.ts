import { philox4x32, type StreamWords } from '../../base/rng';
import { denseBlock, denseElement, denseIndex, putDenseElement } from './denseMatrix';
import type { Address } from './kernels';
import type { Views } from './views';

export function shuffle({ i32 }: Views, target: Address, count: number, stream: StreamWords): void {
  const [k0, k1, s0, s1] = stream;
  const words = new Uint32Array(4);
  const first = target >> 2;
  let used = 4;
  let block = 0;
  for (let i = count - 1; i > 0; i--) {
    if (used === 4) {
      philox4x32([block++, 0, s0, s1], [k0, k1], words);
      used = 0;
    }
    const j = Math.floor(((words[used++] as number) * (i + 1)) / 4294967296);
    const kept = i32[first + i] as number;
    i32[first + i] = i32[first + j] as number;
    i32[first + j] = kept;
  }
}

export function normals({ u16 }: Views, target: Address, count: number, stream: StreamWords): void {
  const [k0, k1, s0, s1] = stream;
  const words = new Uint32Array(4);
  for (let n = 0; n < count; n++) {
    if (n % 4 === 0) philox4x32([n >>> 2, 0, s0, s1], [k0, k1], words);
    const pair = n & 2;
    const radius = Math.sqrt(-2 * Math.log(halfOpen(words[pair] as number)));
    const angle = 2 * Math.PI * halfOpen(words[pair + 1] as number);
    putDenseElement(u16, (target >> 1) + n, radius * (n % 2 === 0 ? Math.cos(angle) : Math.sin(angle)));
  }
}

/** The upper 24 bits, in the middle of their interval of (0, 1). */
function halfOpen(word: number): number {
  return ((word >>> 8) + 0.5) / 16777216;
}

export function columnNorms(
  views: Views,
  matrix: Address,
  norms: Address,
  rows: number,
  columns: number,
): void {
  const sums = new Float64Array(columns);
  eachElement(views, matrix, rows, columns, (_, c, value) => {
    sums[c] = (sums[c] as number) + value * value;
  });
  views.f32.set(sums, norms >> 2);
}

export function project(
  views: Views,
  matrix: Address,
  x: Address,
  base: Address,
  target: Address,
  rows: number,
  columns: number,
): void {
  const { f32 } = views;
  const sums = Float64Array.from(f32.subarray(base >> 2, (base >> 2) + rows));
  eachElement(views, matrix, rows, columns, (r, c, value) => {
    sums[r] = (sums[r] as number) + value * (f32[(x >> 2) + c] as number);
  });
  f32.set(sums, target >> 2);
}

export function projectBack(
  views: Views,
  matrix: Address,
  y: Address,
  target: Address,
  rows: number,
  columns: number,
): void {
  const { f32 } = views;
  const sums = new Float64Array(columns);
  eachElement(views, matrix, rows, columns, (r, c, value) => {
    sums[c] = (sums[c] as number) + value * (f32[(y >> 2) + r] as number);
  });
  f32.set(sums, target >> 2);
}

function eachElement(
  { u16 }: Views,
  matrix: Address,
  rows: number,
  columns: number,
  visit: (row: number, column: number, value: number) => void,
): void {
  for (let block = 0; block < rows; block += denseBlock) {
    for (let c = 0; c < columns; c++) {
      for (let k = 0; k < denseBlock; k++) {
        const at = (matrix >> 1) + denseIndex(block + k, c, columns);
        visit(block + k, c, denseElement(u16, at));
      }
    }
  }
}

export function scatterSigned(
  { f32, i32 }: Views,
  list: Address,
  starts: Address,
  x: Address,
  target: Address,
  columns: number,
): void {
  for (let c = 0; c < columns; c++) {
    const value = f32[(x >> 2) + c] as number;
    const end = i32[(starts >> 2) + c + 1] as number;
    for (let k = i32[(starts >> 2) + c] as number; k < end; k++) {
      const entry = i32[(list >> 2) + k] as number;
      const at = (target >> 2) + (entry >> 1);
      f32[at] = (f32[at] as number) + ((entry & 1) === 1 ? -value : value);
    }
  }
}

export function gatherSigned(
  { f32, i32 }: Views,
  list: Address,
  starts: Address,
  y: Address,
  target: Address,
  columns: number,
): void {
  for (let c = 0; c < columns; c++) {
    const end = i32[(starts >> 2) + c + 1] as number;
    let sum = 0;
    for (let k = i32[(starts >> 2) + c] as number; k < end; k++) {
      const entry = i32[(list >> 2) + k] as number;
      const value = f32[(y >> 2) + (entry >> 1)] as number;
      sum += (entry & 1) === 1 ? -value : value;
    }
    f32[(target >> 2) + c] = sum;
  }
}

export function walshHadamard({ f32 }: Views, values: Address, length: number): void {
  const first = values >> 2;
  for (let half = 1; half < length; half *= 2) {
    for (let start = 0; start < length; start += 2 * half) {
      for (let k = first + start; k < first + start + half; k++) {
        const a = f32[k] as number;
        const b = f32[k + half] as number;
        f32[k] = a + b;
        f32[k + half] = a - b;
      }
    }
  }
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Products with a projection and its transpose; the layout of a dense one is that of `denseIndex` in
// src/compute/training/denseMatrix.ts: both products read it from front to back.
import { madd, sum } from './vector';

export function columnNorms(matrix: usize, norms: usize, rows: i32, columns: i32): void {
  memory.fill(norms, 0, <usize>columns * 4);
  const end = norms + <usize>columns * 4;
  for (let r = 0; r < rows; r += 16) {
    for (let n = norms; n < end; n += 4, matrix += 32) {
      const a1 = v128.load(matrix);
      const b1 = v128.load(matrix, 16);
      const a0 = i32x4.shl(a1, 16);
      const b0 = i32x4.shl(b1, 16);
      const squares = f32x4.add(madd(a0, a0, f32x4.mul(a1, a1)), madd(b0, b0, f32x4.mul(b1, b1)));
      store<f32>(n, load<f32>(n) + sum(squares));
    }
  }
}

export function project(matrix: usize, x: usize, base: usize, target: usize, rows: i32, columns: i32): void {
  const zero = f32x4.splat(0);
  const pairs = x + <usize>(columns & ~1) * 4;
  for (let r = 0; r < rows; r += 16) {
    let s0 = v128.load(base);
    let s1 = v128.load(base, 16);
    let s2 = v128.load(base, 32);
    let s3 = v128.load(base, 48);
    // Sums of their own for every other column: a sum waits for the one before.
    let t0 = zero;
    let t1 = zero;
    let t2 = zero;
    let t3 = zero;
    for (let at = x; at < pairs; at += 8, matrix += 64) {
      let v = v128.load32_splat(at);
      let a = v128.load(matrix);
      s0 = madd(i32x4.shl(a, 16), v, s0);
      s1 = madd(a, v, s1);
      a = v128.load(matrix, 16);
      s2 = madd(i32x4.shl(a, 16), v, s2);
      s3 = madd(a, v, s3);
      v = v128.load32_splat(at, 4);
      a = v128.load(matrix, 32);
      t0 = madd(i32x4.shl(a, 16), v, t0);
      t1 = madd(a, v, t1);
      a = v128.load(matrix, 48);
      t2 = madd(i32x4.shl(a, 16), v, t2);
      t3 = madd(a, v, t3);
    }
    if (columns & 1) {
      const v = v128.load32_splat(pairs);
      let a = v128.load(matrix);
      s0 = madd(i32x4.shl(a, 16), v, s0);
      s1 = madd(a, v, s1);
      a = v128.load(matrix, 16);
      s2 = madd(i32x4.shl(a, 16), v, s2);
      s3 = madd(a, v, s3);
      matrix += 32;
    }
    v128.store(target, f32x4.add(s0, t0));
    v128.store(target, f32x4.add(s1, t1), 16);
    v128.store(target, f32x4.add(s2, t2), 32);
    v128.store(target, f32x4.add(s3, t3), 48);
    base += 64;
    target += 64;
  }
}

export function projectBack(
  matrix: usize,
  y: usize,
  target: usize,
  scratch: usize,
  rows: i32,
  columns: i32,
): void {
  memory.fill(scratch, 0, <usize>columns * 16);
  const end = scratch + <usize>columns * 16;
  for (let r = 0; r < rows; r += 16) {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    const y2 = v128.load(y, 32);
    const y3 = v128.load(y, 48);
    for (let at = scratch; at < end; at += 16, matrix += 32) {
      const a = v128.load(matrix);
      const b = v128.load(matrix, 16);
      const low = madd(i32x4.shl(a, 16), y0, f32x4.mul(a, y1));
      const high = madd(i32x4.shl(b, 16), y2, madd(b, y3, v128.load(at)));
      v128.store(at, f32x4.add(low, high));
    }
    y += 64;
  }
  for (let c = 0; c < columns; c++) {
    store<f32>(target + <usize>c * 4, sum(v128.load(scratch + <usize>c * 16)));
  }
}

export function scatterSigned(list: usize, starts: usize, x: usize, target: usize, columns: i32): void {
  for (let c = 0; c < columns; c++) {
    const value = load<f32>(x + <usize>c * 4);
    const bits = reinterpret<i32>(value);
    const end = list + <usize>load<i32>(starts + <usize>c * 4, 4) * 4;
    for (let at = list + <usize>load<i32>(starts + <usize>c * 4) * 4; at < end; at += 4) {
      const entry = load<i32>(at);
      const to = target + <usize>(entry >> 1) * 4;
      store<f32>(to, load<f32>(to) + reinterpret<f32>(bits ^ (entry << 31)));
    }
  }
}

export function gatherSigned(list: usize, starts: usize, y: usize, target: usize, columns: i32): void {
  for (let c = 0; c < columns; c++) {
    const end = list + <usize>load<i32>(starts + <usize>c * 4, 4) * 4;
    let total: f32 = 0;
    for (let at = list + <usize>load<i32>(starts + <usize>c * 4) * 4; at < end; at += 4) {
      const entry = load<i32>(at);
      total += reinterpret<f32>(load<i32>(y + <usize>(entry >> 1) * 4) ^ (entry << 31));
    }
    store<f32>(target + <usize>c * 4, total);
  }
}

export function walshHadamard(values: usize, length: i32): void {
  const end = values + <usize>length * 4;
  const evenSigns = i32x4(0, <i32>0x80000000, 0, <i32>0x80000000);
  const pairSigns = i32x4(0, 0, <i32>0x80000000, <i32>0x80000000);
  for (let at = values; at < end; at += 16) {
    let v = v128.load(at);
    v = f32x4.add(i32x4.shuffle(v, v, 0, 0, 2, 2), v128.xor(i32x4.shuffle(v, v, 1, 1, 3, 3), evenSigns));
    v = f32x4.add(i32x4.shuffle(v, v, 0, 1, 0, 1), v128.xor(i32x4.shuffle(v, v, 2, 3, 2, 3), pairSigns));
    v128.store(at, v);
  }
  let half: usize = 16;
  const bytes = <usize>length * 4;
  // Two stages at a time: every value is read and written half as often.
  for (; half * 4 <= bytes; half *= 4) {
    for (let start = values; start < end; start += 4 * half) {
      for (let at = start; at < start + half; at += 16) {
        const a = v128.load(at);
        const b = v128.load(at + half);
        const c = v128.load(at + 2 * half);
        const d = v128.load(at + 3 * half);
        const ab = f32x4.add(a, b);
        const ba = f32x4.sub(a, b);
        const cd = f32x4.add(c, d);
        const dc = f32x4.sub(c, d);
        v128.store(at, f32x4.add(ab, cd));
        v128.store(at + half, f32x4.add(ba, dc));
        v128.store(at + 2 * half, f32x4.sub(ab, cd));
        v128.store(at + 3 * half, f32x4.sub(ba, dc));
      }
    }
  }
  for (; half * 2 <= bytes; half *= 2) {
    for (let start = values; start < end; start += 2 * half) {
      for (let at = start; at < start + half; at += 16) {
        const a = v128.load(at);
        const b = v128.load(at + half);
        v128.store(at, f32x4.add(a, b));
        v128.store(at + half, f32x4.sub(a, b));
      }
    }
  }
}

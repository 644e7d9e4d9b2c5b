/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// A convolution on a batch of images; see src/compute/training/kernels.ts. What an output pixel sees of its input, its
// patch, is read where it lies: a table of offsets from the patch's first element serves every pixel.
import { madd } from './vector';

/** The offsets in bytes, into the room behind them. */
export function byteOffsets(offsets: usize, patch: i32, strideBytes: usize): usize {
  const table = offsets + <usize>patch * 4;
  for (let at = offsets; at < table; at += 4) {
    store<i32>(at + <usize>patch * 4, load<i32>(at) * <i32>strideBytes);
  }
  return table;
}

/**
 * The weights of each four channels together, `[channels by fours][element of the patch][4]`, then those of what is left:
 * read in their own order, rows a power of two apart would push each other out of the cache.
 */
function packWeights(weights: usize, target: usize, patch: i32, outputs: i32): void {
  for (let j = 0; j < outputs;) {
    const n = j + 4 <= outputs ? 4 : j + 2 <= outputs ? 2 : 1;
    for (let p = 0; p < patch; p++) {
      const from = weights + <usize>(p * outputs + j) * 4;
      for (let k = 0; k < n; k++, target += 4) store<f32>(target, load<f32>(from + <usize>k * 4));
    }
    j += n;
  }
}

export function convolve(
  input: usize,
  offsets: usize,
  weights: usize,
  bias: usize,
  output: usize,
  patch: i32,
  outputs: i32,
  height: i32,
  width: i32,
  across: i32,
  down: i32,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const table = byteOffsets(offsets, patch, strideBytes);
  const plane = <usize>(height * width) * strideBytes;
  const patchBytes = <usize>patch * 4;
  const packed = table + patchBytes;
  packWeights(weights, packed, patch, outputs);
  let to = output;
  for (let y = 0; y < height; y++) {
    let from = input + <usize>(y * down) * strideBytes;
    for (let x = 0; x < width; x++) {
      for (let b: usize = 0; b < strideBytes; b += 32) {
        let j = 0;
        let out = to + b;
        for (; j + 4 <= outputs; j += 4, out += 4 * plane) {
          forward4(from + b, table, packed + <usize>j * patchBytes, bias + <usize>j * 4, out, patch, plane);
        }
        for (; j + 2 <= outputs; j += 2, out += 2 * plane) {
          forward2(from + b, table, packed + <usize>j * patchBytes, bias + <usize>j * 4, out, patch, plane);
        }
        if (j < outputs) {
          forward1(from + b, table, packed + <usize>j * patchBytes, bias + <usize>j * 4, out, patch);
        }
      }
      from += <usize>across * strideBytes;
      to += strideBytes;
    }
  }
}

/** One pixel of four channels, eight examples. */
function forward4(
  from: usize,
  table: usize,
  w: usize,
  bias: usize,
  out: usize,
  patch: i32,
  plane: usize,
): void {
  let s00 = v128.load32_splat(bias);
  let s01 = s00;
  let s10 = v128.load32_splat(bias, 4);
  let s11 = s10;
  let s20 = v128.load32_splat(bias, 8);
  let s21 = s20;
  let s30 = v128.load32_splat(bias, 12);
  let s31 = s30;
  const end = table + <usize>patch * 4;
  for (; table < end; table += 4, w += 16) {
    const at = from + <usize>load<i32>(table);
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    let a = v128.load32_splat(w);
    s00 = madd(a, x0, s00);
    s01 = madd(a, x1, s01);
    a = v128.load32_splat(w, 4);
    s10 = madd(a, x0, s10);
    s11 = madd(a, x1, s11);
    a = v128.load32_splat(w, 8);
    s20 = madd(a, x0, s20);
    s21 = madd(a, x1, s21);
    a = v128.load32_splat(w, 12);
    s30 = madd(a, x0, s30);
    s31 = madd(a, x1, s31);
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  out += plane;
  v128.store(out, s10);
  v128.store(out, s11, 16);
  out += plane;
  v128.store(out, s20);
  v128.store(out, s21, 16);
  out += plane;
  v128.store(out, s30);
  v128.store(out, s31, 16);
}

function forward2(
  from: usize,
  table: usize,
  w: usize,
  bias: usize,
  out: usize,
  patch: i32,
  plane: usize,
): void {
  let s00 = v128.load32_splat(bias);
  let s01 = s00;
  let s10 = v128.load32_splat(bias, 4);
  let s11 = s10;
  const end = table + <usize>patch * 4;
  for (; table < end; table += 4, w += 8) {
    const at = from + <usize>load<i32>(table);
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    let a = v128.load32_splat(w);
    s00 = madd(a, x0, s00);
    s01 = madd(a, x1, s01);
    a = v128.load32_splat(w, 4);
    s10 = madd(a, x0, s10);
    s11 = madd(a, x1, s11);
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  v128.store(out + plane, s10);
  v128.store(out + plane, s11, 16);
}

function forward1(from: usize, table: usize, w: usize, bias: usize, out: usize, patch: i32): void {
  let s0 = v128.load32_splat(bias);
  let s1 = s0;
  const end = table + <usize>patch * 4;
  for (; table < end; table += 4, w += 4) {
    const at = from + <usize>load<i32>(table);
    const a = v128.load32_splat(w);
    s0 = madd(a, v128.load(at), s0);
    s1 = madd(a, v128.load(at, 16), s1);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// A fully connected layer on a batch; see src/compute/training/kernels.ts. Work goes by blocks of features whose
// activations stay in the first-level cache.
import { BLOCK_FLOATS, madd } from './vector';

export function dense(
  input: usize,
  weights: usize,
  bias: usize,
  output: usize,
  inputs: i32,
  outputs: i32,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const weightBytes = <usize>outputs * 4;
  const block = max(8, BLOCK_FLOATS / stride);
  for (let first = 0; first < inputs; first += block) {
    const count = min(block, inputs - first);
    const x = input + <usize>first * strideBytes;
    const w = weights + <usize>first * weightBytes;
    let j = 0;
    for (; j + 4 <= outputs; j += 4) {
      for (let b = 0; b < stride; b += 8) {
        forward4(
          x + <usize>b * 4,
          w + <usize>j * 4,
          first === 0 ? bias + <usize>j * 4 : 0,
          output + <usize>j * strideBytes + <usize>b * 4,
          count,
          strideBytes,
          weightBytes,
        );
      }
    }
    for (; j + 2 <= outputs; j += 2) {
      let b = 0;
      for (; b + 16 <= stride; b += 16) {
        forward2(
          x + <usize>b * 4,
          w + <usize>j * 4,
          first === 0 ? bias + <usize>j * 4 : 0,
          output + <usize>j * strideBytes + <usize>b * 4,
          count,
          strideBytes,
          weightBytes,
        );
      }
      if (b === stride) continue;
      for (let k = 0; k < 2; k++) {
        forward1(
          x + <usize>b * 4,
          w + <usize>(j + k) * 4,
          first === 0 ? bias + <usize>(j + k) * 4 : 0,
          output + <usize>(j + k) * strideBytes + <usize>b * 4,
          count,
          strideBytes,
          weightBytes,
        );
      }
    }
    if (j < outputs) {
      for (let b = 0; b < stride; b += 8) {
        forward1(
          x + <usize>b * 4,
          w + <usize>j * 4,
          first === 0 ? bias + <usize>j * 4 : 0,
          output + <usize>j * strideBytes + <usize>b * 4,
          count,
          strideBytes,
          weightBytes,
        );
      }
    }
  }
}

/** Four outputs of eight examples, over `count` inputs; starts from the bias, or from what is there where it is 0. */
function forward4(
  x: usize,
  w: usize,
  bias: usize,
  out: usize,
  count: i32,
  strideBytes: usize,
  weightBytes: usize,
): void {
  const out1 = out + strideBytes;
  const out2 = out1 + strideBytes;
  const out3 = out2 + strideBytes;
  let s00: v128, s01: v128, s10: v128, s11: v128, s20: v128, s21: v128, s30: v128, s31: v128;
  if (bias !== 0) {
    s00 = v128.load32_splat(bias);
    s01 = s00;
    s10 = v128.load32_splat(bias, 4);
    s11 = s10;
    s20 = v128.load32_splat(bias, 8);
    s21 = s20;
    s30 = v128.load32_splat(bias, 12);
    s31 = s30;
  } else {
    s00 = v128.load(out);
    s01 = v128.load(out, 16);
    s10 = v128.load(out1);
    s11 = v128.load(out1, 16);
    s20 = v128.load(out2);
    s21 = v128.load(out2, 16);
    s30 = v128.load(out3);
    s31 = v128.load(out3, 16);
  }
  const end = x + <usize>count * strideBytes;
  for (; x < end; x += strideBytes, w += weightBytes) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
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
  v128.store(out1, s10);
  v128.store(out1, s11, 16);
  v128.store(out2, s20);
  v128.store(out2, s21, 16);
  v128.store(out3, s30);
  v128.store(out3, s31, 16);
}

/** Two outputs of sixteen examples. */
function forward2(
  x: usize,
  w: usize,
  bias: usize,
  out: usize,
  count: i32,
  strideBytes: usize,
  weightBytes: usize,
): void {
  const out1 = out + strideBytes;
  let s00: v128, s01: v128, s02: v128, s03: v128, s10: v128, s11: v128, s12: v128, s13: v128;
  if (bias !== 0) {
    s00 = v128.load32_splat(bias);
    s01 = s00;
    s02 = s00;
    s03 = s00;
    s10 = v128.load32_splat(bias, 4);
    s11 = s10;
    s12 = s10;
    s13 = s10;
  } else {
    s00 = v128.load(out);
    s01 = v128.load(out, 16);
    s02 = v128.load(out, 32);
    s03 = v128.load(out, 48);
    s10 = v128.load(out1);
    s11 = v128.load(out1, 16);
    s12 = v128.load(out1, 32);
    s13 = v128.load(out1, 48);
  }
  const end = x + <usize>count * strideBytes;
  for (; x < end; x += strideBytes, w += weightBytes) {
    const a = v128.load32_splat(w);
    const b = v128.load32_splat(w, 4);
    let y = v128.load(x);
    s00 = madd(a, y, s00);
    s10 = madd(b, y, s10);
    y = v128.load(x, 16);
    s01 = madd(a, y, s01);
    s11 = madd(b, y, s11);
    y = v128.load(x, 32);
    s02 = madd(a, y, s02);
    s12 = madd(b, y, s12);
    y = v128.load(x, 48);
    s03 = madd(a, y, s03);
    s13 = madd(b, y, s13);
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  v128.store(out, s02, 32);
  v128.store(out, s03, 48);
  v128.store(out1, s10);
  v128.store(out1, s11, 16);
  v128.store(out1, s12, 32);
  v128.store(out1, s13, 48);
}

function forward1(
  x: usize,
  w: usize,
  bias: usize,
  out: usize,
  count: i32,
  strideBytes: usize,
  weightBytes: usize,
): void {
  let s0: v128, s1: v128;
  if (bias !== 0) {
    s0 = v128.load32_splat(bias);
    s1 = s0;
  } else {
    s0 = v128.load(out);
    s1 = v128.load(out, 16);
  }
  const end = x + <usize>count * strideBytes;
  for (; x < end; x += strideBytes, w += weightBytes) {
    const a = v128.load32_splat(w);
    s0 = madd(a, v128.load(x), s0);
    s1 = madd(a, v128.load(x, 16), s1);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Fully connected layers on a batch whose activations lie feature by feature; src/compute/training/kernels.ts tells
// what each function does. Work goes by blocks of features whose activations stay in the first-level cache.
import { madd, sum, sums } from './vector';

/** Floats of activations that a block may take: three quarters of 32 KB. */
const BLOCK_FLOATS: i32 = 6144;

export function gather(
  source: usize,
  rows: usize,
  count: i32,
  columns: i32,
  target: usize,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const whole = columns & ~3;
  const full = count & ~3;
  // Sixteen examples at a time fill a cache line of each feature.
  for (let first = 0; first < full; first += 16) {
    const last = min(first + 16, full);
    for (let c = 0; c < whole; c += 4) {
      for (let b = first; b < last; b += 4) {
        const from = source + <usize>c * 4;
        const r = rows + <usize>b * 4;
        const a0 = v128.load(from + <usize>load<i32>(r) * <usize>columns * 4);
        const a1 = v128.load(from + <usize>load<i32>(r, 4) * <usize>columns * 4);
        const a2 = v128.load(from + <usize>load<i32>(r, 8) * <usize>columns * 4);
        const a3 = v128.load(from + <usize>load<i32>(r, 12) * <usize>columns * 4);
        const t0 = i32x4.shuffle(a0, a1, 0, 4, 1, 5);
        const t1 = i32x4.shuffle(a2, a3, 0, 4, 1, 5);
        const t2 = i32x4.shuffle(a0, a1, 2, 6, 3, 7);
        const t3 = i32x4.shuffle(a2, a3, 2, 6, 3, 7);
        const to = target + <usize>c * strideBytes + <usize>b * 4;
        v128.store(to, i32x4.shuffle(t0, t1, 0, 1, 4, 5));
        v128.store(to + strideBytes, i32x4.shuffle(t0, t1, 2, 3, 6, 7));
        v128.store(to + 2 * strideBytes, i32x4.shuffle(t2, t3, 0, 1, 4, 5));
        v128.store(to + 3 * strideBytes, i32x4.shuffle(t2, t3, 2, 3, 6, 7));
      }
    }
  }
  for (let b = 0; b < stride; b++) {
    const from = b < full ? whole : 0;
    const row = b < count ? source + <usize>load<i32>(rows + <usize>b * 4) * <usize>columns * 4 : 0;
    for (let c = from; c < columns; c++) {
      const value: f32 = b < count ? load<f32>(row + <usize>c * 4) : 0;
      store<f32>(target + <usize>c * strideBytes + <usize>b * 4, value);
    }
  }
}

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
    for (; j < outputs; j++) {
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

export function denseInput(
  weights: usize,
  delta: usize,
  inputDelta: usize,
  inputs: i32,
  outputs: i32,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const weightBytes = <usize>outputs * 4;
  const block = max(8, BLOCK_FLOATS / stride);
  for (let first = 0; first < outputs; first += block) {
    const count = min(block, outputs - first);
    const d = delta + <usize>first * strideBytes;
    const w = weights + <usize>first * 4;
    const isFirst = first === 0;
    let i = 0;
    for (; i + 4 <= inputs; i += 4) {
      for (let b = 0; b < stride; b += 8) {
        backward4(
          d + <usize>b * 4,
          w + <usize>i * weightBytes,
          inputDelta + <usize>i * strideBytes + <usize>b * 4,
          count,
          isFirst,
          strideBytes,
          weightBytes,
        );
      }
    }
    for (; i < inputs; i++) {
      for (let b = 0; b < stride; b += 8) {
        backward1(
          d + <usize>b * 4,
          w + <usize>i * weightBytes,
          inputDelta + <usize>i * strideBytes + <usize>b * 4,
          count,
          isFirst,
          strideBytes,
        );
      }
    }
  }
}

/** Four inputs of eight examples, over `count` outputs; adds to what is there unless it is the first block. */
function backward4(
  d: usize,
  w: usize,
  out: usize,
  count: i32,
  isFirst: bool,
  strideBytes: usize,
  weightBytes: usize,
): void {
  const out1 = out + strideBytes;
  const out2 = out1 + strideBytes;
  const out3 = out2 + strideBytes;
  let w1 = w + weightBytes;
  let w2 = w1 + weightBytes;
  let w3 = w2 + weightBytes;
  const zero = f32x4.splat(0);
  let s00 = isFirst ? zero : v128.load(out);
  let s01 = isFirst ? zero : v128.load(out, 16);
  let s10 = isFirst ? zero : v128.load(out1);
  let s11 = isFirst ? zero : v128.load(out1, 16);
  let s20 = isFirst ? zero : v128.load(out2);
  let s21 = isFirst ? zero : v128.load(out2, 16);
  let s30 = isFirst ? zero : v128.load(out3);
  let s31 = isFirst ? zero : v128.load(out3, 16);
  const end = d + <usize>count * strideBytes;
  for (; d < end; d += strideBytes) {
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    let a = v128.load32_splat(w);
    s00 = madd(a, d0, s00);
    s01 = madd(a, d1, s01);
    a = v128.load32_splat(w1);
    s10 = madd(a, d0, s10);
    s11 = madd(a, d1, s11);
    a = v128.load32_splat(w2);
    s20 = madd(a, d0, s20);
    s21 = madd(a, d1, s21);
    a = v128.load32_splat(w3);
    s30 = madd(a, d0, s30);
    s31 = madd(a, d1, s31);
    w += 4;
    w1 += 4;
    w2 += 4;
    w3 += 4;
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

function backward1(d: usize, w: usize, out: usize, count: i32, isFirst: bool, strideBytes: usize): void {
  const zero = f32x4.splat(0);
  let s0 = isFirst ? zero : v128.load(out);
  let s1 = isFirst ? zero : v128.load(out, 16);
  const end = d + <usize>count * strideBytes;
  for (; d < end; d += strideBytes, w += 4) {
    const a = v128.load32_splat(w);
    s0 = madd(a, v128.load(d), s0);
    s1 = madd(a, v128.load(d, 16), s1);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
}

export function denseGradient(
  input: usize,
  delta: usize,
  weights: usize,
  bias: usize,
  inputs: i32,
  outputs: i32,
  stride: i32,
): void {
  const strideBytes = <usize>stride * 4;
  const weightBytes = <usize>outputs * 4;
  for (let j = 0; j < outputs; j++) {
    const row = delta + <usize>j * strideBytes;
    let total = f32x4.splat(0);
    for (let at = row; at < row + strideBytes; at += 16) total = f32x4.add(total, v128.load(at));
    const to = bias + <usize>j * 4;
    store<f32>(to, load<f32>(to) + sum(total));
  }
  const block = max(8, (BLOCK_FLOATS / 2 / stride) & ~1);
  for (let first = 0; first < inputs; first += block) {
    const last = min(first + block, inputs);
    let j = 0;
    for (; j + 4 <= outputs; j += 4) {
      const d = delta + <usize>j * strideBytes;
      let i = first;
      for (; i + 2 <= last; i += 2) {
        outer2x4(
          input + <usize>i * strideBytes,
          d,
          weights + <usize>i * weightBytes + <usize>j * 4,
          strideBytes,
          weightBytes,
        );
      }
      if (i < last)
        outer1x4(
          input + <usize>i * strideBytes,
          d,
          weights + <usize>i * weightBytes + <usize>j * 4,
          strideBytes,
        );
    }
    for (; j < outputs; j++) {
      const d = delta + <usize>j * strideBytes;
      let i = first;
      for (; i + 4 <= last; i += 4) {
        outer4x1(
          input + <usize>i * strideBytes,
          d,
          weights + <usize>i * weightBytes + <usize>j * 4,
          strideBytes,
          weightBytes,
        );
      }
      for (; i < last; i++) {
        let total = f32x4.splat(0);
        for (let k: usize = 0; k < strideBytes; k += 16) {
          total = madd(v128.load(input + <usize>i * strideBytes + k), v128.load(d + k), total);
        }
        const to = weights + <usize>i * weightBytes + <usize>j * 4;
        store<f32>(to, load<f32>(to) + sum(total));
      }
    }
  }
}

/** Adds to 2 × 4 elements of the gradient the products of two rows of activations and four of deltas. */
function outer2x4(x: usize, d: usize, out: usize, strideBytes: usize, weightBytes: usize): void {
  let d1 = d + strideBytes;
  let d2 = d1 + strideBytes;
  let d3 = d2 + strideBytes;
  let y = x + strideBytes;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s03 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s13 = f32x4.splat(0);
  const end = x + strideBytes;
  for (; x < end; x += 16) {
    const x0 = v128.load(x);
    const x1 = v128.load(y);
    let z = v128.load(d);
    s00 = madd(x0, z, s00);
    s10 = madd(x1, z, s10);
    z = v128.load(d1);
    s01 = madd(x0, z, s01);
    s11 = madd(x1, z, s11);
    z = v128.load(d2);
    s02 = madd(x0, z, s02);
    s12 = madd(x1, z, s12);
    z = v128.load(d3);
    s03 = madd(x0, z, s03);
    s13 = madd(x1, z, s13);
    y += 16;
    d += 16;
    d1 += 16;
    d2 += 16;
    d3 += 16;
  }
  v128.store(out, f32x4.add(v128.load(out), sums(s00, s01, s02, s03)));
  v128.store(out + weightBytes, f32x4.add(v128.load(out + weightBytes), sums(s10, s11, s12, s13)));
}

function outer1x4(x: usize, d: usize, out: usize, strideBytes: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let k: usize = 0; k < strideBytes; k += 16) {
    const x0 = v128.load(x + k);
    s0 = madd(x0, v128.load(d + k), s0);
    s1 = madd(x0, v128.load(d + strideBytes + k), s1);
    s2 = madd(x0, v128.load(d + 2 * strideBytes + k), s2);
    s3 = madd(x0, v128.load(d + 3 * strideBytes + k), s3);
  }
  v128.store(out, f32x4.add(v128.load(out), sums(s0, s1, s2, s3)));
}

function outer4x1(x: usize, d: usize, out: usize, strideBytes: usize, weightBytes: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let k: usize = 0; k < strideBytes; k += 16) {
    const z = v128.load(d + k);
    s0 = madd(v128.load(x + k), z, s0);
    s1 = madd(v128.load(x + strideBytes + k), z, s1);
    s2 = madd(v128.load(x + 2 * strideBytes + k), z, s2);
    s3 = madd(v128.load(x + 3 * strideBytes + k), z, s3);
  }
  const total = sums(s0, s1, s2, s3);
  add(out, f32x4.extract_lane(total, 0));
  add(out + weightBytes, f32x4.extract_lane(total, 1));
  add(out + 2 * weightBytes, f32x4.extract_lane(total, 2));
  add(out + 3 * weightBytes, f32x4.extract_lane(total, 3));
}

function add(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) + value);
}

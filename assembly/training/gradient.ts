/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// The gradient of a layer's weights and biases; see src/compute/training/kernels.ts. Work goes by blocks as forward.
import { BLOCK_FLOATS, madd, sum, sums } from './vector';

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
    for (; j + 2 <= outputs; j += 2) {
      let i = first;
      for (; i + 4 <= last; i += 4) {
        outer4x2(
          input + <usize>i * strideBytes,
          delta + <usize>j * strideBytes,
          weights + <usize>i * weightBytes + <usize>j * 4,
          strideBytes,
          weightBytes,
        );
      }
      for (; i < last; i++) {
        const x = input + <usize>i * strideBytes;
        const to = weights + <usize>i * weightBytes + <usize>j * 4;
        outer1x1(x, delta + <usize>j * strideBytes, to, strideBytes);
        outer1x1(x, delta + <usize>(j + 1) * strideBytes, to + 4, strideBytes);
      }
    }
    if (j < outputs) {
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
        const to = weights + <usize>i * weightBytes + <usize>j * 4;
        outer1x1(input + <usize>i * strideBytes, d, to, strideBytes);
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

function outer4x2(x: usize, d: usize, out: usize, strideBytes: usize, weightBytes: usize): void {
  let d1 = d + strideBytes;
  let x1 = x + strideBytes;
  let x2 = x1 + strideBytes;
  let x3 = x2 + strideBytes;
  let s00 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  const end = x + strideBytes;
  for (; x < end; x += 16) {
    const z0 = v128.load(d);
    const z1 = v128.load(d1);
    let y = v128.load(x);
    s00 = madd(y, z0, s00);
    s01 = madd(y, z1, s01);
    y = v128.load(x1);
    s10 = madd(y, z0, s10);
    s11 = madd(y, z1, s11);
    y = v128.load(x2);
    s20 = madd(y, z0, s20);
    s21 = madd(y, z1, s21);
    y = v128.load(x3);
    s30 = madd(y, z0, s30);
    s31 = madd(y, z1, s31);
    x1 += 16;
    x2 += 16;
    x3 += 16;
    d += 16;
    d1 += 16;
  }
  addDown(out, sums(s00, s10, s20, s30), weightBytes);
  addDown(out + 4, sums(s01, s11, s21, s31), weightBytes);
}

/** Adds the lanes to one element in each of four rows of weights. */
function addDown(out: usize, lanes: v128, weightBytes: usize): void {
  const out1 = out + weightBytes;
  const out2 = out1 + weightBytes;
  const out3 = out2 + weightBytes;
  store<f32>(out, load<f32>(out) + f32x4.extract_lane(lanes, 0));
  store<f32>(out1, load<f32>(out1) + f32x4.extract_lane(lanes, 1));
  store<f32>(out2, load<f32>(out2) + f32x4.extract_lane(lanes, 2));
  store<f32>(out3, load<f32>(out3) + f32x4.extract_lane(lanes, 3));
}

function outer1x1(x: usize, d: usize, out: usize, strideBytes: usize): void {
  let total = f32x4.splat(0);
  for (let k: usize = 0; k < strideBytes; k += 16) {
    total = madd(v128.load(x + k), v128.load(d + k), total);
  }
  store<f32>(out, load<f32>(out) + sum(total));
}

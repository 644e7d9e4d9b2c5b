/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// From a layer's deltas to those of its inputs; see src/compute/training/kernels.ts. Work goes by blocks as forward.
import { BLOCK_FLOATS, madd } from './vector';

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

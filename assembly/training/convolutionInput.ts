/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// From a convolution's deltas to those of its input; see src/compute/training/kernels.ts.
import { byteOffsets } from './convolution';
import { madd } from './vector';

export function convolveInput(
  weights: usize,
  offsets: usize,
  delta: usize,
  inputDelta: usize,
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
  const weightBytes = <usize>outputs * 4;
  const packed = table + <usize>patch * 4;
  packWeights(weights, packed, patch, outputs);
  const deltas = packed + <usize>patch * weightBytes;
  let from = delta;
  for (let y = 0; y < height; y++) {
    let to = inputDelta + <usize>(y * down) * strideBytes;
    for (let x = 0; x < width; x++) {
      for (let b: usize = 0; b < strideBytes; b += 32) {
        // Channels lie far apart, and each element of the patch reads them all.
        for (let j = 0, at = from + b; j < outputs; j++, at += plane) {
          v128.store(deltas + <usize>j * 32, v128.load(at));
          v128.store(deltas + <usize>j * 32, v128.load(at, 16), 16);
        }
        let p = 0;
        for (; p + 4 <= patch; p += 4) {
          backward4(deltas, table + <usize>p * 4, packed + <usize>p * weightBytes, to + b, outputs);
        }
        for (; p < patch; p++) {
          const out = to + b + <usize>load<i32>(table + <usize>p * 4);
          backward1(deltas, packed + <usize>p * weightBytes, out, outputs);
        }
      }
      from += strideBytes;
      to += <usize>across * strideBytes;
    }
  }
}

/** The weights of each four elements of the patch together, `[elements by fours][channel][4]`, then the others as they are. */
function packWeights(weights: usize, target: usize, patch: i32, outputs: i32): void {
  const whole = patch & ~3;
  for (let p = 0; p < whole; p += 4) {
    for (let j = 0; j < outputs; j++) {
      for (let k = 0; k < 4; k++, target += 4) {
        store<f32>(target, load<f32>(weights + <usize>((p + k) * outputs + j) * 4));
      }
    }
  }
  const end = weights + <usize>(patch * outputs) * 4;
  for (let at = weights + <usize>(whole * outputs) * 4; at < end; at += 4, target += 4) {
    store<f32>(target, load<f32>(at));
  }
}

/** What one pixel's deltas add to four elements of its patch, eight examples. */
function backward4(d: usize, table: usize, w: usize, to: usize, outputs: i32): void {
  const out0 = to + <usize>load<i32>(table);
  const out1 = to + <usize>load<i32>(table, 4);
  const out2 = to + <usize>load<i32>(table, 8);
  const out3 = to + <usize>load<i32>(table, 12);
  let s00 = v128.load(out0);
  let s01 = v128.load(out0, 16);
  let s10 = v128.load(out1);
  let s11 = v128.load(out1, 16);
  let s20 = v128.load(out2);
  let s21 = v128.load(out2, 16);
  let s30 = v128.load(out3);
  let s31 = v128.load(out3, 16);
  const end = d + <usize>outputs * 32;
  for (; d < end; d += 32, w += 16) {
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    let a = v128.load32_splat(w);
    s00 = madd(a, d0, s00);
    s01 = madd(a, d1, s01);
    a = v128.load32_splat(w, 4);
    s10 = madd(a, d0, s10);
    s11 = madd(a, d1, s11);
    a = v128.load32_splat(w, 8);
    s20 = madd(a, d0, s20);
    s21 = madd(a, d1, s21);
    a = v128.load32_splat(w, 12);
    s30 = madd(a, d0, s30);
    s31 = madd(a, d1, s31);
  }
  v128.store(out0, s00);
  v128.store(out0, s01, 16);
  v128.store(out1, s10);
  v128.store(out1, s11, 16);
  v128.store(out2, s20);
  v128.store(out2, s21, 16);
  v128.store(out3, s30);
  v128.store(out3, s31, 16);
}

function backward1(d: usize, w: usize, out: usize, outputs: i32): void {
  let s0 = v128.load(out);
  let s1 = v128.load(out, 16);
  const end = w + <usize>outputs * 4;
  for (; w < end; w += 4, d += 32) {
    const a = v128.load32_splat(w);
    s0 = madd(a, v128.load(d), s0);
    s1 = madd(a, v128.load(d, 16), s1);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
}

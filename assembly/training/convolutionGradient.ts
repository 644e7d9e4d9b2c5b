/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// The gradient of a convolution's weights and biases; see src/compute/training/kernels.ts. Work goes by bands of rows
// whose deltas, of four channels, stay in the first-level cache.
import { byteOffsets } from './convolution';
import { BLOCK_FLOATS, madd, sum, sums } from './vector';

export function convolveGradient(
  input: usize,
  offsets: usize,
  delta: usize,
  weights: usize,
  bias: usize,
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
  for (let j = 0; j < outputs; j++) {
    const first = delta + <usize>j * plane;
    let total = f32x4.splat(0);
    for (let at = first; at < first + plane; at += 16) total = f32x4.add(total, v128.load(at));
    const to = bias + <usize>j * 4;
    store<f32>(to, load<f32>(to) + sum(total));
  }
  // Neighbouring pixels of a row lie together in the deltas, and in the input too unless pixels are left out.
  const runs = across === 1 ? 1 : width;
  const run = (across === 1 ? <usize>width : 1) * strideBytes;
  const gap = <usize>across * strideBytes;
  const deltaRow = <usize>width * strideBytes;
  const inputRow = <usize>down * strideBytes;
  const band = max(1, BLOCK_FLOATS / 4 / (width * stride));
  for (let y = 0; y < height; y += band) {
    const rows = min(band, height - y);
    const x0 = input + <usize>y * inputRow;
    const d0 = delta + <usize>y * deltaRow;
    let j = 0;
    for (; j + 4 <= outputs; j += 4) {
      const d = d0 + <usize>j * plane;
      let p = 0;
      for (; p < patch; p += 2) {
        const isPair = p + 1 < patch;
        const x = x0 + <usize>load<i32>(table + <usize>p * 4);
        const y1 = isPair ? x0 + <usize>load<i32>(table + <usize>p * 4, 4) : x;
        const w = weights + <usize>p * weightBytes + <usize>j * 4;
        outer2x4(x, y1, d, w, rows, runs, run, gap, deltaRow, inputRow, plane, isPair ? weightBytes : 0);
      }
    }
    for (; j < outputs; j++) {
      const d = d0 + <usize>j * plane;
      let p = 0;
      for (; p + 4 <= patch; p += 4) {
        const w = weights + <usize>p * weightBytes + <usize>j * 4;
        const at = table + <usize>p * 4;
        outer4x1(x0, at, d, w, rows, runs, run, gap, deltaRow, inputRow, weightBytes);
      }
      for (; p < patch; p++) {
        const x = x0 + <usize>load<i32>(table + <usize>p * 4);
        outer1x1(
          x,
          d,
          weights + <usize>p * weightBytes + <usize>j * 4,
          rows,
          runs,
          run,
          gap,
          deltaRow,
          inputRow,
        );
      }
    }
  }
}

/** Two elements of the patch by four channels; `weightBytes` 0 leaves the second element out. */
function outer2x4(
  x: usize,
  y: usize,
  d: usize,
  out: usize,
  rows: i32,
  runs: i32,
  run: usize,
  gap: usize,
  deltaRow: usize,
  inputRow: usize,
  plane: usize,
  weightBytes: usize,
): void {
  const away = y - x;
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s03 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s13 = f32x4.splat(0);
  for (let r = 0; r < rows; r++, x += inputRow, d += deltaRow) {
    let d0 = d;
    for (let n = 0; n < runs; n++) {
      let at = x + <usize>n * gap;
      let d1 = d0 + plane;
      let d2 = d1 + plane;
      let d3 = d2 + plane;
      const end = at + run;
      for (; at < end; at += 16) {
        const x0 = v128.load(at);
        const x1 = v128.load(at + away);
        let z = v128.load(d0);
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
        d0 += 16;
        d1 += 16;
        d2 += 16;
        d3 += 16;
      }
    }
  }
  v128.store(out, f32x4.add(v128.load(out), sums(s00, s01, s02, s03)));
  if (weightBytes === 0) return;
  v128.store(out + weightBytes, f32x4.add(v128.load(out + weightBytes), sums(s10, s11, s12, s13)));
}

/** Four elements of the patch, by the table, by one channel. */
function outer4x1(
  x: usize,
  table: usize,
  d: usize,
  out: usize,
  rows: i32,
  runs: i32,
  run: usize,
  gap: usize,
  deltaRow: usize,
  inputRow: usize,
  weightBytes: usize,
): void {
  const o0 = <usize>load<i32>(table);
  const o1 = <usize>load<i32>(table, 4);
  const o2 = <usize>load<i32>(table, 8);
  const o3 = <usize>load<i32>(table, 12);
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let r = 0; r < rows; r++, x += inputRow, d += deltaRow) {
    let d0 = d;
    for (let n = 0; n < runs; n++) {
      let at = x + <usize>n * gap;
      const end = at + run;
      for (; at < end; at += 16, d0 += 16) {
        const z = v128.load(d0);
        s0 = madd(v128.load(at + o0), z, s0);
        s1 = madd(v128.load(at + o1), z, s1);
        s2 = madd(v128.load(at + o2), z, s2);
        s3 = madd(v128.load(at + o3), z, s3);
      }
    }
  }
  const total = sums(s0, s1, s2, s3);
  add(out, f32x4.extract_lane(total, 0));
  add(out + weightBytes, f32x4.extract_lane(total, 1));
  add(out + 2 * weightBytes, f32x4.extract_lane(total, 2));
  add(out + 3 * weightBytes, f32x4.extract_lane(total, 3));
}

function outer1x1(
  x: usize,
  d: usize,
  out: usize,
  rows: i32,
  runs: i32,
  run: usize,
  gap: usize,
  deltaRow: usize,
  inputRow: usize,
): void {
  let total = f32x4.splat(0);
  for (let r = 0; r < rows; r++, x += inputRow, d += deltaRow) {
    let d0 = d;
    for (let n = 0; n < runs; n++) {
      let at = x + <usize>n * gap;
      const end = at + run;
      for (; at < end; at += 16, d0 += 16) total = madd(v128.load(at), v128.load(d0), total);
    }
  }
  add(out, sum(total));
}

function add(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) + value);
}

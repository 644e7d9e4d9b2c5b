/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Activations, losses and their derivatives, four examples at a time; see src/compute/training/kernels.ts.
import { exp, madd } from './vector';

const RELU: i32 = 1;
const TANH: i32 = 2;

export function activate(activation: i32, input: usize, output: usize, length: i32): void {
  const end = input + <usize>length * 4;
  const one = f32x4.splat(1);
  for (; input < end; input += 16, output += 16) {
    const x = v128.load(input);
    let y: v128;
    if (activation === RELU) y = f32x4.max(x, f32x4.splat(0));
    else if (activation === TANH) y = tanh(x);
    else {
      const cumulative = f32x4.mul(f32x4.splat(0.5), f32x4.add(one, erf(x, exp(halfSquare(x)))));
      y = f32x4.mul(x, cumulative);
    }
    v128.store(output, y);
  }
}

export function activateBack(activation: i32, input: usize, output: usize, delta: usize, length: i32): void {
  const end = input + <usize>length * 4;
  const one = f32x4.splat(1);
  for (; input < end; input += 16, output += 16, delta += 16) {
    const d = v128.load(delta);
    if (activation === RELU) {
      v128.store(delta, v128.and(d, f32x4.gt(v128.load(input), f32x4.splat(0))));
    } else if (activation === TANH) {
      const y = v128.load(output);
      v128.store(delta, f32x4.mul(d, f32x4.sub(one, f32x4.mul(y, y))));
    } else {
      const x = v128.load(input);
      const bell = exp(halfSquare(x));
      const cumulative = f32x4.mul(f32x4.splat(0.5), f32x4.add(one, erf(x, bell)));
      const slope = madd(f32x4.mul(x, bell), f32x4.splat(0.3989422804014327), cumulative);
      v128.store(delta, f32x4.mul(d, slope));
    }
  }
}

function tanh(x: v128): v128 {
  const e = exp(f32x4.add(x, x));
  return f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(e, f32x4.splat(1))));
}

/** −x² / 2. */
function halfSquare(x: v128): v128 {
  return f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5));
}

/** erf(x / √2), given e^(−x²/2): Abramowitz and Stegun 1964, 7.1.26. */
function erf(x: v128, bell: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067811865476));
  const t = f32x4.div(one, madd(size, f32x4.splat(0.3275911), one));
  let p = f32x4.splat(1.061405429);
  p = madd(p, t, f32x4.splat(-1.453152027));
  p = madd(p, t, f32x4.splat(1.421413741));
  p = madd(p, t, f32x4.splat(-0.284496736));
  p = madd(p, t, f32x4.splat(0.254829592));
  const value = f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), bell));
  return v128.or(v128.and(x, i32x4.splat(<i32>0x80000000)), value);
}

export function crossEntropy(
  logits: usize,
  labels: usize,
  rows: usize,
  count: i32,
  classes: i32,
  stride: i32,
  scale: f32,
  tally: usize,
): void {
  const strideBytes = <usize>stride * 4;
  const size = <usize>classes * strideBytes;
  let loss: f64 = 0;
  let correct: i32 = 0;
  // Logarithms are dear: one of a product of many sums, each between 1 and the number of classes.
  let product: f64 = 1;
  for (let b = 0; b < stride; b += 4) {
    const first = logits + <usize>b * 4;
    const end = first + size;
    let greatest = v128.load(first);
    for (let at = first + strideBytes; at < end; at += strideBytes) {
      greatest = f32x4.max(greatest, v128.load(at));
    }
    const lanes = min(4, count - b);
    for (let lane = 0; lane < lanes; lane++) {
      const own = load<f32>(ownAt(first, labels, rows, b, lane, strideBytes));
      const most = greatestOf(greatest, lane);
      loss -= <f64>own - <f64>most;
      if (own === most && isFirst(first, labels, rows, b, lane, strideBytes, most)) correct++;
    }
    let total = f32x4.splat(0);
    for (let at = first; at < end; at += strideBytes) {
      const e = exp(f32x4.sub(v128.load(at), greatest));
      total = f32x4.add(total, e);
      if (scale !== 0) v128.store(at, e);
    }
    for (let lane = 0; lane < lanes; lane++) product *= <f64>greatestOf(total, lane);
    if (!(product < 1e200)) {
      loss += Math.log(product);
      product = 1;
    }
    if (scale === 0) continue;
    const left = i32x4.lt_s(i32x4.add(i32x4.splat(b), i32x4(0, 1, 2, 3)), i32x4.splat(count));
    const factor = v128.and(left, f32x4.div(f32x4.splat(scale), total));
    for (let at = first; at < end; at += strideBytes) {
      v128.store(at, v128.and(left, f32x4.mul(v128.load(at), factor)));
    }
    for (let lane = 0; lane < lanes; lane++) {
      const at = ownAt(first, labels, rows, b, lane, strideBytes);
      store<f32>(at, load<f32>(at) - scale);
    }
  }
  loss += Math.log(product);
  store<f64>(tally, load<f64>(tally) + loss);
  store<f64>(tally, load<f64>(tally, 8) + <f64>correct, 8);
}

/** Whether no class before an example's own has the greatest logit too. */
function isFirst(
  first: usize,
  labels: usize,
  rows: usize,
  b: i32,
  lane: i32,
  strideBytes: usize,
  most: f32,
): bool {
  const own = ownAt(first, labels, rows, b, lane, strideBytes);
  for (let at = first + <usize>lane * 4; at < own; at += strideBytes) {
    if (load<f32>(at) === most) return false;
  }
  return true;
}

/** Where the logit of an example's own label stands. */
function ownAt(first: usize, labels: usize, rows: usize, b: i32, lane: i32, strideBytes: usize): usize {
  const row = load<i32>(rows + <usize>(b + lane) * 4);
  return first + <usize>load<i32>(labels + <usize>row * 4) * strideBytes + <usize>lane * 4;
}

function greatestOf(vector: v128, lane: i32): f32 {
  if (lane === 0) return f32x4.extract_lane(vector, 0);
  if (lane === 1) return f32x4.extract_lane(vector, 1);
  if (lane === 2) return f32x4.extract_lane(vector, 2);
  return f32x4.extract_lane(vector, 3);
}

export function squaredError(
  outputs: usize,
  targets: usize,
  rows: usize,
  count: i32,
  width: i32,
  stride: i32,
  scale: f32,
  tally: usize,
): void {
  let loss: f64 = 0;
  for (let c = 0; c < width; c++) {
    for (let b = 0; b < stride; b++) {
      const at = outputs + <usize>(c * stride + b) * 4;
      let error: f32 = 0;
      if (b < count) {
        const row = load<i32>(rows + <usize>b * 4);
        error = load<f32>(at) - load<f32>(targets + <usize>(row * width + c) * 4);
        loss += <f64>error * <f64>error;
      }
      if (scale !== 0) store<f32>(at, 2 * scale * error);
    }
  }
  store<f64>(tally, load<f64>(tally) + loss);
}

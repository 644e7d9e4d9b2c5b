/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Activations, losses and their derivatives, four examples at a time; see src/compute/training/kernels.ts.
import { exp, madd } from './vector';

const RELU: i32 = 1;
const TANH: i32 = 2;

export function activate(activation: i32, input: usize, output: usize, length: i32): void {
  if (activation === RELU) return rectify(input, output, length);
  const end = input + <usize>length * 4;
  const one = f32x4.splat(1);
  for (; input < end; input += 16, output += 16) {
    const x = v128.load(input);
    let y: v128;
    if (activation === TANH) y = tanh(x);
    else {
      const cumulative = f32x4.mul(f32x4.splat(0.5), f32x4.add(one, erf(x, exp(halfSquare(x)))));
      y = f32x4.mul(x, cumulative);
    }
    v128.store(output, y);
  }
}

function rectify(input: usize, output: usize, length: i32): void {
  const zero = f32x4.splat(0);
  const end = input + <usize>length * 4;
  const pairs = input + <usize>(length & ~7) * 4;
  for (; input < pairs; input += 32, output += 32) {
    const x0 = v128.load(input);
    const x1 = v128.load(input, 16);
    v128.store(output, f32x4.pmax(x0, zero));
    v128.store(output, f32x4.pmax(x1, zero), 16);
  }
  for (; input < end; input += 16, output += 16) v128.store(output, f32x4.pmax(v128.load(input), zero));
}

export function activateBack(activation: i32, input: usize, output: usize, delta: usize, length: i32): void {
  if (activation === RELU) return rectifyBack(input, delta, length);
  const end = input + <usize>length * 4;
  const one = f32x4.splat(1);
  for (; input < end; input += 16, output += 16, delta += 16) {
    const d = v128.load(delta);
    if (activation === TANH) {
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

function rectifyBack(input: usize, delta: usize, length: i32): void {
  const zero = f32x4.splat(0);
  const end = input + <usize>length * 4;
  const pairs = input + <usize>(length & ~7) * 4;
  for (; input < pairs; input += 32, delta += 32) {
    const x0 = v128.load(input);
    const x1 = v128.load(input, 16);
    const d0 = v128.load(delta);
    const d1 = v128.load(delta, 16);
    v128.store(delta, v128.and(d0, f32x4.gt(x0, zero)));
    v128.store(delta, v128.and(d1, f32x4.gt(x1, zero)), 16);
  }
  for (; input < end; input += 16, delta += 16) {
    v128.store(delta, v128.and(v128.load(delta), f32x4.gt(v128.load(input), zero)));
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
  let losses = f64x2.splat(0);
  let found = i32x4.splat(0);
  // Logarithms are dear: one of a product of many sums, each between 1 and the number of classes.
  let products = f64x2.splat(1);
  for (let b = 0; b < stride; b += 4, rows += 16) {
    const first = logits + <usize>b * 4;
    const end = first + size;
    const left = i32x4.lt_s(i32x4.add(i32x4.splat(b), i32x4(0, 1, 2, 3)), i32x4.splat(count));
    // Where the logits of the examples' own labels stand, in bytes from the first class.
    const p0 = b < count ? placeOf(labels, rows, strideBytes) : 0;
    const p1 = b + 1 < count ? placeOf(labels, rows + 4, strideBytes) : 0;
    const p2 = b + 2 < count ? placeOf(labels, rows + 8, strideBytes) : 0;
    const p3 = b + 3 < count ? placeOf(labels, rows + 12, strideBytes) : 0;
    let places = i32x4.replace_lane(i32x4.splat(<i32>p0), 1, <i32>p1);
    places = i32x4.replace_lane(i32x4.replace_lane(places, 2, <i32>p2), 3, <i32>p3);
    let own = v128.load32_zero(first + p0);
    own = v128.load32_lane(first + p1, own, 1, 4);
    own = v128.load32_lane(first + p2, own, 2, 8);
    own = v128.load32_lane(first + p3, own, 3, 12);

    let greatest = v128.load(first);
    for (let at = first + strideBytes; at < end; at += strideBytes) {
      greatest = f32x4.pmax(greatest, v128.load(at));
    }
    let total = f32x4.splat(0);
    // Where the first of the greatest logits stands: numbers without a sign, of which -1 is the largest.
    let place = i32x4.splat(-1);
    for (let at = first; at < end; at += strideBytes) {
      const x = v128.load(at);
      const here = i32x4.splat(<i32>(at - first));
      place = i32x4.min_u(place, v128.or(here, f32x4.ne(x, greatest)));
      const e = exp(f32x4.sub(x, greatest));
      total = f32x4.add(total, e);
      if (scale !== 0) v128.store(at, e);
    }
    found = i32x4.sub(found, v128.and(left, i32x4.eq(place, places)));
    greatest = v128.and(left, greatest);
    own = v128.and(left, own);
    losses = f64x2.add(losses, f64x2.sub(lower(greatest), lower(own)));
    losses = f64x2.add(losses, f64x2.sub(upper(greatest), upper(own)));
    const counted = v128.bitselect(total, f32x4.splat(1), left);
    products = f64x2.mul(products, f64x2.mul(lower(counted), upper(counted)));
    if (!i64x2.all_true(f64x2.lt(products, f64x2.splat(1e200)))) {
      loss += logarithms(products);
      products = f64x2.splat(1);
    }
    if (scale === 0) continue;
    const factor = f32x4.div(f32x4.splat(scale), total);
    for (let at = first; at < end; at += strideBytes) {
      v128.store(at, v128.and(left, f32x4.mul(v128.load(at), factor)));
    }
    if (b < count) subtract(first + p0, scale);
    if (b + 1 < count) subtract(first + p1 + 4, scale);
    if (b + 2 < count) subtract(first + p2 + 8, scale);
    if (b + 3 < count) subtract(first + p3 + 12, scale);
  }
  loss += logarithms(products);
  loss += f64x2.extract_lane(losses, 0) + f64x2.extract_lane(losses, 1);
  const correct = i32x4.add(found, i32x4.shuffle(found, found, 2, 3, 0, 1));
  store<f64>(tally, load<f64>(tally) + loss);
  const all = i32x4.extract_lane(correct, 0) + i32x4.extract_lane(correct, 1);
  store<f64>(tally, load<f64>(tally, 8) + <f64>all, 8);
}

/** Where the class of an example, the first of `rows`, begins among the logits, in bytes. */
function placeOf(labels: usize, rows: usize, strideBytes: usize): usize {
  return <usize>load<i32>(labels + <usize>load<i32>(rows) * 4) * strideBytes;
}

/** The first two floats as doubles. */
function lower(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The last two floats as doubles. */
function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
}

function logarithms(x: v128): f64 {
  return Math.log(f64x2.extract_lane(x, 0)) + Math.log(f64x2.extract_lane(x, 1));
}

function subtract(at: usize, value: f32): void {
  store<f32>(at, load<f32>(at) - value);
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

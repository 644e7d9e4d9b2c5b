/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */

/** The squared distance of two rows; Infinity once it is known to exceed the limit. Never fused: see the contract. */
export function squaredDistance(a: usize, b: usize, single: bool, columns: i32, limit: f64): f64 {
  return single ? ofSingles(a, b, columns, limit) : ofDoubles(a, b, columns, limit);
}

function ofDoubles(a: usize, b: usize, columns: i32, limit: f64): f64 {
  let s01 = f64x2.splat(0);
  let s23 = f64x2.splat(0);
  let i = 0;
  const whole = columns & ~3;
  while (i < whole) {
    const stop = min(i + 64, whole);
    for (; i < stop; i += 4) {
      const d01 = f64x2.sub(v128.load(a), v128.load(b));
      const d23 = f64x2.sub(v128.load(a, 16), v128.load(b, 16));
      s01 = f64x2.add(s01, f64x2.mul(d01, d01));
      s23 = f64x2.add(s23, f64x2.mul(d23, d23));
      a += 32;
      b += 32;
    }
    if (total(s01, s23) > limit) return Infinity;
  }
  for (; i < columns; i++) {
    const d = load<f64>(a) - load<f64>(b);
    s01 = f64x2.replace_lane(s01, 0, f64x2.extract_lane(s01, 0) + d * d);
    a += 8;
    b += 8;
  }
  return total(s01, s23);
}

function ofSingles(a: usize, b: usize, columns: i32, limit: f64): f64 {
  let s01 = f64x2.splat(0);
  let s23 = f64x2.splat(0);
  let i = 0;
  const whole = columns & ~3;
  while (i < whole) {
    const stop = min(i + 64, whole);
    for (; i < stop; i += 4) {
      const d01 = f64x2.sub(
        f64x2.promote_low_f32x4(v128.load64_zero(a)),
        f64x2.promote_low_f32x4(v128.load64_zero(b)),
      );
      const d23 = f64x2.sub(
        f64x2.promote_low_f32x4(v128.load64_zero(a, 8)),
        f64x2.promote_low_f32x4(v128.load64_zero(b, 8)),
      );
      s01 = f64x2.add(s01, f64x2.mul(d01, d01));
      s23 = f64x2.add(s23, f64x2.mul(d23, d23));
      a += 16;
      b += 16;
    }
    if (total(s01, s23) > limit) return Infinity;
  }
  for (; i < columns; i++) {
    const d = <f64>load<f32>(a) - <f64>load<f32>(b);
    s01 = f64x2.replace_lane(s01, 0, f64x2.extract_lane(s01, 0) + d * d);
    a += 4;
    b += 4;
  }
  return total(s01, s23);
}

/**
 * The squared distances of two pairs of rows of float32, each as `squaredDistance` without a limit has it: of two at once,
 * neither need wait for its own sums.
 */
export function twoOfSingles(a: usize, b: usize, c: usize, d: usize, columns: i32): v128 {
  let s01 = f64x2.splat(0);
  let s23 = f64x2.splat(0);
  let t01 = f64x2.splat(0);
  let t23 = f64x2.splat(0);
  const whole = columns & ~3;
  let i = 0;
  for (; i < whole; i += 4) {
    const d01 = f64x2.sub(
      f64x2.promote_low_f32x4(v128.load64_zero(a)),
      f64x2.promote_low_f32x4(v128.load64_zero(b)),
    );
    const d23 = f64x2.sub(
      f64x2.promote_low_f32x4(v128.load64_zero(a, 8)),
      f64x2.promote_low_f32x4(v128.load64_zero(b, 8)),
    );
    s01 = f64x2.add(s01, f64x2.mul(d01, d01));
    s23 = f64x2.add(s23, f64x2.mul(d23, d23));
    const e01 = f64x2.sub(
      f64x2.promote_low_f32x4(v128.load64_zero(c)),
      f64x2.promote_low_f32x4(v128.load64_zero(d)),
    );
    const e23 = f64x2.sub(
      f64x2.promote_low_f32x4(v128.load64_zero(c, 8)),
      f64x2.promote_low_f32x4(v128.load64_zero(d, 8)),
    );
    t01 = f64x2.add(t01, f64x2.mul(e01, e01));
    t23 = f64x2.add(t23, f64x2.mul(e23, e23));
    a += 16;
    b += 16;
    c += 16;
    d += 16;
  }
  for (; i < columns; i++) {
    const x = <f64>load<f32>(a) - <f64>load<f32>(b);
    const y = <f64>load<f32>(c) - <f64>load<f32>(d);
    s01 = f64x2.replace_lane(s01, 0, f64x2.extract_lane(s01, 0) + x * x);
    t01 = f64x2.replace_lane(t01, 0, f64x2.extract_lane(t01, 0) + y * y);
    a += 4;
    b += 4;
    c += 4;
    d += 4;
  }
  return f64x2.replace_lane(f64x2.splat(total(s01, s23)), 1, total(t01, t23));
}

/** Unit roundoff of float32. */
const ROUNDOFF: f64 = 5.9604644775390625e-8;

/**
 * Whether the squared distance of two rows of float32 is certainly greater than the limit: by arithmetic in float32, of
 * eight sums, whose relative error is within (columns / 8 + 8) 2^−24 (Higham 2002, section 3.1).
 */
export function exceeds(a: usize, b: usize, columns: i32, limit: f64): bool {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  const whole = columns & ~7;
  const end = a + ((<usize>whole) << 2);
  while (a < end) {
    const d0 = f32x4.sub(v128.load(a), v128.load(b));
    const d1 = f32x4.sub(v128.load(a, 16), v128.load(b, 16));
    s0 = f32x4.add(s0, f32x4.mul(d0, d0));
    s1 = f32x4.add(s1, f32x4.mul(d1, d1));
    a += 32;
    b += 32;
  }
  const sum = f32x4.add(s0, s1);
  const least: f64 =
    <f64>f32x4.extract_lane(sum, 0) +
    <f64>f32x4.extract_lane(sum, 1) +
    <f64>f32x4.extract_lane(sum, 2) +
    <f64>f32x4.extract_lane(sum, 3);
  return least * (1 - ROUNDOFF * (<f64>columns / 8 + 8)) > limit;
}

function total(s01: v128, s23: v128): f64 {
  return (
    f64x2.extract_lane(s01, 0) +
    f64x2.extract_lane(s01, 1) +
    (f64x2.extract_lane(s23, 0) + f64x2.extract_lane(s23, 1))
  );
}

export function squares(rows: usize, first: i32, last: i32, columns: i32, stride: i32, out: usize): void {
  const bytes = (<usize>columns) << 3;
  for (let a = first; a < last; a++) {
    for (let b = 0; b < a; b++) {
      const square = ofDoubles(rows + <usize>a * bytes, rows + <usize>b * bytes, columns, Infinity);
      store<f64>(out + ((<usize>(a * stride + b)) << 3), square);
    }
  }
}

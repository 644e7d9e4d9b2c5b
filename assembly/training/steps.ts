/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Elementwise loops and the optimisers' steps; see src/compute/training/kernels.ts. Optimisers run over whole vectors:
// what lies past the end has no gradient and stays.
import { madd } from './vector';

export function multiply(a: usize, b: usize, target: usize, length: i32): void {
  const whole = target + <usize>(length & ~3) * 4;
  const end = target + <usize>length * 4;
  for (; target < whole; target += 16, a += 16, b += 16) {
    v128.store(target, f32x4.mul(v128.load(a), v128.load(b)));
  }
  for (; target < end; target += 4, a += 4, b += 4) store<f32>(target, load<f32>(a) * load<f32>(b));
}

export function multiplyAdd(a: usize, b: usize, target: usize, length: i32): void {
  const whole = target + <usize>(length & ~3) * 4;
  const end = target + <usize>length * 4;
  for (; target < whole; target += 16, a += 16, b += 16) {
    v128.store(target, madd(v128.load(a), v128.load(b), v128.load(target)));
  }
  for (; target < end; target += 4, a += 4, b += 4) {
    store<f32>(target, load<f32>(target) + load<f32>(a) * load<f32>(b));
  }
}

export function addScaled(base: usize, a: usize, scale: f32, target: usize, length: i32): void {
  const whole = target + <usize>(length & ~3) * 4;
  const end = target + <usize>length * 4;
  const factor = f32x4.splat(scale);
  for (; target < whole; target += 16, a += 16, base += 16) {
    v128.store(target, madd(factor, v128.load(a), v128.load(base)));
  }
  for (; target < end; target += 4, a += 4, base += 4) {
    store<f32>(target, load<f32>(base) + scale * load<f32>(a));
  }
}

export function permute(values: usize, order: usize, factor: usize, target: usize, length: i32): void {
  const end = target + <usize>length * 4;
  for (; target < end; target += 4, order += 4, factor += 4) {
    store<f32>(target, load<f32>(factor) * load<f32>(values + <usize>load<i32>(order) * 4));
  }
}

export function permuteBack(values: usize, order: usize, factor: usize, target: usize, length: i32): void {
  const end = values + <usize>length * 4;
  for (; values < end; values += 4, order += 4, factor += 4) {
    store<f32>(target + <usize>load<i32>(order) * 4, load<f32>(factor) * load<f32>(values));
  }
}

export function momentumStep(
  values: usize,
  gradient: usize,
  momentum: usize,
  length: i32,
  rate: f32,
  decay: f32,
): void {
  const end = values + <usize>length * 4;
  const kept = f32x4.splat(decay);
  const step = f32x4.splat(-rate);
  for (; values < end; values += 16, gradient += 16, momentum += 16) {
    const m = madd(kept, v128.load(momentum), v128.load(gradient));
    v128.store(momentum, m);
    v128.store(values, madd(step, m, v128.load(values)));
  }
}

export function adamStep(
  values: usize,
  gradient: usize,
  first: usize,
  second: usize,
  length: i32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  correction1: f32,
  correction2: f32,
  epsilon: f32,
): void {
  const end = values + <usize>length * 4;
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const a1 = f32x4.splat(1 - beta1);
  const a2 = f32x4.splat(1 - beta2);
  const step = f32x4.splat(rate / correction1);
  const grow = f32x4.splat(1 / correction2);
  const least = f32x4.splat(epsilon);
  for (; values < end; values += 16, gradient += 16, first += 16, second += 16) {
    const g = v128.load(gradient);
    const m = madd(b1, v128.load(first), f32x4.mul(a1, g));
    const v = madd(b2, v128.load(second), f32x4.mul(a2, f32x4.mul(g, g)));
    v128.store(first, m);
    v128.store(second, v);
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(v, grow)), least);
    v128.store(values, f32x4.sub(v128.load(values), f32x4.div(f32x4.mul(step, m), size)));
  }
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// Philox4x32-10 (src/base/rng.ts) and what is drawn from it in bulk.
import { log, madd } from './vector';

let w0: u32 = 0;
let w1: u32 = 0;
let w2: u32 = 0;
let w3: u32 = 0;

/** Block n of a stream, into the four words above. */
function philox(n: u32, key0: u32, key1: u32, stream0: u32, stream1: u32): void {
  let c0 = n;
  let c1: u32 = 0;
  let c2 = stream0;
  let c3 = stream1;
  for (let round = 0; round < 10; round++) {
    const p0 = <u64>0xd2511f53 * <u64>c0;
    const p1 = <u64>0xcd9e8d57 * <u64>c2;
    c0 = <u32>(p1 >> 32) ^ c1 ^ key0;
    c1 = <u32>p1;
    c2 = <u32>(p0 >> 32) ^ c3 ^ key1;
    c3 = <u32>p0;
    key0 += 0x9e3779b9;
    key1 += 0xbb67ae85;
  }
  w0 = c0;
  w1 = c1;
  w2 = c2;
  w3 = c3;
}

export function shuffle(target: usize, count: i32, key0: u32, key1: u32, stream0: u32, stream1: u32): void {
  let used = 4;
  let block: u32 = 0;
  for (let i = count - 1; i > 0; i--) {
    if (used === 4) {
      philox(block++, key0, key1, stream0, stream1);
      used = 0;
    }
    const word = used === 0 ? w0 : used === 1 ? w1 : used === 2 ? w2 : w3;
    used++;
    const j = <usize>((<u64>word * <u64>(i + 1)) >> 32);
    const a = target + <usize>i * 4;
    const b = target + j * 4;
    const kept = load<i32>(a);
    store<i32>(a, load<i32>(b));
    store<i32>(b, kept);
  }
}

export function normals(target: usize, count: i32, key0: u32, key1: u32, stream0: u32, stream1: u32): void {
  const blocks = <u32>(count / 4);
  for (let n: u32 = 0; n < blocks; n += 2) {
    philox(n, key0, key1, stream0, stream1);
    const a0 = w0;
    const a1 = w1;
    const a2 = w2;
    const a3 = w3;
    philox(n + 1, key0, key1, stream0, stream1);
    const lengths = i32x4.replace_lane(
      i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a0), 1, a2), 2, w0),
      3,
      w2,
    );
    const turns = i32x4.replace_lane(
      i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a1), 1, a3), 2, w1),
      3,
      w3,
    );
    const radius = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log(halfOpen(lengths))));
    const turn = halfOpen(turns);
    // Within an eighth of a turn of the nearest quarter, where short polynomials hold.
    const quarter = f32x4.nearest(f32x4.mul(turn, f32x4.splat(4)));
    const t = f32x4.mul(
      f32x4.sub(turn, f32x4.mul(quarter, f32x4.splat(0.25))),
      f32x4.splat(6.283185307179586),
    );
    const z = f32x4.mul(t, t);
    let s = f32x4.splat(-1.9515295891e-4);
    s = madd(s, z, f32x4.splat(8.3321608736e-3));
    s = madd(s, z, f32x4.splat(-1.6666654611e-1));
    s = madd(f32x4.mul(s, z), t, t);
    let c = f32x4.splat(2.443315711809948e-5);
    c = madd(c, z, f32x4.splat(-1.388731625493765e-3));
    c = madd(c, z, f32x4.splat(4.166664568298827e-2));
    c = f32x4.add(f32x4.mul(f32x4.mul(c, z), z), madd(z, f32x4.splat(-0.5), f32x4.splat(1)));
    const q = i32x4.trunc_sat_f32x4_s(quarter);
    const isOdd = i32x4.eq(v128.and(q, i32x4.splat(1)), i32x4.splat(1));
    const sineSign = i32x4.shl(v128.and(q, i32x4.splat(2)), 30);
    const cosineSign = i32x4.shl(v128.and(i32x4.add(q, i32x4.splat(1)), i32x4.splat(2)), 30);
    const cosine = f32x4.mul(radius, v128.xor(v128.bitselect(s, c, isOdd), cosineSign));
    const sine = f32x4.mul(radius, v128.xor(v128.bitselect(c, s, isOdd), sineSign));
    const low = bfloat16(cosine);
    // What is nearest to the sine among the floats that end on that. At half a turn, and once the radius rounds to 0, it is 0
    // itself: less the lower half it would be negative, which is no number at all.
    const size = i32x4.sub(v128.and(sine, i32x4.splat(0x7fffffff)), low);
    const high = i32x4.max_s(i32x4.add(size, i32x4.splat(0x8000)), i32x4.splat(0));
    const signed = v128.or(high, v128.and(sine, i32x4.splat(0x80000000)));
    v128.store(target + <usize>n * 8, v128.or(low, v128.and(signed, i32x4.splat(0xffff0000))));
  }
}

/** The upper 24 bits, in the middle of their interval of (0, 1). */
function halfOpen(words: v128): v128 {
  const upper = f32x4.convert_i32x4_u(i32x4.shr_u(words, 8));
  return f32x4.mul(f32x4.add(upper, f32x4.splat(0.5)), f32x4.splat(5.9604644775390625e-8));
}

/** The upper halves of four floats, rounded to nearest, ties to even. */
function bfloat16(x: v128): v128 {
  const odd = v128.and(i32x4.shr_u(x, 16), i32x4.splat(1));
  return i32x4.shr_u(i32x4.add(x, i32x4.add(i32x4.splat(0x7fff), odd)), 16);
}

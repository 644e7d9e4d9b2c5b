/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */

/** Coordinates that are multiplied at a time: four vectors' stay in the nearest cache. */
const PIECE: i32 = 256;

export function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(x, y, sum) : f64x2.add(sum, f64x2.mul(x, y));
}

/** Adds to the 2 × 4 doubles at `out` the products of two vectors at `p` and four at `r`. */
function addBlock(
  p: usize,
  stepP: usize,
  r: usize,
  stepR: usize,
  bytes: usize,
  out: usize,
  rowBytes: usize,
): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s03 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s13 = f64x2.splat(0);
  const end = p + bytes;
  const r1 = stepR;
  const r2 = 2 * stepR;
  const r3 = 3 * stepR;
  for (; p < end; p += 16, r += 16) {
    const x = v128.load(p);
    const y = v128.load(p + stepP);
    let z = v128.load(r);
    s00 = multiplyAdd(x, z, s00);
    s10 = multiplyAdd(y, z, s10);
    z = v128.load(r + r1);
    s01 = multiplyAdd(x, z, s01);
    s11 = multiplyAdd(y, z, s11);
    z = v128.load(r + r2);
    s02 = multiplyAdd(x, z, s02);
    s12 = multiplyAdd(y, z, s12);
    z = v128.load(r + r3);
    s03 = multiplyAdd(x, z, s03);
    s13 = multiplyAdd(y, z, s13);
  }
  addPair(out, s00, s01);
  addPair(out + 16, s02, s03);
  addPair(out + rowBytes, s10, s11);
  addPair(out + rowBytes + 16, s12, s13);
}

function addPair(at: usize, first: v128, second: v128): void {
  const even = i64x2.shuffle(first, second, 0, 2);
  const odd = i64x2.shuffle(first, second, 1, 3);
  v128.store(at, f64x2.add(v128.load(at), f64x2.add(even, odd)));
}

export function addProducts(
  runs: usize,
  sums: usize,
  columns: i32,
  length: i32,
  first: i32,
  last: i32,
): void {
  const bytes = <usize>(length * 8);
  const rowBytes = <usize>(columns * 8);
  for (let b = 0; b < last; b += 4) {
    for (let a = max(first, b); a < last; a += 2) {
      const out = sums + <usize>a * rowBytes + <usize>(b * 8);
      addBlock(runs + <usize>a * bytes, bytes, runs + <usize>b * bytes, bytes, bytes, out, rowBytes);
    }
  }
}

export function products(
  a: usize,
  countA: i32,
  b: usize,
  countB: i32,
  length: i32,
  lower: bool,
  out: usize,
): void {
  const bytes = <usize>(length * 8);
  const rowBytes = <usize>(countB * 8);
  memory.fill(out, 0, <usize>countA * rowBytes);
  for (let from = 0; from < length; from += PIECE) {
    const piece = <usize>(min(PIECE, length - from) * 8);
    const offset = <usize>(from * 8);
    for (let j = 0; j < countB; j += 4) {
      const r = b + <usize>j * bytes + offset;
      for (let i = lower ? j : 0; i < countA; i += 2) {
        const p = a + <usize>i * bytes + offset;
        addBlock(p, bytes, r, bytes, piece, out + <usize>i * rowBytes + <usize>(j * 8), rowBytes);
      }
    }
  }
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
// AssemblyScript: the inner loops of the neighbour search and of the covariance, compiled to WebAssembly SIMD by
// `npm run build:wasm`. The layouts are those of src/compute/tileFilter.ts; its arrays lie at fixed addresses.

const POINTS: i32 = 256;
const DIMENSIONS: i32 = 1024;
const PANEL: i32 = 8;
const ROW: usize = 1024;

const QUERIES: usize = 1024;
const BASE: usize = QUERIES + <usize>(POINTS * DIMENSIONS * 4);
const PRODUCTS: usize = BASE + <usize>(POINTS * DIMENSIONS * 4);
const QUERY_BOUNDS: usize = PRODUCTS + <usize>(POINTS * POINTS * 4);
const BASE_BOUNDS: usize = QUERY_BOUNDS + <usize>(POINTS * 4);
const SURVIVORS: usize = BASE_BOUNDS + <usize>(POINTS * 4);

export function queriesAt(): usize {
  return QUERIES;
}
export function baseAt(): usize {
  return BASE;
}
export function productsAt(): usize {
  return PRODUCTS;
}
export function queryBoundsAt(): usize {
  return QUERY_BOUNDS;
}
export function baseBoundsAt(): usize {
  return BASE_BOUNDS;
}
export function survivorsAt(): usize {
  return SURVIVORS;
}

export function clear(): void {
  memory.fill(PRODUCTS, 0, <usize>(POINTS * POINTS * 4));
}

/** Four queries by eight base points at a time; points past the last hold what an earlier tile left and are not read. */
export function accumulate(queryCount: i32, baseCount: i32, m: i32): void {
  const rowBytes = <usize>(m * 4);
  const panelBytes = <usize>(m * PANEL * 4);
  for (let b = 0; b < baseCount; b += PANEL) {
    const panel = BASE + <usize>(b / PANEL) * panelBytes;
    const end = panel + panelBytes;
    for (let q = 0; q < queryCount; q += 4) {
      const out = PRODUCTS + <usize>((q * POINTS + b) * 4);
      let s00 = v128.load(out);
      let s01 = v128.load(out, 16);
      let s10 = v128.load(out, ROW);
      let s11 = v128.load(out, ROW + 16);
      let s20 = v128.load(out, 2 * ROW);
      let s21 = v128.load(out, 2 * ROW + 16);
      let s30 = v128.load(out, 3 * ROW);
      let s31 = v128.load(out, 3 * ROW + 16);
      let q0 = QUERIES + <usize>q * rowBytes;
      let q1 = q0 + rowBytes;
      let q2 = q1 + rowBytes;
      let q3 = q2 + rowBytes;
      for (let at = panel; at < end; at += 32) {
        const b0 = v128.load(at);
        const b1 = v128.load(at, 16);
        let x = v128.load32_splat(q0);
        s00 = f32x4.add(s00, f32x4.mul(x, b0));
        s01 = f32x4.add(s01, f32x4.mul(x, b1));
        x = v128.load32_splat(q1);
        s10 = f32x4.add(s10, f32x4.mul(x, b0));
        s11 = f32x4.add(s11, f32x4.mul(x, b1));
        x = v128.load32_splat(q2);
        s20 = f32x4.add(s20, f32x4.mul(x, b0));
        s21 = f32x4.add(s21, f32x4.mul(x, b1));
        x = v128.load32_splat(q3);
        s30 = f32x4.add(s30, f32x4.mul(x, b0));
        s31 = f32x4.add(s31, f32x4.mul(x, b1));
        q0 += 4;
        q1 += 4;
        q2 += 4;
        q3 += 4;
      }
      v128.store(out, s00);
      v128.store(out, s01, 16);
      v128.store(out, s10, ROW);
      v128.store(out, s11, ROW + 16);
      v128.store(out, s20, 2 * ROW);
      v128.store(out, s21, 2 * ROW + 16);
      v128.store(out, s30, 3 * ROW);
      v128.store(out, s31, 3 * ROW + 16);
    }
  }
}

export function select(queryCount: i32, baseCount: i32): i32 {
  const zero = f32x4.splat(0);
  const two = f32x4.splat(2);
  let next = SURVIVORS;
  for (let q = 0; q < queryCount; q++) {
    const bound = v128.load32_splat(QUERY_BOUNDS + <usize>(q * 4));
    const row = PRODUCTS + <usize>(q * POINTS * 4);
    for (let b = 0; b < baseCount; b += 4) {
      const at = <usize>(b * 4);
      const sum = f32x4.add(bound, v128.load(BASE_BOUNDS + at));
      const rest = f32x4.sub(sum, f32x4.mul(two, v128.load(row + at)));
      let kept = i32x4.bitmask(v128.not(f32x4.gt(rest, zero)));
      while (kept !== 0) {
        const other = b + ctz(kept);
        if (other < baseCount) {
          store<i32>(next, q * POINTS + other);
          next += 4;
        }
        kept &= kept - 1;
      }
    }
  }
  return <i32>((next - SURVIVORS) >> 2);
}

/** The first address that the functions above leave free. */
export function freeAt(): usize {
  return SURVIVORS + <usize>(POINTS * POINTS * 4);
}

/**
 * Adds to the `columns × columns` doubles at `sums` the products of the `columns × length` doubles at `runs`, for
 * the rows `first` to before `last` of the lower triangle. Columns come in multiples of 4, the length in multiples
 * of 2, `first` is even; some of the upper triangle is written too.
 */
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
  for (let a = first; a < last; a += 2) {
    const a0 = runs + <usize>a * bytes;
    for (let b = 0; b <= a + 1; b += 4) {
      let p = a0;
      let r = runs + <usize>b * bytes;
      let s00 = f64x2.splat(0);
      let s01 = f64x2.splat(0);
      let s02 = f64x2.splat(0);
      let s03 = f64x2.splat(0);
      let s10 = f64x2.splat(0);
      let s11 = f64x2.splat(0);
      let s12 = f64x2.splat(0);
      let s13 = f64x2.splat(0);
      const end = p + bytes;
      for (; p < end; p += 16, r += 16) {
        const x = v128.load(p);
        const y = v128.load(p + bytes);
        let z = v128.load(r);
        s00 = f64x2.add(s00, f64x2.mul(x, z));
        s10 = f64x2.add(s10, f64x2.mul(y, z));
        z = v128.load(r + bytes);
        s01 = f64x2.add(s01, f64x2.mul(x, z));
        s11 = f64x2.add(s11, f64x2.mul(y, z));
        z = v128.load(r + 2 * bytes);
        s02 = f64x2.add(s02, f64x2.mul(x, z));
        s12 = f64x2.add(s12, f64x2.mul(y, z));
        z = v128.load(r + 3 * bytes);
        s03 = f64x2.add(s03, f64x2.mul(x, z));
        s13 = f64x2.add(s13, f64x2.mul(y, z));
      }
      const out = sums + <usize>a * rowBytes + <usize>(b * 8);
      addPair(out, s00, s01);
      addPair(out + 16, s02, s03);
      addPair(out + rowBytes, s10, s11);
      addPair(out + rowBytes + 16, s12, s13);
    }
  }
}

function addPair(at: usize, first: v128, second: v128): void {
  const even = i64x2.shuffle(first, second, 0, 2);
  const odd = i64x2.shuffle(first, second, 1, 3);
  v128.store(at, f64x2.add(v128.load(at), f64x2.add(even, odd)));
}

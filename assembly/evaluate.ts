/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
import { exceeds, squaredDistance, twoOfSingles } from './squares';

/** Values of a row of the table of a tile's pairs. */
const ROW: i32 = 256;

/** Share of the limit below which a value promises a near neighbour. */
const PROMISING: f32 = 0.6;

/** Looks that need not have spared any distance, so that the first of a tile tell whether they do. */
const LOOKS: i32 = 16;

/** A float32 that is no less. */
function upwards(x: f64): f32 {
  const near = <f32>x;
  return <f64>near < x ? <f32>(<f64>near * 1.0000002) + 1e-44 : near;
}

export function seed(
  table: usize,
  points: usize,
  m: i32,
  residual: f64,
  slack: f64,
  count: i32,
  k: i32,
  room: usize,
  limits: usize,
): void {
  if (count <= k) return;
  // Twice what each point's image leaves out, at most.
  for (let p = 0; p < ROW; p++) {
    let rest: f32 = 0;
    if (residual >= 0 && p < count) {
      rest = upwards(2 * (load<f64>(points + ((<usize>(p * m + m - 1)) << 3)) + residual));
    }
    store<f32>(room + ((<usize>p) << 2), rest);
  }
  const more = f32x4.splat(upwards(slack * 1.0001));
  const wider = f32x4.splat(1.000002);
  const none = f32x4.splat(0);
  for (let p = 0; p < count; p++) {
    const row = table + ((<usize>(p * ROW)) << 2);
    const rest = v128.load32_splat(room + ((<usize>p) << 2));
    for (let at: usize = 0; at < (<usize>ROW) << 2; at += 16) {
      const beyond = f32x4.mul(rest, v128.load(room + at));
      const upper = f32x4.add(f32x4.add(v128.load(row + at), more), beyond);
      v128.store(row + at, f32x4.mul(f32x4.max(upper, none), wider));
    }
    store<f32>(row + ((<usize>p) << 2), Infinity);
    for (let b = count; b < ROW; b++) store<f32>(row + ((<usize>b) << 2), Infinity);
    const limit = limits + ((<usize>p) << 2);
    store<f32>(limit, min(load<f32>(limit), within(row, k)));
  }
}

/** A value that k of a row's are not above, and not many more; by halving, on the bits of floats that are not negative. */
function within(row: usize, k: i32): f32 {
  let least = v128.load(row);
  for (let at = row + 16; at < row + ((<usize>ROW) << 2); at += 16) least = f32x4.min(least, v128.load(at));
  const smallest = min(
    min(f32x4.extract_lane(least, 0), f32x4.extract_lane(least, 1)),
    min(f32x4.extract_lane(least, 2), f32x4.extract_lane(least, 3)),
  );
  // From the least upwards, in steps that double until k values are reached.
  let low = reinterpret<i32>(smallest) - 1;
  let step = 1 << 21;
  let high = low + step;
  while (counted(row, high) < k) {
    low = high;
    step <<= 1;
    if (high > i32.MAX_VALUE - step) {
      high = 0x7f800000;
      break;
    }
    high += step;
  }
  const enough = k + (k >> 2);
  while (high - low > 1) {
    const middle = low + ((high - low) >> 1);
    const found = counted(row, middle);
    if (found < k) {
      low = middle;
    } else {
      high = middle;
      if (found <= enough) break;
    }
  }
  return reinterpret<f32>(high);
}

/** How many of a row's values are not above the float of these bits. */
function counted(row: usize, bits: i32): i32 {
  const bound = f32x4.splat(reinterpret<f32>(bits));
  let counts = i32x4.splat(0);
  for (let at = row; at < row + ((<usize>ROW) << 2); at += 16) {
    counts = i32x4.sub(counts, f32x4.le(v128.load(at), bound));
  }
  return (
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function evaluate(
  n: i32,
  codes: usize,
  values: usize,
  slack: f32,
  rows: usize,
  single: bool,
  columns: i32,
  queryStart: i32,
  baseStart: i32,
  order: usize,
  limits: usize,
  squares: usize,
  others: usize,
  k: i32,
): i32 {
  const bytes = (<usize>columns) << (single ? 2 : 3);
  let done = 0;
  // A look in float32 comes first where it spares enough distances.
  let looks = 0;
  let spared = 0;
  // Of float32 data a pair waits for another, that both are computed at once.
  let waiting = -1;
  // The nearest by their values come first, so that limits are narrow when the others' turn comes.
  let share: f32 = PROMISING;
  for (let pass = 0; pass < 2; pass++) {
    for (let i = 0; i < n; i++) {
      const at = codes + ((<usize>i) << 2);
      const code = load<i32>(at);
      if (code < 0) continue;
      const q = queryStart + (code >> 8);
      const b = baseStart + (code & 255);
      const limit = max(load<f32>(limits + ((<usize>q) << 2)), load<f32>(limits + ((<usize>b) << 2)));
      if (load<f32>(values + ((<usize>i) << 2)) > share * limit * 1.000001 + slack) continue;
      store<i32>(at, -1);
      done++;
      const x = rows + <usize>q * bytes;
      const y = rows + <usize>b * bytes;
      if (!single) {
        offerBoth(q, b, squaredDistance(x, y, false, columns, <f64>limit), order, limits, squares, others, k);
        continue;
      }
      if (2 * spared >= looks - LOOKS) {
        looks++;
        if (exceeds(x, y, columns, <f64>limit)) {
          spared++;
          continue;
        }
      }
      if (waiting < 0) {
        waiting = code;
        continue;
      }
      const p = queryStart + (waiting >> 8);
      const c = baseStart + (waiting & 255);
      waiting = -1;
      const two = twoOfSingles(rows + <usize>p * bytes, rows + <usize>c * bytes, x, y, columns);
      offerBoth(p, c, f64x2.extract_lane(two, 0), order, limits, squares, others, k);
      offerBoth(q, b, f64x2.extract_lane(two, 1), order, limits, squares, others, k);
    }
    share = 1;
  }
  if (waiting >= 0) {
    const p = queryStart + (waiting >> 8);
    const c = baseStart + (waiting & 255);
    const square = squaredDistance(rows + <usize>p * bytes, rows + <usize>c * bytes, true, columns, Infinity);
    offerBoth(p, c, square, order, limits, squares, others, k);
  }
  return done;
}

/** Puts two points into each other's list. */
function offerBoth(
  p: i32,
  q: i32,
  square: f64,
  order: usize,
  limits: usize,
  squares: usize,
  others: usize,
  k: i32,
): void {
  if (square <= <f64>load<f32>(limits + ((<usize>p) << 2))) {
    offer(p, square, load<i32>(order + ((<usize>q) << 2)), limits, squares, others, k);
  }
  if (square <= <f64>load<f32>(limits + ((<usize>q) << 2))) {
    offer(q, square, load<i32>(order + ((<usize>p) << 2)), limits, squares, others, k);
  }
}

/** Puts a neighbour into the ascending list of point p; equal distances in the order of their rows. */
function offer(p: i32, square: f64, row: i32, limits: usize, squares: usize, others: usize, k: i32): void {
  const list = squares + ((<usize>p * <usize>k) << 3);
  const names = others + ((<usize>p * <usize>k) << 2);
  let at = k - 1;
  const greatest = load<f64>(list + ((<usize>at) << 3));
  if (square > greatest || (square === greatest && row > load<i32>(names + ((<usize>at) << 2)))) return;
  for (; at > 0; at--) {
    const before = load<f64>(list + ((<usize>(at - 1)) << 3));
    if (before < square || (before === square && load<i32>(names + ((<usize>(at - 1)) << 2)) < row)) break;
    store<f64>(list + ((<usize>at) << 3), before);
    store<i32>(names + ((<usize>at) << 2), load<i32>(names + ((<usize>(at - 1)) << 2)));
  }
  store<f64>(list + ((<usize>at) << 3), square);
  store<i32>(names + ((<usize>at) << 2), row);
  const limit = limits + ((<usize>p) << 2);
  store<f32>(limit, min(load<f32>(limit), upwards(load<f64>(list + ((<usize>(k - 1)) << 3)))));
}

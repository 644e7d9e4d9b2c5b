/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */

/** Points side by side in a panel; a panel holds their coordinates two by two: `pair * 32 + point * 4 + parity * 2`. */
const PANEL: i32 = 8;
/** Points a tile, at most: the stride of a table of its pairs. */
const POINTS: i32 = 256;
const ROW_BYTES: usize = 1024;
/** Lengths of whole-number vectors stay below this, so that no sum of products leaves 32 bits. */
const LENGTH: f64 = 46340;
const COORDINATE: f64 = 32766;

function coordinate(points: usize, single: bool, at: i32): f64 {
  return single ? <f64>load<f32>(points + ((<usize>at) << 2)) : load<f64>(points + ((<usize>at) << 3));
}

export function quantise(
  points: usize,
  single: bool,
  count: i32,
  m: i32,
  centre: usize,
  norms: usize,
  panels: usize,
  summary: usize,
): void {
  let longest: f64 = 0;
  let largest: f64 = 0;
  for (let p = 0; p < count; p++) {
    let norm: f64 = 0;
    for (let j = 0; j < m; j++) {
      const x = coordinate(points, single, p * m + j) - load<f64>(centre + ((<usize>j) << 3));
      norm += x * x;
      largest = max(largest, abs(x));
    }
    store<f64>(norms + ((<usize>p) << 3), norm);
    longest = max(longest, norm);
  }
  longest = sqrt(longest);
  let unit = max(longest / (LENGTH - 1 - sqrt(<f64>m)), largest / COORDINATE);
  if (!(unit > 0)) unit = 1;
  const perUnit = 1 / unit;
  const panelBytes = (<usize>((m + 1) >> 1)) << 5;
  let worst: f64 = 0;
  for (let p = 0; p < count; p++) {
    const out = panels + <usize>(p / PANEL) * panelBytes + ((<usize>(p % PANEL)) << 2);
    let error: f64 = 0;
    for (let j = 0; j < m; j++) {
      const x = coordinate(points, single, p * m + j) - load<f64>(centre + ((<usize>j) << 3));
      const whole = nearest(x * perUnit);
      store<i16>(out + ((<usize>(j >> 1)) << 5) + ((<usize>(j & 1)) << 1), <i16>(<i32>whole));
      const rest = x - whole * unit;
      error += rest * rest;
    }
    worst = max(worst, error);
  }
  store<f64>(summary, unit);
  store<f64>(summary, longest, 8);
  store<f64>(summary, sqrt(worst), 16);
}

export function shift(
  points: usize,
  single: bool,
  count: i32,
  m: i32,
  centre: usize,
  direction: usize,
  norms: usize,
  factor: f64,
  constant: f64,
  out: usize,
): f64 {
  let largest: f64 = 0;
  const pairs = m & ~1;
  for (let p = 0; p < count; p += 4) {
    // Four at a time, so that one sum need not wait for itself; what is missing of four is the last again.
    const p1 = min(p + 1, count - 1);
    const p2 = min(p + 2, count - 1);
    const p3 = min(p + 3, count - 1);
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    if (single) {
      const x0 = points + ((<usize>(p * m)) << 2);
      const x1 = points + ((<usize>(p1 * m)) << 2);
      const x2 = points + ((<usize>(p2 * m)) << 2);
      const x3 = points + ((<usize>(p3 * m)) << 2);
      for (let j: usize = 0; j < (<usize>pairs) << 2; j += 8) {
        const c = v128.load(centre + (j << 1));
        const d = v128.load(direction + (j << 1));
        s0 = f64x2.add(s0, f64x2.mul(f64x2.sub(promoted(x0 + j), c), d));
        s1 = f64x2.add(s1, f64x2.mul(f64x2.sub(promoted(x1 + j), c), d));
        s2 = f64x2.add(s2, f64x2.mul(f64x2.sub(promoted(x2 + j), c), d));
        s3 = f64x2.add(s3, f64x2.mul(f64x2.sub(promoted(x3 + j), c), d));
      }
    } else {
      const x0 = points + ((<usize>(p * m)) << 3);
      const x1 = points + ((<usize>(p1 * m)) << 3);
      const x2 = points + ((<usize>(p2 * m)) << 3);
      const x3 = points + ((<usize>(p3 * m)) << 3);
      for (let j: usize = 0; j < (<usize>pairs) << 3; j += 16) {
        const c = v128.load(centre + j);
        const d = v128.load(direction + j);
        s0 = f64x2.add(s0, f64x2.mul(f64x2.sub(v128.load(x0 + j), c), d));
        s1 = f64x2.add(s1, f64x2.mul(f64x2.sub(v128.load(x1 + j), c), d));
        s2 = f64x2.add(s2, f64x2.mul(f64x2.sub(v128.load(x2 + j), c), d));
        s3 = f64x2.add(s3, f64x2.mul(f64x2.sub(v128.load(x3 + j), c), d));
      }
    }
    for (let q = p; q < min(p + 4, count); q++) {
      const sums = q === p ? s0 : q === p1 ? s1 : q === p2 ? s2 : s3;
      let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
      if (pairs < m) {
        const local = coordinate(points, single, q * m + pairs) - load<f64>(centre + ((<usize>pairs) << 3));
        sum += local * load<f64>(direction + ((<usize>pairs) << 3));
      }
      const value = load<f64>(norms + ((<usize>q) << 3)) + factor * sum + constant;
      store<f32>(out + ((<usize>q) << 2), <f32>value);
      largest = max(largest, abs(value));
    }
  }
  return largest;
}

function promoted(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function tile(
  queries: usize,
  queryCount: i32,
  base: usize,
  baseCount: i32,
  m: i32,
  same: bool,
  queryTerms: usize,
  baseTerms: usize,
  queryLimits: usize,
  baseLimits: usize,
  factor: f32,
  slack: f32,
  codes: usize,
  values: usize,
  dense: bool,
): i32 {
  const panelBytes = (<usize>((m + 1) >> 1)) << 5;
  const minus = f32x4.splat(-factor);
  const wider = f32x4.splat(1.000001);
  const more = f32x4.splat(slack);
  let n: usize = 0;
  for (let b = 0; b < baseCount; b += PANEL) {
    const panel = base + <usize>(b / PANEL) * panelBytes;
    const end = panel + panelBytes;
    const t0 = v128.load(baseTerms + ((<usize>b) << 2));
    const t1 = v128.load(baseTerms + ((<usize>b) << 2), 16);
    const l0 = v128.load(baseLimits + ((<usize>b) << 2));
    const l1 = v128.load(baseLimits + ((<usize>b) << 2), 16);
    const last = same ? min(queryCount, b + PANEL) : queryCount;
    for (let q = 0; q < last; q += 4) {
      let s00 = i32x4.splat(0);
      let s01 = i32x4.splat(0);
      let s10 = i32x4.splat(0);
      let s11 = i32x4.splat(0);
      let s20 = i32x4.splat(0);
      let s21 = i32x4.splat(0);
      let s30 = i32x4.splat(0);
      let s31 = i32x4.splat(0);
      let from = queries + <usize>(q / PANEL) * panelBytes + ((<usize>(q & 4)) << 2);
      for (let at = panel; at < end; at += 32) {
        const b0 = v128.load(at);
        const b1 = v128.load(at, 16);
        let x = v128.load32_splat(from);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x, b0));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(from, 4);
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x, b0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(from, 8);
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x, b0));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x, b1));
        x = v128.load32_splat(from, 12);
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x, b0));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x, b1));
        from += 32;
      }
      // Four rows of eight squared distances.
      const terms = queryTerms + ((<usize>q) << 2);
      let term = v128.load32_splat(terms);
      const f00 = f32x4.add(f32x4.add(term, t0), f32x4.mul(minus, f32x4.convert_i32x4_s(s00)));
      const f01 = f32x4.add(f32x4.add(term, t1), f32x4.mul(minus, f32x4.convert_i32x4_s(s01)));
      term = v128.load32_splat(terms, 4);
      const f10 = f32x4.add(f32x4.add(term, t0), f32x4.mul(minus, f32x4.convert_i32x4_s(s10)));
      const f11 = f32x4.add(f32x4.add(term, t1), f32x4.mul(minus, f32x4.convert_i32x4_s(s11)));
      term = v128.load32_splat(terms, 8);
      const f20 = f32x4.add(f32x4.add(term, t0), f32x4.mul(minus, f32x4.convert_i32x4_s(s20)));
      const f21 = f32x4.add(f32x4.add(term, t1), f32x4.mul(minus, f32x4.convert_i32x4_s(s21)));
      term = v128.load32_splat(terms, 12);
      const f30 = f32x4.add(f32x4.add(term, t0), f32x4.mul(minus, f32x4.convert_i32x4_s(s30)));
      const f31 = f32x4.add(f32x4.add(term, t1), f32x4.mul(minus, f32x4.convert_i32x4_s(s31)));
      if (dense) {
        const out = values + ((<usize>(q * POINTS + b)) << 2);
        v128.store(out, f00);
        v128.store(out, f01, 16);
        v128.store(out + ROW_BYTES, f10);
        v128.store(out + ROW_BYTES, f11, 16);
        v128.store(out + 2 * ROW_BYTES, f20);
        v128.store(out + 2 * ROW_BYTES, f21, 16);
        v128.store(out + 3 * ROW_BYTES, f30);
        v128.store(out + 3 * ROW_BYTES, f31, 16);
        continue;
      }
      const limits = queryLimits + ((<usize>q) << 2);
      let limit = v128.load32_splat(limits);
      const m00 = f32x4.le(f00, f32x4.add(f32x4.mul(f32x4.max(limit, l0), wider), more));
      const m01 = f32x4.le(f01, f32x4.add(f32x4.mul(f32x4.max(limit, l1), wider), more));
      limit = v128.load32_splat(limits, 4);
      const m10 = f32x4.le(f10, f32x4.add(f32x4.mul(f32x4.max(limit, l0), wider), more));
      const m11 = f32x4.le(f11, f32x4.add(f32x4.mul(f32x4.max(limit, l1), wider), more));
      limit = v128.load32_splat(limits, 8);
      const m20 = f32x4.le(f20, f32x4.add(f32x4.mul(f32x4.max(limit, l0), wider), more));
      const m21 = f32x4.le(f21, f32x4.add(f32x4.mul(f32x4.max(limit, l1), wider), more));
      limit = v128.load32_splat(limits, 12);
      const m30 = f32x4.le(f30, f32x4.add(f32x4.mul(f32x4.max(limit, l0), wider), more));
      const m31 = f32x4.le(f31, f32x4.add(f32x4.mul(f32x4.max(limit, l1), wider), more));
      const any0 = v128.or(v128.or(m00, m01), v128.or(m10, m11));
      const any1 = v128.or(v128.or(m20, m21), v128.or(m30, m31));
      if (v128.any_true(v128.or(any0, any1))) {
        n = keep(m00, f00, q, b, queryCount, baseCount, same, codes, values, n);
        n = keep(m01, f01, q, b + 4, queryCount, baseCount, same, codes, values, n);
        n = keep(m10, f10, q + 1, b, queryCount, baseCount, same, codes, values, n);
        n = keep(m11, f11, q + 1, b + 4, queryCount, baseCount, same, codes, values, n);
        n = keep(m20, f20, q + 2, b, queryCount, baseCount, same, codes, values, n);
        n = keep(m21, f21, q + 2, b + 4, queryCount, baseCount, same, codes, values, n);
        n = keep(m30, f30, q + 3, b, queryCount, baseCount, same, codes, values, n);
        n = keep(m31, f31, q + 3, b + 4, queryCount, baseCount, same, codes, values, n);
      }
    }
  }
  return <i32>n;
}

/** Appends the pairs of one query and four base points that the mask names. */
function keep(
  mask: v128,
  squares: v128,
  q: i32,
  b: i32,
  queryCount: i32,
  baseCount: i32,
  same: bool,
  codes: usize,
  values: usize,
  n: usize,
): usize {
  let kept = i32x4.bitmask(mask);
  if (kept === 0 || q >= queryCount) return n;
  while (kept !== 0) {
    const lane = ctz(kept);
    kept &= kept - 1;
    const other = b + lane;
    if (other >= baseCount || (same && other <= q)) continue;
    store<i32>(codes + (n << 2), (q << 8) | other);
    let value = f32x4.extract_lane(squares, 0);
    if (lane === 1) value = f32x4.extract_lane(squares, 1);
    else if (lane === 2) value = f32x4.extract_lane(squares, 2);
    else if (lane === 3) value = f32x4.extract_lane(squares, 3);
    store<f32>(values + (n << 2), value);
    n++;
  }
  return n;
}

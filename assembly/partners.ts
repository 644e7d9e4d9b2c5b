/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
import { multiplyAdd } from './products';
import { squaredDistance } from './squares';

/** Below this share of the squared lengths, a squared distance is computed from the differences instead. */
export const CANCELLED: f64 = 1e-3;
/** Products that are added up in float32: so many columns of a group of points stay in the nearest cache. */
const PIECE: i32 = 128;
const PIECE_BYTES: usize = 512;
/** Points of a list that are taken together. */
const TOGETHER: i32 = 32;

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function listPartners(
  first: i32,
  count: i32,
  starts: usize,
  entries: usize,
  names: usize,
  k: i32,
  masks: usize,
  list: usize,
): i32 {
  let lowest = i32.MAX_VALUE;
  let highest = -1;
  for (let a = 0; a < count; a++) {
    const bit: u64 = 1 << (<u64>a);
    const last = load<i32>(starts + ((<usize>(first + a + 1)) << 2));
    for (let at = load<i32>(starts + ((<usize>(first + a)) << 2)); at < last; at++) {
      const entry = load<i32>(entries + ((<usize>at) << 2));
      const end = names + ((<usize>((entry / k + 1) * k)) << 2);
      let from = names + ((<usize>(entry + 1)) << 2);
      if (from === end) continue;
      lowest = min(lowest, load<i32>(from));
      highest = max(highest, load<i32>(end - 4));
      for (; from < end; from += 4) {
        const mask = masks + ((<usize>load<i32>(from)) << 3);
        store<u64>(mask, load<u64>(mask) | bit);
      }
    }
  }
  // In ascending order, as neighbourhoods have them, which what follows reads best.
  let n: usize = 0;
  for (let b = lowest; b <= highest; b++) {
    if (load<u64>(masks + ((<usize>b) << 3)) === 0) continue;
    store<i32>(list + (n << 2), b);
    n++;
  }
  return <i32>n;
}

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function partnerSquares(
  first: i32,
  count: i32,
  list: usize,
  n: i32,
  masks: usize,
  points: usize,
  single: bool,
  columns: i32,
  coarse: bool,
  room: usize,
  out: usize,
): void {
  if (coarse) {
    coarseSquares(first, count, list, n, masks, points, columns, room, out);
    return;
  }
  const bytes = (<usize>columns) << (single ? 2 : 3);
  const stride = (<usize>((columns + 3) & ~3)) << 3;
  const other = room + <usize>count * stride;
  const norms = (other + stride + 15) & ~15;
  const needed = norms + ((<usize>count) << 3);
  const sums = needed + ((<usize>(count + 4)) << 3);
  const origin = points + <usize>first * bytes;
  for (let a = 0; a < count; a++) {
    const norm = lessOrigin(origin + <usize>a * bytes, origin, single, columns, room + <usize>a * stride);
    store<f64>(norms + ((<usize>a) << 3), norm);
  }
  for (let p = 0; p < n; p++) {
    const b = load<i32>(list + ((<usize>p) << 2));
    const row = points + <usize>b * bytes;
    const norm = lessOrigin(row, origin, single, columns, other);
    const mask = masks + ((<usize>b) << 3);
    const m = listBits(load<u64>(mask), needed);
    store<u64>(mask, p);
    // What is missing of four is the last again.
    for (let i = m; (i & 3) !== 0; i++) {
      store<i32>(needed + ((<usize>i) << 2), load<i32>(needed + ((<usize>(m - 1)) << 2)));
    }
    for (let i = 0; i < m; i += 4) {
      const four = needed + ((<usize>i) << 2);
      fourDoubles(other, stride, room, four, sums);
      for (let j = i; j < min(m, i + 4); j++) {
        const a = load<i32>(needed + ((<usize>j) << 2));
        const both = norm + load<f64>(norms + ((<usize>a) << 3));
        let square = both - 2 * load<f64>(sums + ((<usize>(j - i)) << 3));
        if (!(square > CANCELLED * both)) {
          square = squaredDistance(origin + <usize>a * bytes, row, single, columns, Infinity);
        }
        store<f64>(out + ((<usize>(a * n + p)) << 3), square);
      }
    }
  }
}

/** The scalar products of one vector with the four of a room that are named, in float64. */
function fourDoubles(other: usize, stride: usize, room: usize, names: usize, out: usize): void {
  let p0 = room + <usize>load<i32>(names) * stride;
  let p1 = room + <usize>load<i32>(names, 4) * stride;
  let p2 = room + <usize>load<i32>(names, 8) * stride;
  let p3 = room + <usize>load<i32>(names, 12) * stride;
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const end = other + stride;
  for (; other < end; other += 16) {
    const y = v128.load(other);
    s0 = multiplyAdd(v128.load(p0), y, s0);
    s1 = multiplyAdd(v128.load(p1), y, s1);
    s2 = multiplyAdd(v128.load(p2), y, s2);
    s3 = multiplyAdd(v128.load(p3), y, s3);
    p0 += 16;
    p1 += 16;
    p2 += 16;
    p3 += 16;
  }
  store<f64>(out, total(s0));
  store<f64>(out, total(s1), 8);
  store<f64>(out, total(s2), 16);
  store<f64>(out, total(s3), 24);
}

/** `partnerSquares` of rows of float32, products summed in float32, the sums of every piece of columns in float64. */
function coarseSquares(
  first: i32,
  count: i32,
  list: usize,
  n: i32,
  masks: usize,
  points: usize,
  columns: i32,
  room: usize,
  out: usize,
): void {
  const bytes = (<usize>columns) << 2;
  const pieces = (columns + PIECE - 1) / PIECE;
  const theirs = room + <usize>(count * pieces) * PIECE_BYTES;
  const norms = theirs + <usize>(TOGETHER * pieces) * PIECE_BYTES;
  const otherNorms = norms + ((<usize>count) << 3);
  const ends = otherNorms + ((<usize>TOGETHER) << 3);
  const names = ends + ((<usize>TOGETHER) << 3);
  const sums = names + ((<usize>(TOGETHER * (count + 3))) << 2);
  const origin = points + <usize>first * bytes;
  // Of every piece of columns the points one after another, so that they share the nearest cache.
  const step = <usize>count * PIECE_BYTES;
  for (let a: usize = 0; a < <usize>count; a++) {
    const norm = piecesLess(origin + a * bytes, origin, columns, room + a * PIECE_BYTES, step);
    store<f64>(norms + (a << 3), norm);
  }
  for (let from = 0; from < n; from += TOGETHER) {
    const many = min(TOGETHER, n - from);
    let end = names;
    for (let i = 0; i < many; i++) {
      const mask = masks + ((<usize>load<i32>(list + ((<usize>(from + i)) << 2))) << 3);
      const m = listBits(load<u64>(mask), end);
      store<u64>(mask, from + i);
      const row = points + <usize>load<i32>(list + ((<usize>(from + i)) << 2)) * bytes;
      const to = theirs + <usize>i * PIECE_BYTES;
      const norm = piecesLess(row, origin, columns, to, <usize>TOGETHER * PIECE_BYTES);
      store<f64>(otherNorms + ((<usize>i) << 3), norm);
      // What is missing of four is the last again.
      const last = load<i32>(end + ((<usize>(m - 1)) << 2));
      for (let j = m; (j & 3) !== 0; j++) store<i32>(end + ((<usize>j) << 2), last);
      end += (<usize>((m + 3) & ~3)) << 2;
      store<i32>(ends + ((<usize>i) << 3), <i32>end);
      store<i32>(ends + ((<usize>i) << 3), m, 4);
    }
    memory.fill(sums, 0, (end - names) << 1);
    for (let piece = 0; piece < pieces; piece++) {
      const width = (<usize>((min(PIECE, columns - piece * PIECE) + 3) & ~3)) << 2;
      const group = room + <usize>piece * step;
      let name = names;
      let sum = sums;
      for (let i = 0; i < many; i++) {
        const other = theirs + <usize>(piece * TOGETHER + i) * PIECE_BYTES;
        const stop = other + width;
        const finish = <usize>load<i32>(ends + ((<usize>i) << 3));
        for (; name + 16 < finish; name += 32, sum += 64) eightSingles(other, stop, group, name, sum);
        for (; name < finish; name += 16, sum += 32) fourSingles(other, stop, group, name, sum);
      }
    }
    let name = names;
    for (let i = 0; i < many; i++) {
      const norm = load<f64>(otherNorms + ((<usize>i) << 3));
      const finish = <usize>load<i32>(ends + ((<usize>i) << 3));
      const m = load<i32>(ends + ((<usize>i) << 3), 4);
      for (let j: usize = 0; j < <usize>m; j++) {
        const a = load<i32>(name + (j << 2));
        const both = norm + load<f64>(norms + ((<usize>a) << 3));
        let square = both - 2 * load<f64>(sums + ((name - names) << 1) + (j << 3));
        if (!(square > CANCELLED * both)) {
          const row = points + <usize>load<i32>(list + ((<usize>(from + i)) << 2)) * bytes;
          square = squaredDistance(origin + <usize>a * bytes, row, true, columns, Infinity);
        }
        store<f64>(out + ((<usize>(a * n + from + i)) << 3), square);
      }
      name = finish;
    }
  }
}

/** Adds to four doubles the scalar products of a piece of one vector with those of the four that are named. */
function fourSingles(other: usize, end: usize, group: usize, names: usize, out: usize): void {
  let p0 = group + <usize>load<i32>(names) * PIECE_BYTES;
  let p1 = group + <usize>load<i32>(names, 4) * PIECE_BYTES;
  let p2 = group + <usize>load<i32>(names, 8) * PIECE_BYTES;
  let p3 = group + <usize>load<i32>(names, 12) * PIECE_BYTES;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (; other < end; other += 16) {
    const y = v128.load(other);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(p0), y));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(p1), y));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(p2), y));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(p3), y));
    p0 += 16;
    p1 += 16;
    p2 += 16;
    p3 += 16;
  }
  addTotals(out, s0, s1, s2, s3);
}

/** The same for eight. */
function eightSingles(other: usize, end: usize, group: usize, names: usize, out: usize): void {
  let p0 = group + <usize>load<i32>(names) * PIECE_BYTES;
  let p1 = group + <usize>load<i32>(names, 4) * PIECE_BYTES;
  let p2 = group + <usize>load<i32>(names, 8) * PIECE_BYTES;
  let p3 = group + <usize>load<i32>(names, 12) * PIECE_BYTES;
  let p4 = group + <usize>load<i32>(names, 16) * PIECE_BYTES;
  let p5 = group + <usize>load<i32>(names, 20) * PIECE_BYTES;
  let p6 = group + <usize>load<i32>(names, 24) * PIECE_BYTES;
  let p7 = group + <usize>load<i32>(names, 28) * PIECE_BYTES;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  let s5 = f32x4.splat(0);
  let s6 = f32x4.splat(0);
  let s7 = f32x4.splat(0);
  for (; other < end; other += 16) {
    const y = v128.load(other);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(p0), y));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(p1), y));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(p2), y));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(p3), y));
    s4 = f32x4.add(s4, f32x4.mul(v128.load(p4), y));
    s5 = f32x4.add(s5, f32x4.mul(v128.load(p5), y));
    s6 = f32x4.add(s6, f32x4.mul(v128.load(p6), y));
    s7 = f32x4.add(s7, f32x4.mul(v128.load(p7), y));
    p0 += 16;
    p1 += 16;
    p2 += 16;
    p3 += 16;
    p4 += 16;
    p5 += 16;
    p6 += 16;
    p7 += 16;
  }
  addTotals(out, s0, s1, s2, s3);
  addTotals(out + 32, s4, s5, s6, s7);
}

/** Adds the sums of four vectors' singles to four doubles. */
function addTotals(out: usize, s0: v128, s1: v128, s2: v128, s3: v128): void {
  const first = f32x4.add(i32x4.shuffle(s0, s1, 0, 4, 1, 5), i32x4.shuffle(s0, s1, 2, 6, 3, 7));
  const second = f32x4.add(i32x4.shuffle(s2, s3, 0, 4, 1, 5), i32x4.shuffle(s2, s3, 2, 6, 3, 7));
  const sums = f32x4.add(i32x4.shuffle(first, second, 0, 1, 4, 5), i32x4.shuffle(first, second, 2, 3, 6, 7));
  const high = i32x4.shuffle(sums, sums, 2, 3, 2, 3);
  v128.store(out, f64x2.add(v128.load(out), f64x2.promote_low_f32x4(sums)));
  v128.store(out, f64x2.add(v128.load(out, 16), f64x2.promote_low_f32x4(high)), 16);
}

function totalOfSingles(sums: v128): f64 {
  const high = i32x4.shuffle(sums, sums, 2, 3, 2, 3);
  return total(f64x2.add(f64x2.promote_low_f32x4(sums), f64x2.promote_low_f32x4(high)));
}

/** Writes a row less another, pieces of its columns `step` apart; returns the squared length. */
function piecesLess(row: usize, origin: usize, columns: i32, out: usize, step: usize): f64 {
  let norm: f64 = 0;
  for (let from = 0; from < columns; from += PIECE) {
    norm += lessOfSingles(row, origin, min(PIECE, columns - from), out);
    row += PIECE_BYTES;
    origin += PIECE_BYTES;
    out += step;
  }
  return norm;
}

/** Writes a piece of a row less another's, padded with zeros to fours; returns the squared length. */
function lessOfSingles(row: usize, origin: usize, columns: i32, out: usize): f64 {
  const fours = columns & ~3;
  let sums = f32x4.splat(0);
  let j = 0;
  for (; j < fours; j += 4) {
    const at = (<usize>j) << 2;
    const x = f32x4.sub(v128.load(row + at), v128.load(origin + at));
    v128.store(out + at, x);
    sums = f32x4.add(sums, f32x4.mul(x, x));
  }
  let norm = totalOfSingles(sums);
  for (; j < columns; j++) {
    const at = (<usize>j) << 2;
    const x = load<f32>(row + at) - load<f32>(origin + at);
    store<f32>(out + at, x);
    norm += <f64>x * <f64>x;
  }
  for (; (j & 3) !== 0; j++) store<f32>(out + ((<usize>j) << 2), 0);
  return norm;
}

/** Writes which bits are set, int32; returns how many. */
function listBits(mask: u64, out: usize): i32 {
  let left = mask;
  let m = 0;
  while (left !== 0) {
    store<i32>(out + ((<usize>m) << 2), <i32>ctz(left));
    left &= left - 1;
    m++;
  }
  return m;
}

function total(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** Writes a row less another as doubles, padded with zeros to fours; returns the squared length. */
export function lessOrigin(row: usize, origin: usize, single: bool, columns: i32, out: usize): f64 {
  let sums = f64x2.splat(0);
  const pairs = columns & ~1;
  let j = 0;
  if (single) {
    for (; j < pairs; j += 2) {
      const x = f64x2.sub(
        f64x2.promote_low_f32x4(v128.load64_zero(row + ((<usize>j) << 2))),
        f64x2.promote_low_f32x4(v128.load64_zero(origin + ((<usize>j) << 2))),
      );
      sums = f64x2.add(sums, f64x2.mul(x, x));
      v128.store(out + ((<usize>j) << 3), x);
    }
  } else {
    for (; j < pairs; j += 2) {
      const x = f64x2.sub(v128.load(row + ((<usize>j) << 3)), v128.load(origin + ((<usize>j) << 3)));
      sums = f64x2.add(sums, f64x2.mul(x, x));
      v128.store(out + ((<usize>j) << 3), x);
    }
  }
  let sum = total(sums);
  if (j < columns) {
    const x = coordinate(row, single, j) - coordinate(origin, single, j);
    sum += x * x;
    store<f64>(out + ((<usize>j) << 3), x);
    j++;
  }
  for (; (j & 3) !== 0; j++) store<f64>(out + ((<usize>j) << 3), 0);
  return sum;
}

function coordinate(row: usize, single: bool, j: i32): f64 {
  return single ? <f64>load<f32>(row + ((<usize>j) << 2)) : load<f64>(row + ((<usize>j) << 3));
}

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function meanSquares(
  from: i32,
  to: i32,
  points: usize,
  single: bool,
  columns: i32,
  coarse: bool,
  names: usize,
  k: i32,
  room: usize,
  out: usize,
): void {
  const bytes = (<usize>columns) << (single ? 2 : 3);
  const whole = coarse ? columns & ~15 : single ? columns & ~7 : 0;
  for (let i = from; i < to; i++) {
    const block = names + ((<usize>(i * k)) << 2);
    const squares = out + ((<usize>(i * k)) << 3);
    memory.fill(squares, 0, (<usize>k) << 3);
    if (coarse) coarseMean(points, points + <usize>i * bytes, whole, bytes, block, k, room, squares);
    else if (single) meanOfSingles(points, whole, bytes, block, k, squares);
    for (let c = whole; c < columns; c++) {
      let mean: f64 = 0;
      for (let j = 0; j < k; j++) mean += coordinate(points + place(block, j, bytes), single, c);
      mean /= <f64>k;
      for (let j = 0; j < k; j++) {
        const d = coordinate(points + place(block, j, bytes), single, c) - mean;
        add(squares, j, d * d);
      }
    }
  }
}

/** Eight columns at a time, which are a multiple of that. */
function meanOfSingles(
  points: usize,
  columns: i32,
  bytes: usize,
  block: usize,
  k: i32,
  squares: usize,
): void {
  const share = f64x2.splat(1 / <f64>k);
  const end = points + ((<usize>columns) << 2);
  for (; points < end; points += 32) {
    let m0 = f64x2.splat(0);
    let m1 = f64x2.splat(0);
    let m2 = f64x2.splat(0);
    let m3 = f64x2.splat(0);
    for (let j = 0; j < k; j++) {
      const x = points + place(block, j, bytes);
      m0 = f64x2.add(m0, f64x2.promote_low_f32x4(v128.load64_zero(x)));
      m1 = f64x2.add(m1, f64x2.promote_low_f32x4(v128.load64_zero(x, 8)));
      m2 = f64x2.add(m2, f64x2.promote_low_f32x4(v128.load64_zero(x, 16)));
      m3 = f64x2.add(m3, f64x2.promote_low_f32x4(v128.load64_zero(x, 24)));
    }
    m0 = f64x2.mul(m0, share);
    m1 = f64x2.mul(m1, share);
    m2 = f64x2.mul(m2, share);
    m3 = f64x2.mul(m3, share);
    for (let j = 0; j < k; j++) {
      const x = points + place(block, j, bytes);
      const d0 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(x)), m0);
      const d1 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(x, 8)), m1);
      const d2 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(x, 16)), m2);
      const d3 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(x, 24)), m3);
      const even = f64x2.add(f64x2.mul(d0, d0), f64x2.mul(d1, d1));
      const odd = f64x2.add(f64x2.mul(d2, d2), f64x2.mul(d3, d3));
      add(squares, j, total(f64x2.add(even, odd)));
    }
  }
}

/** In float32, from the point in the middle, 16 columns at a time, which are a multiple of that. */
function coarseMean(
  points: usize,
  origin: usize,
  columns: i32,
  bytes: usize,
  block: usize,
  k: i32,
  room: usize,
  squares: usize,
): void {
  const share = f32x4.splat(1 / <f32>k);
  const width = (<usize>columns) << 2;
  for (let c: usize = 0; c < width; c += 64) {
    const o0 = v128.load(origin + c);
    const o1 = v128.load(origin + c, 16);
    const o2 = v128.load(origin + c, 32);
    const o3 = v128.load(origin + c, 48);
    let m0 = f32x4.splat(0);
    let m1 = f32x4.splat(0);
    let m2 = f32x4.splat(0);
    let m3 = f32x4.splat(0);
    for (let j = 0; j < k; j++) {
      const x = points + c + place(block, j, bytes);
      m0 = f32x4.add(m0, f32x4.sub(v128.load(x), o0));
      m1 = f32x4.add(m1, f32x4.sub(v128.load(x, 16), o1));
      m2 = f32x4.add(m2, f32x4.sub(v128.load(x, 32), o2));
      m3 = f32x4.add(m3, f32x4.sub(v128.load(x, 48), o3));
    }
    v128.store(room + c, f32x4.mul(m0, share));
    v128.store(room + c, f32x4.mul(m1, share), 16);
    v128.store(room + c, f32x4.mul(m2, share), 32);
    v128.store(room + c, f32x4.mul(m3, share), 48);
  }
  for (let j = 0; j < k; j++) {
    const x = points + place(block, j, bytes);
    let sum: f64 = 0;
    for (let c: usize = 0; c < width;) {
      const stop = min(c + PIECE_BYTES, width);
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      for (; c < stop; c += 32) {
        const d0 = f32x4.sub(f32x4.sub(v128.load(x + c), v128.load(origin + c)), v128.load(room + c));
        const d1 = f32x4.sub(
          f32x4.sub(v128.load(x + c, 16), v128.load(origin + c, 16)),
          v128.load(room + c, 16),
        );
        s0 = f32x4.add(s0, f32x4.mul(d0, d0));
        s1 = f32x4.add(s1, f32x4.mul(d1, d1));
      }
      sum += totalOfSingles(f32x4.add(s0, s1));
    }
    add(squares, j, sum);
  }
}

/** How far into the points the j-th of a block is. */
function place(block: usize, j: i32, bytes: usize): usize {
  return <usize>load<i32>(block + ((<usize>j) << 2)) * bytes;
}

function add(squares: usize, j: i32, more: f64): void {
  const at = squares + ((<usize>j) << 3);
  store<f64>(at, load<f64>(at) + more);
}

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function skewnesses(
  version: i32,
  first: i32,
  count: i32,
  starts: usize,
  entries: usize,
  names: usize,
  k: i32,
  places: usize,
  n: i32,
  squares: usize,
  norms: usize,
  slots: usize,
  kept: usize,
  out: usize,
): void {
  for (let a = 0; a < count; a++) {
    const row = squares + ((<usize>(a * n)) << 3);
    const last = load<i32>(starts + ((<usize>(first + a + 1)) << 2));
    for (let at = load<i32>(starts + ((<usize>(first + a)) << 2)); at < last; at++) {
      const entry = load<i32>(entries + ((<usize>at) << 2));
      const block = entry / k;
      const end = (block + 1) * k;
      const slot = load<i32>(slots + ((<usize>block) << 2));
      const e = entry - block * k;
      let to: usize = 0;
      if (slot >= 0) to = kept + 2 * <usize>(slot * k * (k - 1) + e * (2 * k - e - 1));
      const own = load<f64>(norms + ((<usize>entry) << 3));
      const owns = f64x2.splat(own);
      const fourfold = f64x2.splat(4 * own);
      let sums = f64x2.splat(0);
      let t = entry + 1;
      for (; t + 1 < end; t += 2) {
        const name = names + ((<usize>t) << 2);
        const p = load<i32>(places + ((<usize>load<i32>(name)) << 3));
        const q = load<i32>(places + ((<usize>load<i32>(name, 4)) << 3));
        const square = v128.load64_lane(
          row + ((<usize>q) << 3),
          v128.load64_zero(row + ((<usize>p) << 3)),
          1,
        );
        const theirs = v128.load(norms + ((<usize>t) << 3));
        const product = f64x2.sub(f64x2.add(owns, theirs), square);
        if (to !== 0) {
          v128.store64_lane(to, f32x4.demote_f64x2_zero(product), 0);
          to += 8;
        }
        sums = f64x2.add(
          sums,
          version === 0
            ? f64x2.sqrt(f64x2.abs(f64x2.sub(f64x2.mul(fourfold, theirs), f64x2.mul(product, product))))
            : f64x2.abs(product),
        );
      }
      let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
      if (t < end) {
        const p = load<i32>(places + ((<usize>load<i32>(names + ((<usize>t) << 2))) << 3));
        const theirs = load<f64>(norms + ((<usize>t) << 3));
        const product = own + theirs - load<f64>(row + ((<usize>p) << 3));
        if (to !== 0) store<f32>(to, <f32>product);
        sum += version === 0 ? sqrt(abs(4 * own * theirs - product * product)) : abs(product);
      }
      store<f64>(out + ((<usize>entry) << 3), sum / 2);
    }
  }
}

/* eslint-disable @typescript-eslint/no-unnecessary-type-assertion -- i32 and usize are one type only to TypeScript */
import { CANCELLED, lessOrigin } from './partners';
import { products } from './products';
import { squaredDistance } from './squares';

/** A product below this is multiplied by 2^600, so that it does not vanish: 2^-300. */
const SMALL: f64 = 4.909093465297727e-91;
/** 2^600. */
const LARGE: f64 = 4.149515568880993e180;

// eslint-disable-next-line max-params -- a kernel's arguments are what JavaScript hands over.
export function tightLogs(
  epsilon: f64,
  from: i32,
  to: i32,
  points: usize,
  single: bool,
  columns: i32,
  names: usize,
  distances: usize,
  k: i32,
  room: usize,
  out: usize,
): void {
  const bytes = (<usize>columns) << (single ? 2 : 3);
  const length = (columns + 3) & ~3;
  const padded = (k + 3) & ~3;
  const norms = room + ((<usize>(padded * length)) << 3);
  const pairs = norms + ((<usize>padded) << 3);
  memory.fill(room, 0, (<usize>(padded * length)) << 3);
  for (let i = from; i < to; i++) {
    const block = names + ((<usize>(i * k)) << 2);
    for (let j = 0; j < k; j++) {
      const row = points + <usize>load<i32>(block + ((<usize>j) << 2)) * bytes;
      const vector = room + ((<usize>(j * length)) << 3);
      const norm = lessOrigin(row, points + <usize>i * bytes, single, columns, vector);
      store<f64>(norms + ((<usize>j) << 3), norm);
    }
    products(room, padded, room, padded, length, true, pairs);
    for (let a = 1; a < k; a++) {
      for (let b = 0; b < a; b++) {
        const at = pairs + ((<usize>(a * padded + b)) << 3);
        const both = load<f64>(norms + ((<usize>a) << 3)) + load<f64>(norms + ((<usize>b) << 3));
        let square = both - 2 * load<f64>(at);
        if (!(square > CANCELLED * both)) {
          const x = points + <usize>load<i32>(block + ((<usize>a) << 2)) * bytes;
          const y = points + <usize>load<i32>(block + ((<usize>b) << 2)) * bytes;
          square = squaredDistance(x, y, single, columns, Infinity);
        }
        store<f64>(at, square);
      }
    }
    sumLogs(epsilon, distances + ((<usize>(i * k)) << 3), k, padded, pairs, out + <usize>i * 24);
  }
}

function sumLogs(epsilon: f64, distances: usize, k: i32, stride: i32, squares: usize, out: usize): void {
  const r = load<f64>(distances + ((<usize>(k - 1)) << 3));
  let product: f64 = 1;
  let exponent: f64 = 0;
  let missing: f64 = 0;
  for (let a = 1; a < k; a++) {
    const da = load<f64>(distances + ((<usize>a) << 3));
    for (let b = 0; b < a; b++) {
      const square = load<f64>(squares + ((<usize>(a * stride + b)) << 3));
      if (square === 0) {
        missing += 2;
        continue;
      }
      const db = load<f64>(distances + ((<usize>b) << 3));
      for (let turn = 0; turn < 2; turn++) {
        const seen = turn === 0 ? tight(da, db, square, r) : tight(db, da, square, r);
        const s = f64x2.extract_lane(seen, 0);
        const reflected = f64x2.extract_lane(seen, 1);
        let factor = (s / r) * (reflected / r);
        if (s < epsilon || reflected < epsilon || isNaN(factor)) {
          missing++;
          continue;
        }
        if (factor < SMALL) {
          factor *= LARGE;
          exponent -= 600;
        }
        product *= factor;
        if (product < SMALL) {
          product *= LARGE;
          exponent -= 600;
        }
      }
    }
  }
  store<f64>(out, product);
  store<f64>(out, exponent, 8);
  store<f64>(out, missing, 16);
}

/** The distances to a point and to its reflection through the centre, as seen in the tight ball about another. */
function tight(from: f64, to: f64, square: f64, r: f64): v128 {
  const reflected = 2 * from * from + 2 * to * to - square;
  const seen = f64x2.replace_lane(f64x2.splat(square), 1, reflected);
  if (to === 0) {
    const lengths = f64x2.sqrt(seen);
    return f64x2.div(f64x2.mul(f64x2.splat(r), lengths), f64x2.add(f64x2.splat(r), lengths));
  }
  if (from === 0) return f64x2.splat(to);
  if (from === r) {
    return f64x2.div(
      f64x2.mul(f64x2.splat(r), seen),
      f64x2.sub(f64x2.add(f64x2.splat(r * r), seen), f64x2.splat(to * to)),
    );
  }
  const rest = r * r - from * from;
  const b = f64x2.sub(f64x2.add(f64x2.splat(from * from), seen), f64x2.splat(to * to));
  const root = f64x2.sqrt(f64x2.add(f64x2.mul(b, b), f64x2.mul(seen, f64x2.splat(4 * rest))));
  return f64x2.div(f64x2.mul(f64x2.splat(r), f64x2.sub(root, b)), f64x2.splat(2 * rest));
}

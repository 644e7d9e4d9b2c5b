import { panelBytes, tilePoints, type KernelCosts, type Kernels } from './kernels';
import {
  keptFrom,
  listPartners,
  meanSquares,
  partnerSquares,
  skewnessAt,
  tightLogs,
  type ScalarViews,
} from './scalarPairs';
import { squaredDistance } from './squaredDistance';

const costs: KernelCosts = {
  pair: (m) => 5 + 1.5 * m,
  distance: (columns) => 25 + 0.8 * columns,
};

/** Lengths of whole-number vectors stay below this, so that no sum of products leaves 32 bits. */
const longestWhole = 46340;
const largestWhole = 32766;

/**
 * The kernels in plain JavaScript: for machines without WebAssembly SIMD and data beyond its 4 GB, and as the
 * others' reference.
 */
export class ScalarKernels implements Kernels {
  readonly description = 'javascript';
  readonly costs = costs;
  private readonly doubles: Float64Array;
  private readonly singles: Float32Array;
  private readonly integers: Int32Array;
  private readonly shorts: Int16Array;

  constructor(buffer: ArrayBufferLike) {
    const bytes = buffer.byteLength - (buffer.byteLength % 8);
    this.doubles = new Float64Array(buffer, 0, bytes / 8);
    this.singles = new Float32Array(buffer, 0, bytes / 4);
    this.integers = new Int32Array(buffer, 0, bytes / 4);
    this.shorts = new Int16Array(buffer, 0, bytes / 2);
  }

  quantise(
    points: number,
    single: boolean,
    count: number,
    m: number,
    centre: number,
    norms: number,
    panels: number,
    summary: number,
  ): void {
    const { doubles, shorts } = this;
    const values = this.values(single);
    const first = points / values.BYTES_PER_ELEMENT;
    let longest = 0;
    let largest = 0;
    for (let p = 0; p < count; p++) {
      let norm = 0;
      for (let j = 0; j < m; j++) {
        const x = (values[first + p * m + j] as number) - (doubles[centre / 8 + j] as number);
        norm += x * x;
        largest = Math.max(largest, Math.abs(x));
      }
      doubles[norms / 8 + p] = norm;
      longest = Math.max(longest, norm);
    }
    longest = Math.sqrt(longest);
    let unit = Math.max(longest / (longestWhole - 1 - Math.sqrt(m)), largest / largestWhole);
    if (!(unit > 0)) unit = 1;
    const perUnit = 1 / unit;
    let worst = 0;
    for (let p = 0; p < count; p++) {
      const out = (panels + (p >> 3) * panelBytes(m) + (p & 7) * 4) / 2;
      let error = 0;
      for (let j = 0; j < m; j++) {
        const x = (values[first + p * m + j] as number) - (doubles[centre / 8 + j] as number);
        const whole = roundHalfEven(x * perUnit);
        shorts[out + (j >> 1) * 16 + (j & 1)] = whole;
        const rest = x - whole * unit;
        error += rest * rest;
      }
      worst = Math.max(worst, error);
    }
    doubles.set([unit, longest, Math.sqrt(worst)], summary / 8);
  }

  shift(
    points: number,
    single: boolean,
    count: number,
    m: number,
    centre: number,
    direction: number,
    norms: number,
    factor: number,
    constant: number,
    out: number,
  ): number {
    const { doubles, singles } = this;
    const values = this.values(single);
    const first = points / values.BYTES_PER_ELEMENT;
    const local = (at: number, j: number): number =>
      ((values[at + j] as number) - (doubles[centre / 8 + j] as number)) *
      (doubles[direction / 8 + j] as number);
    let largest = 0;
    for (let p = 0; p < count; p++) {
      const at = first + p * m;
      let even = 0;
      let odd = 0;
      for (let j = 0; j + 1 < m; j += 2) {
        even += local(at, j);
        odd += local(at, j + 1);
      }
      let sum = even + odd;
      if (m % 2 === 1) sum += local(at, m - 1);
      const value = (doubles[norms / 8 + p] as number) + factor * sum + constant;
      singles[out / 4 + p] = value;
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  tile(
    queries: number,
    queryCount: number,
    base: number,
    baseCount: number,
    m: number,
    same: boolean,
    queryTerms: number,
    baseTerms: number,
    queryLimits: number,
    baseLimits: number,
    factor: number,
    slack: number,
    codes: number,
    values: number,
    dense: boolean,
  ): number {
    const { singles, integers } = this;
    const { fround } = Math;
    const minus = -fround(factor);
    let n = 0;
    for (let b = 0; b < baseCount; b++) {
      for (let q = 0; q < (same ? b : queryCount); q++) {
        const terms = fround(
          (singles[queryTerms / 4 + q] as number) + (singles[baseTerms / 4 + b] as number),
        );
        const product = fround(minus * fround(this.product(queries, q, base, b, m)));
        const value = fround(terms + product);
        if (dense) {
          singles[values / 4 + q * tilePoints + b] = value;
          continue;
        }
        const limit = Math.max(singles[queryLimits / 4 + q] as number, singles[baseLimits / 4 + b] as number);
        if (!(value <= widened(limit, slack))) continue;
        integers[codes / 4 + n] = (q << 8) | b;
        singles[values / 4 + n] = value;
        n++;
      }
    }
    return n;
  }

  seed(
    table: number,
    points: number,
    m: number,
    residual: number,
    slack: number,
    count: number,
    k: number,
    _room: number,
    limits: number,
  ): void {
    if (count <= k) return;
    const { doubles, singles } = this;
    const rest = (p: number): number =>
      residual < 0 ? 0 : 2 * ((doubles[points / 8 + p * m + m - 1] as number) + residual);
    for (let p = 0; p < count; p++) {
      const from = table / 4 + p * tilePoints;
      const row = singles.slice(from, from + count);
      for (let b = 0; b < count; b++) {
        const upper = (row[b] as number) + 1.0001 * slack + rest(p) * rest(b);
        row[b] = b === p ? Infinity : upwards(Math.max(upper, 0) * 1.000002);
      }
      const at = limits / 4 + p;
      singles[at] = Math.min(singles[at] as number, row.sort()[k - 1] as number);
    }
  }

  evaluate(
    n: number,
    codes: number,
    values: number,
    slack: number,
    rows: number,
    single: boolean,
    columns: number,
    queryStart: number,
    baseStart: number,
    order: number,
    limits: number,
    squares: number,
    others: number,
    k: number,
  ): number {
    const { singles, integers } = this;
    const points = this.values(single);
    const first = rows / points.BYTES_PER_ELEMENT;
    let done = 0;
    for (let i = 0; i < n; i++) {
      const code = integers[codes / 4 + i] as number;
      const q = queryStart + (code >> 8);
      const b = baseStart + (code & 255);
      const limitQ = singles[limits / 4 + q] as number;
      const limitB = singles[limits / 4 + b] as number;
      const limit = Math.max(limitQ, limitB);
      if ((singles[values / 4 + i] as number) > widened(limit, slack)) continue;
      done++;
      const square = squaredDistance(points, first + q * columns, first + b * columns, columns, limit);
      if (square <= limitQ) {
        this.offer(q, square, integers[order / 4 + b] as number, limits, squares, others, k);
      }
      if (square <= limitB) {
        this.offer(b, square, integers[order / 4 + q] as number, limits, squares, others, k);
      }
    }
    return done;
  }

  count(
    n: number,
    codes: number,
    rows: number,
    single: boolean,
    columns: number,
    queryStart: number,
    baseStart: number,
    near: number,
    far: number,
    counts: number,
  ): void {
    const { integers } = this;
    const points = this.values(single);
    const first = rows / points.BYTES_PER_ELEMENT;
    const limit = far * far * 1.000000001;
    for (let i = 0; i < n; i++) {
      const code = integers[codes / 4 + i] as number;
      const q = queryStart + (code >> 8);
      const b = baseStart + (code & 255);
      const distance = Math.sqrt(
        squaredDistance(points, first + q * columns, first + b * columns, columns, limit),
      );
      for (const point of [q, b]) {
        const at = counts / 4 + 2 * point;
        if (distance < near) integers[at] = (integers[at] as number) + 1;
        if (distance < far) integers[at + 1] = (integers[at + 1] as number) + 1;
      }
    }
  }

  squares(rows: number, first: number, last: number, columns: number, stride: number, out: number): void {
    const { doubles } = this;
    for (let a = first; a < last; a++) {
      for (let b = 0; b < a; b++) {
        const [x, y] = [rows / 8 + a * columns, rows / 8 + b * columns];
        doubles[out / 8 + a * stride + b] = squaredDistance(doubles, x, y, columns, Infinity);
      }
    }
  }

  products(
    a: number,
    countA: number,
    b: number,
    countB: number,
    length: number,
    lower: boolean,
    out: number,
  ): void {
    for (let i = 0; i < countA; i++) {
      for (let j = 0; j < (lower ? i + 1 : countB); j++) {
        this.doubles[out / 8 + i * countB + j] = this.dot(a / 8 + i * length, b / 8 + j * length, length);
      }
    }
  }

  addProducts(
    runs: number,
    sums: number,
    columns: number,
    length: number,
    first: number,
    last: number,
  ): void {
    const { doubles } = this;
    for (let a = first; a < last; a++) {
      for (let b = 0; b <= a; b++) {
        const at = sums / 8 + a * columns + b;
        const product = this.dot(runs / 8 + a * length, runs / 8 + b * length, length);
        doubles[at] = (doubles[at] as number) + product;
      }
    }
  }

  listPartners(
    first: number,
    count: number,
    starts: number,
    entries: number,
    names: number,
    k: number,
    masks: number,
    list: number,
  ): number {
    return listPartners(this.integers, { first, count }, [starts, entries, names, masks, list], k);
  }

  partnerSquares(
    first: number,
    count: number,
    list: number,
    n: number,
    masks: number,
    points: number,
    single: boolean,
    columns: number,
    _coarse: boolean,
    _room: number,
    out: number,
  ): void {
    partnerSquares(this.views(points, single, columns), { first, count }, [list, masks, out], n);
  }

  meanSquares(
    from: number,
    to: number,
    points: number,
    single: boolean,
    columns: number,
    _coarse: boolean,
    names: number,
    k: number,
    _room: number,
    out: number,
  ): void {
    const views = this.views(points, single, columns);
    for (let block = from; block < to; block++) meanSquares(views, block, names, k, out);
  }

  skewnesses(
    version: number,
    first: number,
    count: number,
    starts: number,
    entries: number,
    names: number,
    k: number,
    places: number,
    n: number,
    squares: number,
    norms: number,
    slots: number,
    kept: number,
    out: number,
  ): void {
    const views = this.views(0, false, 0);
    for (let a = 0; a < count; a++) {
      const row = squares + 8 * a * n;
      const start = starts / 4 + first + a;
      for (let at = this.integers[start] as number; at < (this.integers[start + 1] as number); at++) {
        const entry = this.integers[entries / 4 + at] as number;
        this.doubles[out / 8 + entry] = skewnessAt(views, version === 0, entry, k, [
          names,
          places,
          row,
          norms,
          keptFrom(this.integers, entry, k, slots, kept),
        ]);
      }
    }
  }

  tightLogs(
    epsilon: number,
    from: number,
    to: number,
    points: number,
    single: boolean,
    columns: number,
    names: number,
    distances: number,
    k: number,
    _room: number,
    out: number,
  ): void {
    const views = this.views(points, single, columns);
    for (let i = from; i < to; i++) {
      this.doubles.set(
        tightLogs(views, epsilon, names + 4 * i * k, distances + 8 * i * k, k),
        out / 8 + 3 * i,
      );
    }
  }

  private views(points: number, single: boolean, columns: number): ScalarViews {
    const { doubles, singles: floats, integers } = this;
    const values = this.values(single);
    const from = points / values.BYTES_PER_ELEMENT;
    return { doubles, floats, integers, points: values.subarray(from), columns };
  }

  private values(single: boolean): Float32Array | Float64Array {
    return single ? this.singles : this.doubles;
  }

  private dot(a: number, b: number, length: number): number {
    const { doubles } = this;
    let sum = 0;
    for (let i = 0; i < length; i++) sum += (doubles[a + i] as number) * (doubles[b + i] as number);
    return sum;
  }

  private product(queries: number, q: number, base: number, b: number, m: number): number {
    const { shorts } = this;
    const x = (queries + (q >> 3) * panelBytes(m) + (q & 7) * 4) / 2;
    const y = (base + (b >> 3) * panelBytes(m) + (b & 7) * 4) / 2;
    let sum = 0;
    for (let j = 0; j < m; j++) {
      const at = (j >> 1) * 16 + (j & 1);
      sum += (shorts[x + at] as number) * (shorts[y + at] as number);
    }
    return sum;
  }

  private offer(
    p: number,
    square: number,
    row: number,
    limits: number,
    squares: number,
    others: number,
    k: number,
  ): void {
    const list = this.doubles.subarray(squares / 8 + p * k, squares / 8 + p * k + k);
    const names = this.integers.subarray(others / 4 + p * k, others / 4 + p * k + k);
    let at = k - 1;
    const greatest = list[at] as number;
    if (square > greatest || (square === greatest && row > (names[at] as number))) return;
    for (; at > 0; at--) {
      const before = list[at - 1] as number;
      if (before < square || (before === square && (names[at - 1] as number) < row)) break;
      list[at] = before;
      names[at] = names[at - 1] as number;
    }
    list[at] = square;
    names[at] = row;
    const limit = limits / 4 + p;
    this.singles[limit] = Math.min(this.singles[limit] as number, upwards(list[k - 1] as number));
  }
}

/** What values are held against, as float32 has it. */
function widened(limit: number, slack: number): number {
  const { fround } = Math;
  return fround(fround(limit * fround(1.000001)) + fround(slack));
}

/** A float32 that is no less. */
function upwards(x: number): number {
  const near = Math.fround(x);
  return near < x ? Math.fround(Math.fround(near * 1.0000002) + 1e-44) : near;
}

/** As WebAssembly's `nearest` rounds. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

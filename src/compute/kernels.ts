/** Points a side of a tile, at most. */
export const tilePoints = 256;
/** Points come in panels of so many. */
export const panelPoints = 8;

/** Bytes of a panel of points of `m` coordinates. */
export function panelBytes(m: number): number {
  return ((m + 1) >> 1) * 32;
}

/** What the inner loops cost, in about nanoseconds, so that the cheaper way can be taken. */
export interface KernelCosts {
  /** Of comparing a pair of points by `m` whole-number coordinates. */
  readonly pair: (m: number) => number;
  /** Of a distance in float64 over `columns` coordinates. */
  readonly distance: (columns: number) => number;
}

/**
 * The inner loops of src/compute, over one memory that threads may share. Addresses are bytes; `single` says that
 * values are float32 rather than float64. What they compute is the same for every backend to the last bit, but for
 * `products` and `addProducts`, whose roundings differ where multiply-adds are fused.
 */
export interface Kernels {
  /** As results name it. */
  readonly description: string;
  readonly costs: KernelCosts;
  /**
   * Writes `count` points of `m` coordinates, less the centre, as whole numbers of 16 bits in panels: point p's
   * coordinate j at `(p >> 3) * panelBytes(m) + (j >> 1) * 32 + (p & 7) * 4 + (j & 1) * 2`. The unit is such that no sum of
   * products of two such vectors leaves 32 bits.
   *
   * @param centre `m` doubles. @param norms gets the squared lengths, doubles.
   * @param summary gets the unit, the greatest length, and the greatest length of what rounding took away: doubles.
   */
  quantise(
    points: number,
    single: boolean,
    count: number,
    m: number,
    centre: number,
    norms: number,
    panels: number,
    summary: number,
  ): void;
  /**
   * Writes, as float32, `norm + factor (point − centre)·direction + constant` of every point. Returns the greatest size
   * of these.
   */
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
  ): number;
  /**
   * Lists the pairs of points of two tiles for which `queryTerm + baseTerm − factor Σ product`, in float32, is at most
   * `1.000001 max(queryLimit, baseLimit) + slack`: codes `query << 8 | base` and those values. Reads terms and limits
   * of up to seven points beyond the last. Returns how many.
   *
   * @param same whether the tiles are one: then only pairs with `query < base` are listed.
   * @param dense writes the values of all pairs instead, at `query * 256 + base`; limits and codes are not looked at.
   */
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
  ): number;
  /**
   * Lowers the limits of a tile's points to about the k-th least `value + slack`, no less, of their pairs in the dense
   * table, to which `4 (r + residual) (r' + residual)` of the points' last coordinates is added unless `residual` is
   * negative. Does nothing where the tile has no k others of every point; uses the table up.
   *
   * @param points doubles. @param room for 256 float32.
   */
  seed(
    table: number,
    points: number,
    m: number,
    residual: number,
    slack: number,
    count: number,
    k: number,
    room: number,
    limits: number,
  ): void;
  /**
   * Computes the squared distances of those listed pairs whose value is still within their points' limits, see
   * `squaredDistance`, and enters them into the points' ascending lists, equal ones in the order of `order`, which
   * names the points. Limits follow the lists. Returns how many it computed.
   */
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
  ): number;
  /**
   * Of the listed pairs, adds those nearer than `near` and than `far`, the greater, to the counts of both points: two
   * int32 a point.
   */
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
  ): void;
  /**
   * Squared distances of rows a, from `first` to before `last`, and b < a of doubles, at `a * stride + b`; see
   * `squaredDistance`.
   */
  squares(rows: number, first: number, last: number, columns: number, stride: number, out: number): void;
  /**
   * The scalar products of the vectors at `a` (a multiple of 2 of them) with those at `b` (a multiple of 4), doubles of
   * an even length: `countA × countB` doubles.
   *
   * @param lower whether only those are needed whose first vector does not come before the second.
   */
  products(
    a: number,
    countA: number,
    b: number,
    countB: number,
    length: number,
    lower: boolean,
    out: number,
  ): void;
  /**
   * Adds to the `columns × columns` doubles at `sums` the products of the `columns × length` doubles at `runs`, for
   * the rows `first` to before `last` of the lower triangle. Columns come in multiples of 4, the length in multiples
   * of 2, `first` is even; some of the upper triangle is written too.
   */
  addProducts(runs: number, sums: number, columns: number, length: number, first: number, last: number): void;
  /**
   * Lists the points that come after one of the group `first … first + count − 1` (at most 64) in a neighbourhood of both,
   * and sets in their masks, 64 bits that are zero before, which of the group these are. Returns how many it lists.
   *
   * @param starts int32: where in `entries` a point's places begin, one more for the end. @param entries its places in
   * `names`, int32: blocks of k points that are neighbours of one, ascending.
   */
  listPartners(
    first: number,
    count: number,
    starts: number,
    entries: number,
    names: number,
    k: number,
    masks: number,
    list: number,
  ): number;
  /**
   * Writes the squared distance of the group's point a and the p-th of the list at `a * n + p`, doubles, where the
   * list's masks ask for it, and p in place of its mask.
   *
   * @param coarse whether products are summed in float32, every 128 of them, of rows that must be float32 and no shorter.
   * @param room of `(count + 17) (columns + 128) + 50 (count + 5)` doubles.
   */
  partnerSquares(
    first: number,
    count: number,
    list: number,
    n: number,
    masks: number,
    points: number,
    single: boolean,
    columns: number,
    coarse: boolean,
    room: number,
    out: number,
  ): void;
  /**
   * Of the blocks `from` to before `to` of k points, writes the points' squared distances from their mean.
   *
   * @param coarse in float32. @param room of `columns` float32.
   */
  meanSquares(
    from: number,
    to: number,
    points: number,
    single: boolean,
    columns: number,
    coarse: boolean,
    names: number,
    k: number,
    room: number,
    out: number,
  ): void;
  /**
   * At every place of the group's points in a block, writes the sum over those after it in the block: of the area of the
   * parallelogram of the two vectors from the block's mean (version 0), or of the size of their scalar product (1).
   *
   * Of the blocks that `slots` gives a number, it also writes twice the scalar products, float32, to `kept`.
   *
   * @param places of the points in the list of `partnerSquares`. @param norms those of `meanSquares`.
   * @param slots int32 a block, −1 for none. @param kept `k (k − 1) / 2` a number: of every place, with those after it.
   */
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
  ): void;
  /**
   * Of the points `from` to before `to`, what tight local estimation sums over the pairs of their k neighbours: three
   * doubles a point, the product P of (s / r) (t / r) of both turns of each pair, an exponent e, so that the true product
   * is P 2^e, and how many turns were left out.
   *
   * @param names int32, of the neighbours, nearest first. @param distances theirs.
   * @param room of `(k + 4) (columns + k + 8)` doubles.
   */
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
    room: number,
    out: number,
  ): void;
}

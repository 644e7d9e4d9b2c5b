/** Points a side of a tile, at most. */
export const tilePoints = 256;
/** Coordinates that one call of `accumulate` takes, at most. */
export const tileDimensions = 1024;
/** Base points lie in panels of so many. */
export const panelPoints = 8;

/**
 * The inner loop of the neighbour search: scalar products of the points of two tiles in float32, and the pairs of
 * points that they cannot rule out. Its arrays are its only input and output; what it computes may differ in
 * rounding between implementations, within the bound that the search allows for, and so never shows in a table.
 */
export interface TileFilter {
  readonly description: string;
  /** How many multiply-adds it does in the time that a full-length distance takes for one. */
  readonly speedup: number;
  /** `tilePoints × m`, a query after another. */
  readonly queries: Float32Array;
  /** Whose queries those are: who writes them puts itself here, and need not write them again while it stands. */
  holder: unknown;
  /** Panel after panel; within one, coordinate after coordinate: b at `(b >> 3) * 8 m + 8 d + (b & 7)`. */
  readonly base: Float32Array;
  /** The sums so far: query times `tilePoints` plus base. */
  readonly products: Float32Array;
  readonly queryBounds: Float32Array;
  readonly baseBounds: Float32Array;
  /** Query times `tilePoints` plus base, ascending. */
  readonly survivors: Int32Array;
  /** Sets the products of all pairs to zero. */
  clear(): void;
  /** Adds the products of `m` coordinates, at most `tileDimensions`. */
  accumulate(queryCount: number, baseCount: number, m: number): void;
  /**
   * Lists the pairs with `queryBounds[q] + baseBounds[b] − 2 product ≤ 0`, or for which that is no number.
   * Returns how many.
   */
  select(queryCount: number, baseCount: number): number;
}

/** The filter in plain JavaScript: for machines without WebAssembly SIMD, and as the other's reference. */
export class ScalarTileFilter implements TileFilter {
  readonly description = 'javascript';
  readonly speedup = 1;
  readonly queries = new Float32Array(tilePoints * tileDimensions);
  holder: unknown;
  readonly base = new Float32Array(tileDimensions * tilePoints);
  readonly queryBounds = new Float32Array(tilePoints);
  readonly baseBounds = new Float32Array(tilePoints);
  readonly survivors = new Int32Array(tilePoints * tilePoints);
  readonly products = new Float32Array(tilePoints * tilePoints);

  clear(): void {
    this.products.fill(0);
  }

  accumulate(queryCount: number, baseCount: number, m: number): void {
    const { queries, base, products } = this;
    for (let b = 0; b < baseCount; b++) {
      const panel = (b >> 3) * panelPoints * m + (b & 7);
      for (let q = 0; q < queryCount; q++) {
        let sum = 0;
        for (let d = 0; d < m; d++) {
          sum += (queries[q * m + d] as number) * (base[panel + panelPoints * d] as number);
        }
        const pair = q * tilePoints + b;
        products[pair] = (products[pair] as number) + sum;
      }
    }
  }

  select(queryCount: number, baseCount: number): number {
    let n = 0;
    for (let q = 0; q < queryCount; q++) {
      const bound = this.queryBounds[q] as number;
      const row = q * tilePoints;
      for (let b = 0; b < baseCount; b++) {
        const rest = bound + (this.baseBounds[b] as number) - 2 * (this.products[row + b] as number);
        if (!(rest > 0)) this.survivors[n++] = row + b;
      }
    }
    return n;
  }
}

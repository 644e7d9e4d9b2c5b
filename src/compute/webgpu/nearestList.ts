/** The k nearest seen so far, by squared distance and then by row, in order. */
export class NearestList {
  readonly rows: Int32Array;
  private readonly squares: Float64Array;
  private count = 0;
  /** What a further one must not exceed: the k-th squared distance, or Infinity while there are fewer. */
  limit = Infinity;

  constructor(private readonly k: number) {
    this.rows = new Int32Array(k);
    this.squares = new Float64Array(k);
  }

  clear(): void {
    this.count = 0;
    this.limit = Infinity;
  }

  /** The order of offers does not matter. */
  offer(square: number, row: number): void {
    const { rows, squares, k } = this;
    if (square > this.limit || square === Infinity) return;
    if (this.count === k && square === this.limit && row > (rows[k - 1] as number)) return;
    let at = this.count < k ? this.count++ : k - 1;
    while (at > 0) {
      const before = squares[at - 1] as number;
      if (before < square || (before === square && (rows[at - 1] as number) < row)) break;
      squares[at] = before;
      rows[at] = rows[at - 1] as number;
      at--;
    }
    squares[at] = square;
    rows[at] = row;
    if (this.count === k) this.limit = squares[k - 1] as number;
  }

  /** @param scale what the points were multiplied by. */
  write(distances: Float64Array, indices: Int32Array, at: number, scale: number): void {
    for (let i = 0; i < this.k; i++) distances[at + i] = Math.sqrt(this.squares[i] as number) / scale;
    indices.set(this.rows, at);
  }
}

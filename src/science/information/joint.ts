/** A distribution of two discrete variables; every x and every y has some probability. */
export interface Joint {
  /** How many values X and Y have. */
  readonly xs: number;
  readonly ys: number;
  /** p(x). */
  readonly px: Float64Array;
  /** p(y). */
  readonly py: Float64Array;
  /** p(y | x), a row an x. */
  readonly conditional: Float64Array;
}

/** The joint distribution of weights, row-major, a row an x; not negative, some in every row and every column. */
export function jointOf(weights: ArrayLike<number>, xs: number, ys: number): Joint {
  const px = new Float64Array(xs);
  const py = new Float64Array(ys);
  const conditional = new Float64Array(xs * ys);
  let whole = 0;
  for (let i = 0; i < xs * ys; i++) whole += weights[i] as number;
  for (let x = 0; x < xs; x++) {
    for (let y = 0; y < ys; y++) {
      const p = (weights[x * ys + y] as number) / whole;
      px[x] = (px[x] as number) + p;
      py[y] = (py[y] as number) + p;
      conditional[x * ys + y] = p;
    }
    for (let y = 0; y < ys; y++) {
      conditional[x * ys + y] = (conditional[x * ys + y] as number) / (px[x] as number);
    }
  }
  return { xs, ys, px, py, conditional };
}

/** −Σ p log₂ p, in bits. */
export function entropy(distribution: Float64Array): number {
  return distribution.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
}

/** I(X; Y) of a distribution of X and the rows p(y | x), in bits. */
export function informationBetween(px: Float64Array, conditional: Float64Array, ys: number): number {
  const py = new Float64Array(ys);
  for (let i = 0; i < conditional.length; i++) {
    const y = i % ys;
    py[y] = (py[y] as number) + (px[(i - y) / ys] as number) * (conditional[i] as number);
  }
  let sum = 0;
  for (let i = 0; i < conditional.length; i++) {
    const p = conditional[i] as number;
    const y = i % ys;
    if (p > 0) sum += (px[(i - y) / ys] as number) * p * Math.log2(p / (py[y] as number));
  }
  return Math.max(0, sum);
}

/** I(X; Y) in bits. */
export function mutualInformation({ px, conditional, ys }: Joint): number {
  return informationBetween(px, conditional, ys);
}

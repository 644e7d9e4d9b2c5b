/** The eigenvalues of a symmetric tridiagonal matrix, greatest first, each with its unit eigenvector. */
export interface TridiagonalEigen {
  readonly values: Float64Array;
  /** `vectors[j]` belongs to `values[j]`. */
  readonly vectors: readonly Float64Array[];
}

const mostSweeps = 60;

/**
 * Implicit QL iterations with Wilkinson's shift (Bowdler, Martin, Reinsch, Wilkinson 1968, "The QR and QL algorithms for
 * symmetric matrices"), rotations gathered into the eigenvectors. For the small matrices of Lanczos: n² memory, n³ time.
 *
 * @param diagonal n numbers.
 * @param offDiagonal n − 1 numbers; the i-th couples i and i + 1.
 */
export function tridiagonalEigen(diagonal: Float64Array, offDiagonal: Float64Array): TridiagonalEigen {
  const n = diagonal.length;
  const d = diagonal.slice();
  const e = new Float64Array(n);
  e.set(offDiagonal.subarray(0, Math.max(0, n - 1)));
  // Row j holds what becomes eigenvector j: rotations mix neighbouring rows, which lie together in memory.
  const rows = Array.from({ length: n }, (_, j) => {
    const row = new Float64Array(n);
    row[j] = 1;
    return row;
  });
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      while (m < n - 1 && !negligible(e[m] as number, d[m] as number, d[m + 1] as number)) m++;
      if (m === l) break;
      if (sweep === mostSweeps) throw new Error('the eigenvalues of a tridiagonal matrix did not converge');
      chase(d, e, rows, l, m);
    }
  }
  const order = Array.from(d, (_, j) => j).sort((a, b) => (d[b] as number) - (d[a] as number));
  return {
    values: Float64Array.from(order, (j) => d[j] as number),
    vectors: order.map((j) => rows[j] as Float64Array),
  };
}

function negligible(e: number, a: number, b: number): boolean {
  return Math.abs(e) <= Number.EPSILON * (Math.abs(a) + Math.abs(b));
}

/** One step on rows l … m: rotations from the foot up, which chase the entry that the shift makes out of the matrix. */
function chase(d: Float64Array, e: Float64Array, rows: readonly Float64Array[], l: number, m: number): void {
  const half = ((d[l + 1] as number) - (d[l] as number)) / (2 * (e[l] as number));
  const root = Math.hypot(half, 1);
  const shift = (d[l] as number) - (e[l] as number) / (half + (half >= 0 ? root : -root));
  let bulge = (d[m] as number) - shift;
  let sine = 1;
  let cosine = 1;
  let moved = 0;
  for (let i = m - 1; i >= l; i--) {
    const off = sine * (e[i] as number);
    const kept = cosine * (e[i] as number);
    const length = Math.hypot(off, bulge);
    e[i + 1] = length;
    if (length === 0) {
      d[i + 1] = (d[i + 1] as number) - moved;
      e[m] = 0;
      return;
    }
    sine = off / length;
    cosine = bulge / length;
    const below = (d[i + 1] as number) - moved;
    const mixed = ((d[i] as number) - below) * sine + 2 * cosine * kept;
    moved = sine * mixed;
    d[i + 1] = below + moved;
    bulge = cosine * mixed - kept;
    rotate(rows[i] as Float64Array, rows[i + 1] as Float64Array, cosine, sine);
  }
  d[l] = (d[l] as number) - moved;
  e[l] = bulge;
  e[m] = 0;
}

function rotate(upper: Float64Array, lower: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < upper.length; k++) {
    const a = upper[k] as number;
    const b = lower[k] as number;
    lower[k] = sine * a + cosine * b;
    upper[k] = cosine * a - sine * b;
  }
}

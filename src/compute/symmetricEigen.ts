import { Rng } from '../base/rng';
import type { SymmetricMatrix } from './covariance';
import { dotRuns } from './dotRuns';
import { Pacer, type WorkHooks } from './work';

/** A symmetric matrix reduced to a tridiagonal one: A = Q T Qᵀ, Q a product of reflections. */
interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** `offDiagonal[i]` couples i − 1 and i; the first is zero. */
  readonly offDiagonal: Float64Array;
  /** Reflection i acts on coordinates 0 … i − 1: row i of this `size × size` array; zero where there is none. */
  readonly reflections: Float64Array;
}

/**
 * The eigenvalues of a symmetric matrix, descending, and its leading eigenvectors on demand. Householder's reduction
 * (EISPACK tred1), implicit QL (imtql1), inverse iteration (tinvit), in steps that a cancellation can come between;
 * a call into a library would block for seconds at a thousand columns.
 */
export async function symmetricEigen(matrix: SymmetricMatrix, hooks: WorkHooks): Promise<SymmetricEigen> {
  const pacer = new Pacer(hooks);
  const tridiagonal = await reduce(matrix, pacer, hooks);
  const values = await eigenvalues(tridiagonal, pacer);
  return new SymmetricEigen(tridiagonal, values, pacer);
}

export class SymmetricEigen {
  constructor(
    private readonly tridiagonal: Tridiagonal,
    /** Descending. */
    readonly values: Float64Array,
    private readonly pacer: Pacer,
  ) {}

  /** The unit eigenvectors of the `count` greatest eigenvalues, orthogonal to rounding. */
  async leadingVectors(count: number): Promise<Float64Array[]> {
    const { reflections, diagonal } = this.tridiagonal;
    const n = diagonal.length;
    const rng = new Rng(0);
    const size = Math.max(Math.abs(this.values[0] ?? 0), Math.abs(this.values[n - 1] ?? 0)) || 1;
    const vectors: Float64Array[] = [];
    for (let j = 0; j < Math.min(count, n); j++) {
      // Equal eigenvalues are told apart by a hair, else inverse iteration finds the same vector for each.
      const shift = (this.values[j] as number) - j * 4 * Number.EPSILON * size;
      let v = Float64Array.from({ length: n }, () => rng.normal());
      for (let pass = 0; pass < 4; pass++) {
        v = solveShifted(this.tridiagonal, shift, v, size * Number.EPSILON);
        for (let i = j - 1; i >= 0 && (this.values[i] as number) - shift < 1e-3 * size; i--) {
          subtract(v, vectors[i] as Float64Array, n);
        }
        scaleToUnit(v);
      }
      vectors.push(v);
      await this.pacer.did(n * (j + 20));
    }
    for (const v of vectors) {
      for (let i = 1; i < n; i++) reflect(reflections, i * n, v, i);
      await this.pacer.did(n * n);
    }
    return vectors;
  }
}

async function reduce(
  { size: n, values }: SymmetricMatrix,
  pacer: Pacer,
  hooks: WorkHooks,
): Promise<Tridiagonal> {
  const a = values.slice();
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const p = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    diagonal[i] = a[row + i] as number;
    let scale = 0;
    for (let j = 0; j < i; j++) scale = Math.max(scale, Math.abs(a[row + j] as number));
    let rest = 0;
    for (let j = 0; j < i - 1; j++) rest = Math.max(rest, Math.abs(a[row + j] as number));
    if (rest === 0) {
      offDiagonal[i] = a[row + i - 1] as number;
      a.fill(0, row, row + i);
      continue;
    }
    // v = x ± |x| e, scaled so that the reflection is 1 − v vᵀ.
    for (let j = 0; j < i; j++) a[row + j] = (a[row + j] as number) / scale;
    const length = Math.sqrt(dotRuns(a, row, a, row, i));
    const pivot = a[row + i - 1] as number;
    const signed = pivot >= 0 ? length : -length;
    offDiagonal[i] = -signed * scale;
    a[row + i - 1] = pivot + signed;
    const norm = Math.sqrt(length * (length + Math.abs(pivot)));
    for (let j = 0; j < i; j++) a[row + j] = (a[row + j] as number) / norm;
    // A ← A − v qᵀ − q vᵀ with p = A v and q = p − (vᵀp / 2) v; the lower triangle is enough.
    p.fill(0, 0, i);
    for (let j = 0; j < i; j++) {
      const at = j * n;
      const v = a[row + j] as number;
      p[j] = (p[j] as number) + dotRuns(a, at, a, row, j) + (a[at + j] as number) * v;
      for (let k = 0; k < j; k++) p[k] = (p[k] as number) + (a[at + k] as number) * v;
    }
    const half = dotRuns(p, 0, a, row, i) / 2;
    for (let j = 0; j < i; j++) p[j] = (p[j] as number) - half * (a[row + j] as number);
    for (let j = 0; j < i; j++) {
      const at = j * n;
      const v = a[row + j] as number;
      const q = p[j] as number;
      for (let k = 0; k <= j; k++) {
        a[at + k] = (a[at + k] as number) - v * (p[k] as number) - q * (a[row + k] as number);
      }
    }
    await pacer.did(2 * i * i);
    hooks.onProgress?.(1 - (i / n) ** 3);
  }
  diagonal[0] = a[0] as number;
  return { diagonal, offDiagonal, reflections: a };
}

async function eigenvalues(t: Tridiagonal, pacer: Pacer): Promise<Float64Array> {
  const n = t.diagonal.length;
  const d = t.diagonal.slice();
  const e = new Float64Array(n);
  e.set(t.offDiagonal.subarray(1));
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      for (; m < n - 1; m++) {
        const near = Math.abs(d[m] as number) + Math.abs(d[m + 1] as number);
        if (Math.abs(e[m] as number) <= Number.EPSILON * near) break;
      }
      if (m === l) break;
      if (sweep === 60) throw new Error('the eigenvalues did not converge');
      qlSweep(d, e, l, m);
      await pacer.did(10 * (m - l));
    }
  }
  return d.sort().reverse();
}

/** One implicit QL step with Wilkinson's shift on rows l … m. */
function qlSweep(d: Float64Array, e: Float64Array, l: number, m: number): void {
  let g = ((d[l + 1] as number) - (d[l] as number)) / (2 * (e[l] as number));
  let r = Math.hypot(g, 1);
  g = (d[m] as number) - (d[l] as number) + (e[l] as number) / (g + (g >= 0 ? r : -r));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * (e[i] as number);
    const b = c * (e[i] as number);
    r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] = (d[i + 1] as number) - p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = (d[i + 1] as number) - p;
    r = ((d[i] as number) - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
  }
  d[l] = (d[l] as number) - p;
  e[l] = g;
  e[m] = 0;
}

/** Solves (T − shift) x = b by elimination with row exchanges; a vanishing pivot is replaced by `tiny`. */
function solveShifted(
  t: Tridiagonal,
  shift: number,
  b: Float64Array,
  tiny: number,
): Float64Array<ArrayBuffer> {
  const n = b.length;
  const x = b.slice();
  const pivot = new Float64Array(n);
  const upper = new Float64Array(n);
  const second = new Float64Array(n);
  let u = (t.diagonal[0] as number) - shift;
  let v = t.offDiagonal[1] ?? 0;
  for (let i = 0; i < n - 1; i++) {
    const below = t.offDiagonal[i + 1] as number;
    const nextDiagonal = (t.diagonal[i + 1] as number) - shift;
    const nextUpper = t.offDiagonal[i + 2] ?? 0;
    if (Math.abs(below) > Math.abs(u)) {
      const factor = u / below;
      pivot[i] = below;
      upper[i] = nextDiagonal;
      second[i] = nextUpper;
      [x[i], x[i + 1]] = [x[i + 1] as number, (x[i] as number) - factor * (x[i + 1] as number)];
      u = v - factor * nextDiagonal;
      v = -factor * nextUpper;
    } else {
      pivot[i] = u === 0 ? tiny : u;
      upper[i] = v;
      const factor = below / (pivot[i] as number);
      x[i + 1] = (x[i + 1] as number) - factor * (x[i] as number);
      u = nextDiagonal - factor * v;
      v = nextUpper;
    }
  }
  pivot[n - 1] = u === 0 ? tiny : u;
  for (let i = n - 1; i >= 0; i--) {
    const rest = (upper[i] as number) * (x[i + 1] ?? 0) + (second[i] as number) * (x[i + 2] ?? 0);
    x[i] = ((x[i] as number) - rest) / (pivot[i] as number);
  }
  scaleToUnit(x);
  return x;
}

function reflect(reflections: Float64Array, at: number, v: Float64Array, length: number): void {
  const factor = dotRuns(reflections, at, v, 0, length);
  for (let k = 0; k < length; k++) v[k] = (v[k] as number) - factor * (reflections[at + k] as number);
}

function subtract(v: Float64Array, u: Float64Array, length: number): void {
  const factor = dotRuns(u, 0, v, 0, length);
  for (let k = 0; k < length; k++) v[k] = (v[k] as number) - factor * (u[k] as number);
}

function scaleToUnit(v: Float64Array): void {
  let largest = 0;
  for (const x of v) largest = Math.max(largest, Math.abs(x));
  if (largest === 0) return;
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) / largest;
  const length = Math.sqrt(dotRuns(v, 0, v, 0, v.length));
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) / length;
}

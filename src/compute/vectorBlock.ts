import type { Kernels } from './kernels';
import { bufferOf, fastestTarget, kernelsOver, Layout, openMemory, type KernelTarget } from './memory';

/**
 * A few vectors at a time, in memory that is used again, and what all their pairs have to do with each other: the inner
 * loop of estimators that look at neighbourhoods.
 */
export class VectorBlock {
  /** Where one vector starts after another in `rows`; what lies between is zero and must stay so. */
  readonly stride: number;
  /** `count × stride`: the caller's to write. */
  readonly rows: Float64Array;
  /** From one row of `pairs` to the next. */
  readonly pairStride: number;
  /** Row a, column b: what the last call found of vectors a and b ≤ a. */
  readonly pairs: Float64Array;
  private readonly kernels: Kernels;
  private readonly rowsAt: number;
  private readonly pairsAt: number;

  /** @param count vectors of `columns` coordinates. */
  constructor(
    readonly count: number,
    readonly columns: number,
    target: KernelTarget = fastestTarget(),
  ) {
    this.stride = columns + (columns % 2);
    this.pairStride = Math.ceil(count / 4) * 4;
    const layout = new Layout();
    this.rowsAt = layout.add(8 * this.pairStride * this.stride);
    this.pairsAt = layout.add(8 * this.pairStride ** 2);
    const memory = openMemory(layout, target);
    const buffer = bufferOf(memory);
    this.kernels = kernelsOver(memory);
    this.rows = new Float64Array(buffer, this.rowsAt, count * this.stride);
    this.pairs = new Float64Array(buffer, this.pairsAt, this.pairStride ** 2);
  }

  /** Scalar products of all pairs; a vector's with itself too. */
  products(): void {
    const { rowsAt, pairStride, stride, pairsAt } = this;
    this.kernels.products(rowsAt, pairStride, rowsAt, pairStride, stride, true, pairsAt);
  }

  /** Squared distances of all pairs, or of vectors `first` to before `last` with those before them. */
  squares(first = 0, last = this.count): void {
    this.kernels.squares(this.rowsAt, first, last, this.stride, this.pairStride, this.pairsAt);
  }
}

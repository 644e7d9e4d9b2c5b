import type { PairStatistic } from './pairPlans';

/** Two vectors that span less of an area than this share of their lengths' product are taken for parallel. */
const parallel = 1e-7;

/** The next nearest after the k: its squared distance from their mean, and its scalar products with them about it. */
export interface NextNeighbour {
  readonly square: number;
  readonly products: Float64Array;
}

/** How many pairs k vectors have. */
export function pairsOf(k: number): number {
  return (k * (k - 1)) / 2;
}

/**
 * The skewness of one neighbourhood at a time, as `neighbourSkewness` has it, and what it would be without each of its
 * points in turn, the next nearest in that one's place: all of it in the one pass over the pairs. A point that goes
 * moves the centre, whose effect is taken to first order.
 */
export class NeighbourSway {
  /** Over the k nearest; NaN where all coincide. */
  value = NaN;
  /** How much larger `value` is than without each of the k. */
  readonly pulls: Float64Array;
  /** Sum over the pairs of how much each alone sways `value`, squared. */
  pairNoise = 0;
  private readonly lengths: Float64Array;
  private readonly seen: Float64Array;
  /** How the sums grow as the centre moves by a vector: along each of the k, and by each of them and the next. */
  private readonly seenSlope: Float64Array;
  private readonly greatestSlope: Float64Array;
  private readonly seenShift: Float64Array;
  private readonly greatestShift: Float64Array;

  constructor(
    private readonly k: number,
    private readonly of: PairStatistic,
  ) {
    const blank = (): Float64Array => new Float64Array(k + 1);
    [this.lengths, this.seen, this.pulls] = [blank(), blank(), new Float64Array(k)];
    [this.seenSlope, this.greatestSlope] = [blank(), blank()];
    [this.seenShift, this.greatestShift] = [blank(), blank()];
  }

  /**
   * @param squares of the k vectors' lengths. @param doubled twice their scalar products, of the first with those after
   * it, of the second with those after it, and so on. Both about their mean.
   */
  measure(squares: Float64Array, doubled: Float32Array, next: NextNeighbour | undefined): void {
    const { k, lengths, seen, seenSlope } = this;
    for (let a = 0; a < k; a++) lengths[a] = Math.sqrt(squares[a] as number);
    seen.fill(0);
    seenSlope.fill(0);
    let [total, greatest, parts, products, greatestSquares] = [0, 0, 0, 0, 0];
    let at = 0;
    for (let a = 0; a < k; a++) {
      const la = lengths[a] as number;
      const squareA = squares[a] as number;
      let own = 0;
      let ownSlope = 0;
      for (let b = a + 1; b < k; b++) {
        const product = 0.5 * (doubled[at++] as number);
        const both = la * (lengths[b] as number);
        let part: number;
        let slopeA: number;
        let slopeB: number;
        if (this.of === 'area') {
          part = Math.sqrt(Math.abs(both * both - product * product));
          const inverse = part > parallel * both ? 1 / part : 0;
          slopeA = ((squares[b] as number) - product) * inverse;
          slopeB = (squareA - product) * inverse;
        } else {
          part = Math.abs(product);
          slopeA = slopeB = Math.sign(product);
        }
        own += part;
        ownSlope -= slopeA;
        seen[b] = (seen[b] as number) + part;
        seenSlope[b] = (seenSlope[b] as number) - slopeB;
        greatest += both;
        parts += part * part;
        products += part * both;
        greatestSquares += both * both;
      }
      total += own;
      seen[a] = (seen[a] as number) + own;
      seenSlope[a] = (seenSlope[a] as number) + ownSlope;
    }
    this.value = total / greatest;
    this.pairNoise = (parts - 2 * this.value * products + this.value ** 2 * greatestSquares) / greatest ** 2;
    let sum = 0;
    for (let a = 0; a < k; a++) sum += lengths[a] as number;
    this.findShifts(sum, squares, doubled, next);
    this.pullEach(sum, total, greatest, next);
  }

  /** How the sums change as the centre moves by each of the vectors. */
  private findShifts(
    sum: number,
    squares: Float64Array,
    doubled: Float32Array,
    next: NextNeighbour | undefined,
  ): void {
    const { k, lengths, seenSlope, greatestSlope, seenShift, greatestShift } = this;
    for (let a = 0; a < k; a++) {
      const la = lengths[a] as number;
      greatestSlope[a] = la > 0 ? -(sum - la) / la : 0;
    }
    seenShift.fill(0);
    greatestShift.fill(0);
    let at = 0;
    for (let a = 0; a < k; a++) {
      const seenA = seenSlope[a] as number;
      const greatestA = greatestSlope[a] as number;
      let seenOwn = seenA * (squares[a] as number);
      let greatestOwn = greatestA * (squares[a] as number);
      for (let b = a + 1; b < k; b++) {
        const product = 0.5 * (doubled[at++] as number);
        seenOwn += (seenSlope[b] as number) * product;
        greatestOwn += (greatestSlope[b] as number) * product;
        seenShift[b] = (seenShift[b] as number) + seenA * product;
        greatestShift[b] = (greatestShift[b] as number) + greatestA * product;
      }
      seenShift[a] = (seenShift[a] as number) + seenOwn;
      greatestShift[a] = (greatestShift[a] as number) + greatestOwn;
    }
    if (next === undefined) return;
    for (let b = 0; b < k; b++) {
      const product = next.products[b] as number;
      seenShift[k] = (seenShift[k] as number) + (seenSlope[b] as number) * product;
      greatestShift[k] = (greatestShift[k] as number) + (greatestSlope[b] as number) * product;
    }
  }

  /** What `value` is without each. */
  private pullEach(sum: number, total: number, greatest: number, next: NextNeighbour | undefined): void {
    const { k, lengths, seen, pulls, seenShift, greatestShift, value } = this;
    const nextLength = next === undefined ? 0 : Math.sqrt(next.square);
    const nextPart = (b: number): number =>
      next === undefined ? 0 : this.part(next.products[b] as number, nextLength, lengths[b] as number);
    let nextSeen = 0;
    for (let b = 0; b < k; b++) nextSeen += nextPart(b);
    const left = next === undefined ? k - 1 : k;
    for (let a = 0; a < k; a++) {
      const la = lengths[a] as number;
      const moved = (shift: Float64Array): number => ((shift[k] as number) - (shift[a] as number)) / left;
      const without =
        (total - (seen[a] as number) + nextSeen - nextPart(a) + moved(seenShift)) /
        (greatest - la * (sum - la) + nextLength * (sum - la) + moved(greatestShift));
      pulls[a] = value - without;
    }
  }

  private part(product: number, la: number, lb: number): number {
    return this.of === 'area' ? Math.sqrt(Math.abs((la * lb) ** 2 - product * product)) : Math.abs(product);
  }
}

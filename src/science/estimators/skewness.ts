import type { VectorBlock } from '../../compute/vectorBlock';

/** Of two vectors: the area between them (a) or the size of their scalar product (b), by the product of their lengths. */
export const skewnessVersions = ['a', 'b'] as const;
export type SkewnessVersion = (typeof skewnessVersions)[number];

/** Two vectors that span less of an area than this share of their lengths' product are taken for parallel. */
const parallel = 1e-7;

/**
 * The skewness of one neighbourhood at a time (Johnsson, Soneson, Fontes 2015), and what it would be without each of
 * its points in turn, the next nearest in that one's place: all of it in the one pass over the pairs. A point that
 * goes moves the centre, whose effect is taken to first order.
 */
export class Skewness {
  /** Over the k nearest; NaN where all coincide. */
  value = NaN;
  /** How much larger `value` is than without each of the k. */
  readonly pulls: Float64Array;
  /** Sum over the pairs of how much each alone sways `value`, squared. */
  pairNoise = 0;
  private readonly lengths: Float64Array;
  private readonly seen: Float64Array;
  private readonly seenSlope: Float64Array;
  private readonly greatestSlope: Float64Array;
  private readonly seenShift: Float64Array;
  private readonly greatestShift: Float64Array;

  /** @param block k vectors, or k and the one that would follow. */
  constructor(
    private readonly block: VectorBlock,
    private readonly k: number,
    private readonly version: SkewnessVersion,
  ) {
    const { count } = block;
    const blank = (): Float64Array => new Float64Array(count);
    [this.lengths, this.seen, this.pulls] = [blank(), blank(), new Float64Array(k)];
    [this.seenSlope, this.greatestSlope] = [blank(), blank()];
    [this.seenShift, this.greatestShift] = [blank(), blank()];
  }

  /** Looks at the vectors in the block, relative to the mean of the first k. */
  measure(): void {
    const { block, k, lengths, seen, seenSlope, version } = this;
    block.products();
    const { pairs, pairStride, count } = block;
    for (let a = 0; a < count; a++) lengths[a] = Math.sqrt(pairs[a * pairStride + a] as number);
    seen.fill(0);
    seenSlope.fill(0);
    let [total, greatest, squares, products, greatestSquares] = [0, 0, 0, 0, 0];
    for (let a = 1; a < k; a++) {
      const la = lengths[a] as number;
      let own = 0;
      let ownSlope = 0;
      for (let b = 0; b < a; b++) {
        const lb = lengths[b] as number;
        const product = pairs[a * pairStride + b] as number;
        const both = la * lb;
        let part: number;
        if (version === 'a') {
          part = Math.sqrt(Math.abs(both * both - product * product));
          if (part > parallel * both) {
            ownSlope -= (lb * lb - product) / part;
            seenSlope[b] = (seenSlope[b] as number) - (la * la - product) / part;
          }
        } else {
          part = Math.abs(product);
          ownSlope -= Math.sign(product);
          seenSlope[b] = (seenSlope[b] as number) - Math.sign(product);
        }
        own += part;
        seen[b] = (seen[b] as number) + part;
        greatest += both;
        squares += part * part;
        products += part * both;
        greatestSquares += both * both;
      }
      total += own;
      seen[a] = (seen[a] as number) + own;
      seenSlope[a] = (seenSlope[a] as number) + ownSlope;
    }
    this.value = total / greatest;
    this.pairNoise =
      (squares - 2 * this.value * products + this.value ** 2 * greatestSquares) / greatest ** 2;
    this.pullEach(total, greatest);
  }

  /** What `measure` is without each. */
  private pullEach(total: number, greatest: number): void {
    const { k, lengths, seen, pulls, seenShift, greatestShift, value } = this;
    const { count, pairs, pairStride } = this.block;
    let sum = 0;
    for (let a = 0; a < k; a++) sum += lengths[a] as number;
    this.findShifts(sum);
    const next = count > k ? k : -1;
    const nextLength = next < 0 ? 0 : (lengths[next] as number);
    let nextSeen = 0;
    for (let b = 0; b < k && next > 0; b++)
      nextSeen += this.part(pairs[next * pairStride + b] as number, nextLength, lengths[b] as number);
    const left = next < 0 ? k - 1 : k;
    for (let a = 0; a < k; a++) {
      const la = lengths[a] as number;
      const nextPart = next < 0 ? 0 : this.part(pairs[next * pairStride + a] as number, nextLength, la);
      const moved = (shift: Float64Array): number => ((shift[next] ?? 0) - (shift[a] as number)) / left;
      const without =
        (total - (seen[a] as number) + nextSeen - nextPart + moved(seenShift)) /
        (greatest - la * (sum - la) + nextLength * (sum - la) + moved(greatestShift));
      pulls[a] = value - without;
    }
  }

  private part(product: number, la: number, lb: number): number {
    return this.version === 'a' ? Math.sqrt(Math.abs((la * lb) ** 2 - product * product)) : Math.abs(product);
  }

  /** How the sums change as the centre moves by each of the vectors. */
  private findShifts(sum: number): void {
    const { block, k, lengths, seenSlope, greatestSlope, seenShift, greatestShift } = this;
    const { count, pairs, pairStride } = block;
    for (let a = 0; a < k; a++) {
      const la = lengths[a] as number;
      greatestSlope[a] = la > 0 ? -(sum - la) / la : 0;
    }
    seenShift.fill(0);
    greatestShift.fill(0);
    for (let a = 0; a < count; a++) {
      const isCounted = a < k;
      const [seenA, greatestA] = isCounted ? [seenSlope[a] as number, greatestSlope[a] as number] : [0, 0];
      const square = pairs[a * pairStride + a] as number;
      let seenOwn = seenA * square;
      let greatestOwn = greatestA * square;
      for (let b = 0; b < Math.min(a, k); b++) {
        const product = pairs[a * pairStride + b] as number;
        seenOwn += (seenSlope[b] as number) * product;
        greatestOwn += (greatestSlope[b] as number) * product;
        seenShift[b] = (seenShift[b] as number) + seenA * product;
        greatestShift[b] = (greatestShift[b] as number) + greatestA * product;
      }
      seenShift[a] = (seenShift[a] as number) + seenOwn;
      greatestShift[a] = (greatestShift[a] as number) + greatestOwn;
    }
  }
}

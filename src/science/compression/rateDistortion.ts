import { throwIfAborted } from '../../base/abort';
import type { Rng } from '../../base/rng';
import type { WorkHooks } from '../../compute/work';
import type { DataMatrix } from '../datasets/dataSet';
import { effectiveRank, stableRank } from './effectiveRank';
import { lowerHull, rateOnHull } from './lowerHull';
import { quantisedRanks, truncationErrors } from './quantisedSvd';
import { gaussianRate } from './reverseWaterFilling';
import type { NumberFormat } from './scalarQuantiser';
import { thinSvd } from './thinSvd';

export interface RateRequest {
  /** Ascending, at least 1. */
  readonly ranks: readonly number[];
  /** Bits a coordinate of a factor. */
  readonly bits: readonly number[];
  readonly format: NumberFormat;
  readonly coding: 'fixed' | 'entropy';
  readonly centre: boolean;
  /** ‖A − Â‖ / ‖A‖ to reach. */
  readonly target: number;
  /** Rounds at random where there is one. */
  readonly rng?: Rng | undefined;
}

/** One way to store the matrix. */
export interface StoredMatrix {
  readonly rank: number;
  readonly bits: number;
  /** Bits an entry of the matrix. */
  readonly rate: number;
  /** ‖A − Â‖² / ‖A‖², Frobenius. */
  readonly error: number;
}

export interface RateTable {
  readonly singular: Float64Array;
  /** By rank from 0: squared relative error by truncation alone. */
  readonly truncated: Float64Array;
  /** By bits, then by rank. */
  readonly grid: readonly StoredMatrix[];
  readonly hull: readonly StoredMatrix[];
  /** Bits an entry at the target along the hull; undefined where nothing that was tried reaches it. */
  readonly rate: number | undefined;
  /** Bits an entry of an ideal code for Gaussian rows of this covariance, the covariance known to both sides. */
  readonly gaussian: number;
  readonly effective: number;
  readonly stable: number;
}

/** Every rank at every precision: what it costs and what it loses. */
export async function rateDistortion(
  matrix: DataMatrix,
  request: RateRequest,
  hooks: WorkHooks,
): Promise<RateTable> {
  const { rows, columns } = matrix;
  const { ranks, bits, format, coding, centre, target, rng } = request;
  const share = 0.6 / bits.length;
  const part = (from: number, to: number): WorkHooks => ({
    ...hooks,
    onProgress: (fraction) => hooks.onProgress?.(from + (to - from) * fraction),
  });
  const svd = await thinSvd(matrix, { centre, most: ranks.at(-1) ?? 0 }, part(0, 0.4));
  // The means of the columns are stored too.
  const means = centre ? 32 * columns : 0;
  const grid: StoredMatrix[] = [];
  for (const [i, each] of bits.entries()) {
    const quantiser = { format, bits: each, rng: rng?.split(each) };
    const from = 0.4 + i * share;
    const found = await quantisedRanks(svd, ranks, quantiser, coding, part(from, from + share));
    // However small the pieces are.
    await hooks.breathe?.();
    throwIfAborted(hooks.signal);
    for (const { rank, bits: stored, error } of found) {
      grid.push({ rank, bits: each, rate: (stored + means) / (rows * columns), error });
    }
  }
  const nothing = { rank: 0, bits: 0, rate: means / (rows * columns), error: 1 };
  const hull = lowerHull([nothing, ...grid]);
  const variances = svd.singular.map((value) => value ** 2);
  return {
    singular: svd.singular,
    truncated: truncationErrors(svd.singular),
    grid,
    hull,
    rate: rateOnHull(hull, target ** 2),
    gaussian: gaussianRate(variances, target ** 2) / columns,
    effective: effectiveRank(svd.singular),
    stable: stableRank(svd.singular),
  };
}

/** 1, 2, 3, 4, 6, 8, 12, … to the greatest, which is among them. */
export function rankLadder(greatest: number): number[] {
  const ranks: number[] = [];
  for (let power = 1; power <= greatest; power *= 2) {
    ranks.push(power);
    if (power >= 2 && power * 1.5 <= greatest) ranks.push(power * 1.5);
  }
  if (ranks.at(-1) !== greatest) ranks.push(greatest);
  return ranks;
}

import type { Rng } from '../../base/rng';
import { concatenated, type ParameterBlock } from '../models/parameterBlocks';

/** Whether every layer loses its share of weights, or the smallest of all layers go. */
export const pruneScopes = ['layer', 'all'] as const;
export type PruneScope = (typeof pruneScopes)[number];

/** How much a round of pruning takes away. */
export interface PruneRule {
  readonly scope: PruneScope;
  /** Of the weights that are left, what a round takes: above 0, below 1. */
  readonly share: number;
  /** The same for the layer of outputs, where layers are pruned apart. */
  readonly outputShare: number;
}

/**
 * How many weights each layer has after so many rounds, one at least: n (1 − p)^round. Under `all` these are
 * the numbers of a network whose layers lose alike, of which only the sum counts.
 */
export function keptCounts(blocks: readonly ParameterBlock[], rule: PruneRule, round: number): number[] {
  return blocks.map(({ weights: [from, to] }, l) => {
    const isOutput = l + 1 === blocks.length;
    const share = isOutput && rule.scope === 'layer' ? rule.outputShare : rule.share;
    return Math.max(1, Math.round((to - from) * (1 - share) ** round));
  });
}

/**
 * The weights of greatest magnitude among those that are kept so far (Frankle and Carbin 2019, section 1: magnitude
 * pruning), the lower index first where two are equal.
 * @param theta where a training led. @param kept weights that are left, ascending. @returns a part of `kept`, ascending.
 */
export function pruneSmallest(
  theta: Float32Array,
  kept: Int32Array,
  blocks: readonly ParameterBlock[],
  counts: readonly number[],
  scope: PruneScope,
): Int32Array {
  if (scope === 'all')
    return largest(
      theta,
      kept,
      counts.reduce((sum, count) => sum + count, 0),
    );
  return concatenated(
    blocks.map(({ weights: [from, to] }, l) =>
      largest(
        theta,
        kept.filter((row) => from <= row && row < to),
        counts[l] ?? 0,
      ),
    ),
  );
}

/** As many weights of each layer as `kept` has there, drawn without replacement; ascending. */
export function randomMask(kept: Int32Array, blocks: readonly ParameterBlock[], rng: Rng): Int32Array {
  return concatenated(
    blocks.map(({ weights: [from, to] }) => {
      const count = kept.reduce((sum, row) => sum + (from <= row && row < to ? 1 : 0), 0);
      const rows = Int32Array.from({ length: to - from }, (_, i) => from + i);
      for (let i = 0; i < count; i++) {
        const j = i + rng.integer(rows.length - i);
        [rows[i], rows[j]] = [rows[j] as number, rows[i] as number];
      }
      return rows.slice(0, count).sort();
    }),
  );
}

/** Weights and all biases together, ascending: what is trained. */
export function withBiases(kept: Int32Array, blocks: readonly ParameterBlock[]): Int32Array {
  const biases = blocks.map(({ biases: [from, to] }) =>
    Int32Array.from({ length: to - from }, (_, i) => from + i),
  );
  return concatenated([kept, ...biases]).sort();
}

function largest(theta: Float32Array, rows: Int32Array, count: number): Int32Array {
  // What a training that diverged leaves behind is no number, and counts as nothing.
  const size = (row: number): number => Math.abs(theta[row] as number) || 0;
  return rows
    .slice()
    .sort((a, b) => size(b) - size(a) || a - b)
    .slice(0, count)
    .sort();
}

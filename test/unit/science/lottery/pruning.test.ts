import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import {
  keptCounts,
  pruneSmallest,
  randomMask,
  withBiases,
  type PruneRule,
} from '../../../../src/science/lottery/pruning';
import { allWeights, parameterBlocks } from '../../../../src/science/models/parameterBlocks';

const network = { name: '', widths: [6, 5, 4], activation: 'relu' as const };
const blocks = parameterBlocks(network);
const byLayer: PruneRule = { scope: 'layer', share: 0.2, outputShare: 0.1 };

/** Parameters 0 to D − 1, of mixed size and sign. */
function drawn(seed: number): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length: 6 * 5 + 5 + 5 * 4 + 4 }, () => rng.normal());
}

describe('blocks of a network', () => {
  it('hold every parameter once', () => {
    const rows = blocks.flatMap(({ weights, biases }) =>
      [weights, biases].flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)),
    );
    expect(rows).toEqual(Array.from({ length: 59 }, (_, i) => i));
    expect(allWeights(blocks)).toHaveLength(50);
    expect(withBiases(allWeights(blocks), blocks)).toEqual(Int32Array.from({ length: 59 }, (_, i) => i));
  });
});

describe('pruning by layer', () => {
  it('leaves n (1 − p)^round of each layer, the outputs by their own share', () => {
    expect(keptCounts(blocks, byLayer, 0)).toEqual([30, 20]);
    expect(keptCounts(blocks, byLayer, 3)).toEqual([Math.round(30 * 0.8 ** 3), Math.round(20 * 0.9 ** 3)]);
    expect(keptCounts(blocks, byLayer, 200)).toEqual([1, 1]);
  });

  it('takes no weight that is larger than one it leaves, and none back that was taken before', () => {
    const first = pruneSmallest(drawn(1), allWeights(blocks), blocks, [17, 12], 'layer');
    const second = pruneSmallest(drawn(2), first, blocks, [9, 8], 'layer');
    expect(second.every((row) => first.includes(row))).toBe(true);
    for (const [l, { weights }] of blocks.entries()) {
      const theta = drawn(2);
      const before = first.filter((row) => weights[0] <= row && row < weights[1]);
      const left = before.filter((row) => second.includes(row));
      const gone = before.filter((row) => !second.includes(row));
      expect(left).toHaveLength([9, 8][l] ?? 0);
      const size = (row: number): number => Math.abs(theta[row] ?? NaN);
      expect(Math.min(...Array.from(left, size))).toBeGreaterThan(Math.max(...Array.from(gone, size)));
    }
  });
});

describe('pruning all layers together', () => {
  it('leaves the largest weights wherever they are, and no bias', () => {
    const theta = drawn(3).map((value, row) => (row < 35 ? 0.01 : 1) * value);
    const kept = pruneSmallest(theta, allWeights(blocks), blocks, [12, 8], 'all');
    expect(kept).toEqual(Int32Array.from({ length: 20 }, (_, i) => 35 + i));
  });
});

describe('a random mask', () => {
  it('has as many weights in every layer, all of them equally often', () => {
    const kept = pruneSmallest(drawn(1), allWeights(blocks), blocks, [6, 5], 'layer');
    const counts = new Float64Array(59);
    const rng = new Rng(7);
    const sizes = new Set<string>();
    for (let draw = 0; draw < 2000; draw++) {
      const mask = randomMask(kept, blocks, rng.split(draw));
      sizes.add(`${mask.filter((row) => row < 30).length} of ${new Set(mask).size}`);
      for (const row of mask) counts[row] = (counts[row] ?? 0) + 1;
    }
    expect([...sizes]).toEqual(['6 of 11']);
    // Of 2000 draws a weight of the first layer is in 400 ± 18, of the second in 500 ± 19.
    for (const count of counts.subarray(0, 30)) expect(Math.abs(count - 400)).toBeLessThan(5 * 18);
    for (const count of counts.subarray(35, 55)) expect(Math.abs(count - 500)).toBeLessThan(5 * 19);
    expect(counts[32]).toBe(0);
  });
});

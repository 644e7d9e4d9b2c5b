import { describe, expect, it } from 'vitest';
import { blockParts } from '../../../../src/compute/webgpu/blockParts';

describe('the parts of a block', () => {
  const keep = 2;
  /** Tiles of 3, 1, 2, 4 and 1 points, of which the block has all but the first. */
  const layout = { size: 64, starts: Uint32Array.of(0, 3, 4, 6, 10, 11) } as const;
  const kept = Uint32Array.from({ length: 2 * keep * 8 }, (_, i) => i);
  const block = { firstTile: 1, tiles: 4, kept };
  const pointBytes = 8 * keep;

  it.each([
    [1, [1, 1, 1, 1]],
    [3 * pointBytes, [2, 1, 1]],
    [5 * pointBytes, [2, 2]],
    [7 * pointBytes, [3, 1]],
    [8 * pointBytes, [4]],
  ])('of at most %d bytes have together what the block has', (bytes, tiles) => {
    const parts = blockParts(block, layout, keep, bytes);
    expect(parts.map((part) => part.tiles)).toEqual(tiles);
    expect(parts.map((part) => part.firstTile)).toEqual(
      tiles.map((_, i) => 1 + tiles.slice(0, i).reduce((a, b) => a + b, 0)),
    );
    expect(parts.flatMap((part) => [...part.kept])).toEqual([...kept]);
    for (const { kept: own } of parts) expect(own.buffer.byteLength).toBe(own.byteLength);
  });
});

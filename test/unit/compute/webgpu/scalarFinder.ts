import type { CandidateFinder } from '../../../../src/compute/webgpu/candidates';
import { tileCount } from '../../../../src/compute/webgpu/tileLayout';

/** A finder in plain JavaScript that compares everything: what a device must find, at its least. */
export function scalarFinder(tilesPerBlock: number): CandidateFinder {
  return {
    adapter: { name: 'plain JavaScript', software: true },
    async find({ layout, dimensions, coarse, keep, pack }, receive) {
      const tiles = tileCount(layout);
      const packed = await pack(0, tiles);
      const { size, starts } = layout;
      const coordinate = (tile: number, i: number, d: number): number =>
        packed[(tile * (coarse + dimensions) + coarse + d) * size + i] as number;
      const distances = (query: number, i: number): [number, number][] => {
        const all: [number, number][] = [];
        for (let tile = 0; tile < tiles; tile++) {
          for (let j = 0; (starts[tile] ?? NaN) + j < (starts[tile + 1] ?? NaN); j++) {
            if (tile === query && i === j) continue;
            let sum = 0;
            for (let d = 0; d < dimensions; d++) {
              const off = Math.fround(coordinate(query, i, d) - coordinate(tile, j, d));
              sum = Math.fround(sum + Math.fround(off * off));
            }
            all.push([sum, (starts[tile] ?? NaN) + j]);
          }
        }
        return all.sort((a, b) => b[0] - a[0]).slice(-keep);
      };
      for (let from = 0; from < tiles; from += tilesPerBlock) {
        const to = Math.min(tiles, from + tilesPerBlock);
        const kept: number[] = [];
        for (let tile = from; tile < to; tile++) {
          for (let i = 0; (starts[tile] ?? NaN) + i < (starts[tile + 1] ?? NaN); i++) {
            for (const [distance, point] of distances(tile, i)) {
              kept.push(point, new Uint32Array(Float32Array.of(distance).buffer)[0] ?? NaN);
            }
          }
        }
        await receive({ firstTile: from, tiles: to - from, kept: Uint32Array.from(kept) });
      }
      return { comparedTiles: tiles ** 2 };
    },
  };
}

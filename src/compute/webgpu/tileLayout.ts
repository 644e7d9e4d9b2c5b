import type { Coordinates } from '../coordinates';

/** Points, in the order of the leaves, cut into the tiles that workgroups take. */
export interface TileLayout {
  /** Points a tile has room for. */
  readonly size: 64 | 128;
  /** Tile t holds the points `starts[t] … starts[t + 1] − 1`; `tiles + 1` entries. */
  readonly starts: Uint32Array;
}

export function tileCount({ starts }: TileLayout): number {
  return starts.length - 1;
}

/** Cuts each leaf into as few tiles as hold it, of as even a size as can be: a tile's points stay near each other. */
export function cutTiles(leafStarts: Int32Array, size: 64 | 128): TileLayout {
  const starts: number[] = [];
  for (let leaf = 0; leaf + 1 < leafStarts.length; leaf++) {
    const from = leafStarts[leaf] as number;
    const count = (leafStarts[leaf + 1] as number) - from;
    const tiles = Math.ceil(count / size);
    for (let t = 0; t < tiles; t++) starts.push(from + Math.floor((count * t) / tiles));
  }
  starts.push(leafStarts[leafStarts.length - 1] as number);
  return { size, starts: Uint32Array.from(starts) };
}

/**
 * The box around each tile's points: `tiles × 2 × dimensions`, of each tile the least coordinates, then the greatest,
 * times `factor`. Rounded outwards, so that the boxes hold the points still.
 */
export function tileBoxes(
  layout: TileLayout,
  { values, dimensions }: Coordinates,
  factor: number,
): Float32Array {
  const tiles = tileCount(layout);
  const boxes = new Float32Array(2 * tiles * dimensions);
  for (let t = 0; t < tiles; t++) {
    const at = 2 * t * dimensions;
    for (let d = 0; d < dimensions; d++) {
      let low = Infinity;
      let high = -Infinity;
      for (let i = layout.starts[t] as number; i < (layout.starts[t + 1] as number); i++) {
        const x = values[i * dimensions + d] as number;
        if (x < low) low = x;
        if (x > high) high = x;
      }
      boxes[at + d] = below(low * factor);
      boxes[at + dimensions + d] = -below(-high * factor);
    }
  }
  return boxes;
}

/** A float32 that is no greater, by less than two units in the last place. */
function below(x: number): number {
  const rounded = Math.fround(x);
  return rounded <= x ? rounded : Math.fround(x - Math.abs(x) * 2 ** -23 - 2 ** -149);
}

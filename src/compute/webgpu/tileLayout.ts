import type { Boxes } from '../leaves';

/** Points, in the order of a tree's leaves, cut into the tiles that workgroups take: a leaf each. */
export interface TileLayout {
  /** Points a tile has room for. */
  readonly size: 64 | 128;
  /** Tile t holds the points `starts[t] … starts[t + 1] − 1`; `tiles + 1` entries. */
  readonly starts: Uint32Array;
}

export function tileCount({ starts }: TileLayout): number {
  return starts.length - 1;
}

/**
 * The tiles' boxes for the device: `tiles × 2 × dimensions`, of each tile the least coordinates, then the greatest, times
 * `factor`. Rounded outwards, so that the boxes hold their points still.
 */
export function tileBoxes({ low, high }: Boxes, dimensions: number, factor: number): Float32Array {
  const boxes = new Float32Array(2 * low.length);
  for (let i = 0; i < low.length; i++) {
    const d = i % dimensions;
    const at = 2 * (i - d) + d;
    boxes[at] = below((low[i] as number) * factor);
    boxes[at + dimensions] = -below(-(high[i] as number) * factor);
  }
  return boxes;
}

/** A float32 that is no greater, by less than two units in the last place. */
function below(x: number): number {
  const rounded = Math.fround(x);
  return rounded <= x ? rounded : Math.fround(x - Math.abs(x) * 2 ** -23 - 2 ** -149);
}

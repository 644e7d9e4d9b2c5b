import type { CandidateBlock } from './candidates';
import { entryBytes } from './memoryPlan';
import type { TileLayout } from './tileLayout';

/**
 * A block as blocks of fewer tiles, in order, each of no more than so many bytes, or of one tile. What is cut off is copied:
 * a view would take the whole along where it is sent.
 */
export function blockParts(
  { firstTile, tiles, kept }: CandidateBlock,
  { starts }: TileLayout,
  keep: number,
  mostBytes: number,
): CandidateBlock[] {
  const wordsBefore = (tile: number): number =>
    (entryBytes / 4) * keep * ((starts[tile] ?? NaN) - (starts[firstTile] ?? NaN));
  const parts: CandidateBlock[] = [];
  for (let from = firstTile; from < firstTile + tiles;) {
    let to = from + 1;
    while (to < firstTile + tiles && 4 * (wordsBefore(to + 1) - wordsBefore(from)) <= mostBytes) to++;
    const isWhole = to - from === tiles;
    parts.push({
      firstTile: from,
      tiles: to - from,
      kept: isWhole ? kept : kept.slice(wordsBefore(from), wordsBefore(to)),
    });
    from = to;
  }
  return parts;
}

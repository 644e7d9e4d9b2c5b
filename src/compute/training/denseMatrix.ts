import { fromBfloat16, toBfloat16, upperHalf, wholeFloat } from './bfloat16';

/** Rows of a dense matrix are stored by sixteens, column by column within them. */
export const denseBlock = 16;

/**
 * Where element (row, column) of a dense matrix of 16 bits an element stands. Sixteen rows of a column lie together, and
 * within eight of them the first four at even places: a vector of eight is then two of floats. At an even place is a
 * bfloat16, a float by a shift. At an odd one is the upper half of a float whose lower half is the place before: the two
 * are read as they are, which takes no instruction, and the upper half is chosen so that the whole is nearest.
 */
export function denseIndex(row: number, column: number, columns: number): number {
  const k = row % denseBlock;
  const slot = (k >> 3) * 8 + (k & 3) * 2 + ((k >> 2) & 1);
  return ((row - k) / denseBlock) * columns * denseBlock + column * denseBlock + slot;
}

/** The element at a place of a dense matrix. */
export function denseElement(places: Uint16Array, place: number): number {
  const half = places[place] as number;
  return place % 2 === 0 ? fromBfloat16(half) : wholeFloat(places[place - 1] as number, half);
}

/** Puts an element at a place of a dense matrix, to a relative 2⁻⁸ as a bfloat16 has it; even places come first. */
export function putDenseElement(places: Uint16Array, place: number, value: number): void {
  places[place] = place % 2 === 0 ? toBfloat16(value) : upperHalf(value, places[place - 1] as number);
}

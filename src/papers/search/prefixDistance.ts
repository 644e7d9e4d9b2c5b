/** Rows for the two letters before and the current one; grown to the longest word met. */
let rows: [Int32Array, Int32Array, Int32Array] = [new Int32Array(32), new Int32Array(32), new Int32Array(32)];

/**
 * How many letters inserted, left out, replaced or swapped with their neighbour lie between `word` and the beginning
 * of `term` that is most like it; `limit + 1` where there are more than `limit`.
 */
export function prefixDistance(word: string, term: string, limit: number): number {
  const width = word.length + 1;
  if (rows[0].length < width)
    rows = [new Int32Array(width * 2), new Int32Array(width * 2), new Int32Array(width * 2)];
  let [twoBack, back, current] = rows;
  for (let j = 0; j < width; j++) back[j] = j;
  let best = back[width - 1] ?? limit + 1;
  const depth = Math.min(term.length, word.length + limit);
  for (let i = 1; i <= depth; i++) {
    const letter = term.charCodeAt(i - 1);
    current[0] = i;
    let least = i;
    for (let j = 1; j < width; j++) {
      const same = word.charCodeAt(j - 1) === letter;
      let value = (back[j - 1] ?? 0) + (same ? 0 : 1);
      value = Math.min(value, (back[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      const swapped =
        i > 1 &&
        j > 1 &&
        word.charCodeAt(j - 2) === letter &&
        word.charCodeAt(j - 1) === term.charCodeAt(i - 2);
      if (swapped) value = Math.min(value, (twoBack[j - 2] ?? 0) + 1);
      current[j] = value;
      if (value < least) least = value;
    }
    best = Math.min(best, current[width - 1] ?? best);
    if (least > limit) break;
    [twoBack, back, current] = [back, current, twoBack];
  }
  return Math.min(best, limit + 1);
}

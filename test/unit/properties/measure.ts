import { cpuMs } from './cpuClock';
import { reading, readingFault } from './promises';
import type { Parser } from './subjects';

/** A note of this size is read in this time. */
export const largestNote = 5_000_000;
export const longestMs = 2_000;
/** Less is not told from what the machine does besides. */
const shortestMs = 600;

/** Sizes on the way up: a parser that is too slow on a small note is not given a large one. */
const steps = [0.01, 0.04, 0.15, 0.4, 1];

/**
 * Gives a parser a shape in growing sizes, and says what is wrong; undefined where nothing is. A time over the limit
 * counts only where it comes out again: the machine may have had other things to do.
 */
export async function sizeFault(
  parser: Parser,
  shape: (size: number) => string,
  size: number,
): Promise<string | undefined> {
  const limit = (longestMs * size) / largestNote;
  for (const step of steps) {
    const text = shape(Math.round(size * step));
    // Some cost comes with any length up to a bound; on the way up only what is past all bounds ends the climb.
    const allowed = step < 1 ? longestMs : Math.max(shortestMs, limit);
    let took = Infinity;
    for (let attempt = 0; attempt < 3 && took > allowed && !(attempt > 0 && took > 4 * allowed); attempt++) {
      const start = cpuMs();
      const read = await reading(parser, text);
      took = Math.min(took, cpuMs() - start);
      const fault = readingFault(read, text);
      if (fault !== undefined) return `${fault} (at ${text.length} characters)`;
    }
    if (took > allowed) return `it took ${took.toFixed(0)} ms for ${text.length} characters`;
  }
  return undefined;
}

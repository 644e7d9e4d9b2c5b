import type { TimeLeft } from './run';

/** Nothing is told of the time that is left before so much of it has gone by, in ms … */
const leastMs = 5000;
/** … and so much of the work has been done in it. */
const leastShare = 0.02;

/**
 * The time that is left, told by how fast the work's fraction has grown over the latter half of the time since the worker
 * began: what was found done already, and what came before the work proper, soon count no more.
 */
export class ProgressPace {
  private readonly seen: { readonly at: number; readonly fraction: number }[] = [];

  /** @param fraction of the whole work, 0 to 1. @param now in ms, of any origin, never falling. */
  left(fraction: number, now: number): TimeLeft | undefined {
    const { seen } = this;
    const last = seen.at(-1);
    if (last === undefined || fraction > last.fraction) seen.push({ at: now, fraction });
    const [first] = seen;
    if (first === undefined || now - first.at < leastMs) return undefined;
    const half = (first.at + now) / 2;
    // What lies further back than the half is never needed again, but for the first and the last before it.
    while (seen.length > 2 && (seen[2]?.at ?? Infinity) <= half) seen.splice(1, 1);
    const from = seen.findLast(({ at }) => at <= half) ?? first;
    const grown = fraction - from.fraction;
    if (grown < leastShare) return undefined;
    return { ms: ((1 - fraction) * (now - from.at)) / grown, atMost: false };
  }
}

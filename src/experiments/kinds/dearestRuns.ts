import type { TimeLeft } from '../run';

/** What runs of several kinds have taken, to tell what so many more will take at most. */
export class DearestRuns {
  private readonly timed = new Map<string, { readonly runs: number; readonly ms: number }>();

  /** @param ms of one thread. */
  add(kind: string, ms: number): void {
    const before = this.timed.get(kind) ?? { runs: 0, ms: 0 };
    this.timed.set(kind, { runs: before.runs + 1, ms: before.ms + ms });
  }

  /** As if all of them were of the dearest kind so far; undefined while none was timed. @param most ms that there are. */
  left(runs: number, threads: number, most: number): TimeLeft | undefined {
    if (this.timed.size === 0) return undefined;
    const each = Math.max(...[...this.timed.values()].map((of) => of.ms / of.runs));
    return { ms: Math.max(0, Math.min(most, (each * Math.max(0, runs)) / threads)), atMost: true };
  }
}

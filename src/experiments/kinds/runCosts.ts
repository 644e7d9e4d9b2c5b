/** So many runs must have been timed before the time of others is told from theirs. */
const enough = 2;

/** What runs of each cost took, to tell what those still to be done will take. */
export class RunCosts {
  private readonly timed = new Map<number, { runs: number; ms: number }>();
  private count = 0;

  /** @param cost in any unit, the same for runs that are alike. @param ms of one thread. */
  add(cost: number, ms: number): void {
    const before = this.timed.get(cost) ?? { runs: 0, ms: 0 };
    this.timed.set(cost, { runs: before.runs + 1, ms: before.ms + ms });
    this.count++;
  }

  /**
   * The time, in ms of one thread, that runs of these costs will take together: the mean of those timed where some were of
   * the same cost, a line between its neighbours else, and in proportion to the cost beyond. Undefined while too few
   * were timed.
   */
  of(costs: readonly number[]): number | undefined {
    if (this.count < enough) return undefined;
    const known = [...this.timed]
      .map(([cost, { runs, ms }]) => ({ cost, ms: ms / runs }))
      .sort((a, b) => a.cost - b.cost);
    return costs.reduce((sum, cost) => sum + timeOf(cost, known), 0);
  }
}

interface Timed {
  readonly cost: number;
  readonly ms: number;
}

function timeOf(cost: number, known: readonly Timed[]): number {
  const above = known.find((one) => one.cost >= cost);
  const below = known.findLast((one) => one.cost <= cost);
  if (above !== undefined && below !== undefined) {
    const share = above.cost === below.cost ? 0 : (cost - below.cost) / (above.cost - below.cost);
    return below.ms + share * (above.ms - below.ms);
  }
  const nearest = above ?? below;
  return nearest === undefined ? 0 : nearest.ms * (cost / nearest.cost);
}

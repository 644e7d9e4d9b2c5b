import type { WorkHooks } from '../../science/neighbours';
import type { RunContext } from '../kind';
import type { TimeLeft } from '../run';

/** Of a stage, 0 to 1; in other words than the stage's own where it has more to say. */
type StageProgress = (fraction: number, message?: string, left?: TimeLeft) => void;

/**
 * Progress over stages of different cost. Before `plan`, a stage's weight is its share of the whole run; after it,
 * costs are in any unit and share what is left.
 */
export class Stages {
  private done = 0;
  private scale = 1;

  constructor(private readonly context: RunContext) {}

  plan(totalCost: number): void {
    this.scale = totalCost > 0 ? (1 - this.done) / totalCost : 0;
  }

  async run<T>(
    message: string,
    cost: number,
    work: (hooks: WorkHooks & { onProgress: StageProgress }) => Promise<T>,
  ): Promise<T> {
    const { context } = this;
    const share = cost * this.scale;
    const report: StageProgress = (fraction, now = message, left = undefined) =>
      context.progress(Math.min(1, this.done + share * Math.max(0, Math.min(1, fraction))), now, left);
    report(0);
    const value = await work({
      signal: context.signal,
      onProgress: report,
      breathe: () => context.breathe(),
    });
    this.done += share;
    return value;
  }
}

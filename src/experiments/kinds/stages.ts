import type { WorkHooks } from '../../science/neighbours';
import type { RunContext } from '../kind';

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
    work: (hooks: WorkHooks & { onProgress: (fraction: number) => void }) => Promise<T>,
  ): Promise<T> {
    const { context } = this;
    const share = cost * this.scale;
    const report = (fraction: number): void =>
      context.progress(Math.min(1, this.done + share * Math.max(0, Math.min(1, fraction))), message);
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

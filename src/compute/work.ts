import { throwIfAborted } from '../base/abort';

/** How long-running kernels stay polite: they report, stop when told, and let others in. */
export interface WorkHooks {
  readonly signal?: AbortSignal | undefined;
  /** Share of this piece of work that is done, 0 to 1, never falling. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Lets signals and timers in. */
  readonly breathe?: (() => Promise<void>) | undefined;
}

/** Multiply-adds between two breaths: some 20 ms of scalar code. */
const workPerBreath = 2e7;

/** Counts work and pauses when enough was done. */
export class Pacer {
  private since = 0;

  constructor(private readonly hooks: WorkHooks) {}

  /**
   * Call after work of the given number of multiply-adds. Undefined where there is nothing to wait for; else a pause, which
   * rejects with an AbortedError once the signal is aborted.
   */
  did(work: number): Promise<void> | undefined {
    this.since += work;
    if (this.since < workPerBreath) return undefined;
    this.since = 0;
    return this.pause();
  }

  private async pause(): Promise<void> {
    await this.hooks.breathe?.();
    throwIfAborted(this.hooks.signal);
  }
}

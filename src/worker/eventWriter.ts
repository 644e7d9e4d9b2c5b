import type { Clock } from '../base/clock';
import type { RunEvent, RunStore, TimeLeft } from '../experiments/run';

/** Progress is written when this much time has passed … */
const everyMs = 200;
/** … and the fraction has moved this far, or the message changed. */
const everyFraction = 0.005;

type Stamped = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never;

/** Writes a run's events in order, one flushed line each, and thins its progress. */
export class EventWriter {
  private queue: Promise<void> = Promise.resolve();
  private fraction = 0;
  private message = '';
  private progressAt = 0;

  /**
   * @param onFailure called when the log can no longer be written: the run's folder is gone, the disk is full.
   * @param onEnded called when someone else has ended the run: it was cancelled from another machine, say.
   */
  constructor(
    private readonly store: RunStore,
    private readonly runId: string,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
    private readonly onEnded: () => void,
  ) {}

  /** Resolves when the event and all before it are on the disk. */
  write(event: Stamped): Promise<void> {
    const stamped = { ...event, at: new Date(this.clock.now()).toISOString() };
    const written = this.queue.then(async () => {
      if (!(await this.store.append(this.runId, stamped))) this.onEnded();
    });
    this.queue = written.catch((error: unknown) => this.onFailure(error));
    return written;
  }

  progress(fraction: number, message: string, left?: TimeLeft): void {
    const forward = Math.min(1, Math.max(this.fraction, fraction));
    const now = this.clock.now();
    const moved = forward - this.fraction >= everyFraction || forward === 1 || message !== this.message;
    if (!moved || (now - this.progressAt < everyMs && message === this.message)) return;
    this.fraction = forward;
    this.message = message;
    this.progressAt = now;
    // A failure reaches `onFailure`.
    const told = { fraction: forward, message, ...(left === undefined ? {} : { left }) };
    this.write({ type: 'progress', ...told }).catch(() => undefined);
  }
}

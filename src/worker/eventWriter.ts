import type { Clock } from '../base/clock';
import type { RunEvent, RunStore, TimeLeft } from '../experiments/run';

/** Progress is written when this much time has passed since it was last … */
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
  private next: { fraction: number; message: string; left?: TimeLeft } | undefined;
  private timer: NodeJS.Timeout | undefined;

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
    // What it was doing last is part of how it ended.
    if (event.type === 'finished' || event.type === 'failed' || event.type === 'cancelled')
      this.writeProgress();
    const stamped = { ...event, at: new Date(this.clock.now()).toISOString() };
    const written = this.queue.then(async () => {
      if (!(await this.store.append(this.runId, stamped))) this.onEnded();
    });
    this.queue = written.catch((error: unknown) => this.onFailure(error));
    return written;
  }

  /** Written at once, or a moment later if nothing newer comes before. */
  progress(fraction: number, message: string, left?: TimeLeft): void {
    const forward = Math.min(1, Math.max(this.fraction, fraction));
    const moved = forward - this.fraction >= everyFraction || forward === 1 || message !== this.message;
    if (!moved) return;
    this.next = { fraction: forward, message, ...(left === undefined ? {} : { left }) };
    const wait = this.progressAt + everyMs - this.clock.now();
    if (wait <= 0) this.writeProgress();
    else this.timer ??= setTimeout(() => this.writeProgress(), wait).unref();
  }

  private writeProgress(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { next } = this;
    if (next === undefined) return;
    this.next = undefined;
    this.fraction = next.fraction;
    this.message = next.message;
    this.progressAt = this.clock.now();
    // A failure reaches `onFailure`.
    this.write({ type: 'progress', ...next }).catch(() => undefined);
  }
}

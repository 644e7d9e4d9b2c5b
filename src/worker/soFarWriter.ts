/** What there is of a result is written so often at most … */
const everyMs = 1000;
/** … and, where that takes long, so that it takes no more than a part of the time. */
const part = 20;

/** Writes the result so far, the newest only, from time to time. */
export class SoFarWriter {
  private make: (() => Promise<void>) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private waitMs = 0;
  private stopped = false;

  /** @param now milliseconds, of any origin. */
  constructor(
    private readonly now: () => number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** @param write makes and writes it: called now or later, or not at all where a newer one comes before. */
  offer(write: () => Promise<void>): void {
    if (this.stopped) return;
    this.make = write;
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.writing = this.flush().finally(() => {
        this.timer = undefined;
        if (this.make !== undefined) this.offer(this.make);
      });
    }, this.waitMs);
    this.timer.unref();
  }

  /** Writes what is waiting, and nothing after it. */
  async settle(): Promise<void> {
    const last = this.make;
    await this.stop();
    await last?.();
  }

  /** Writes nothing more: there is a result now. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.make = undefined;
    clearTimeout(this.timer);
    await this.writing;
  }

  private async flush(): Promise<void> {
    const write = this.make;
    if (write === undefined) return;
    this.make = undefined;
    const before = this.now();
    try {
      await write();
    } catch (error) {
      this.onFailure(error);
    }
    this.waitMs = Math.max(everyMs, part * (this.now() - before));
  }
}

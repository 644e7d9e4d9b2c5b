import type { Clock } from '../base/clock';
import type { Keeping, KeptLine } from '../experiments/kept';
import type { RunStore } from '../experiments/run';

/** Writes pieces of work as they are done: those that come while the disk is busy go together. */
export class KeptWriter {
  private waiting: KeptLine[] = [];
  private writing: Promise<void> | undefined;

  /** @param onFailure called when pieces can no longer be written: the run's folder is gone, the disk is full. */
  constructor(
    private readonly store: RunStore,
    private readonly runId: string,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /**
   * What there is on a basis: the run's own, and, the first time, what runs before it have that it may reuse, copied
   * so that it needs them no longer.
   */
  async open(basis: string, reuses: readonly string[]): Promise<Keeping> {
    const own = (await this.store.readKept(this.runId)).filter((line) => line.basis === basis);
    const copied = new Set(own.map(({ from }) => from));
    for (const runId of reuses.filter((other) => !copied.has(other))) {
      const lines = (await this.store.readKept(runId)).filter((line) => line.basis === basis);
      const fresh = lines.map((line): KeptLine => ({ ...line, from: line.from ?? runId }));
      own.push(...fresh);
      this.waiting.push(...fresh);
    }
    this.flush();
    return {
      earlier: own.map(({ value, from }) => ({ value, from })),
      keep: (value) => {
        this.waiting.push({ at: new Date(this.clock.now()).toISOString(), basis, value });
        this.flush();
      },
    };
  }

  /** Resolves when all is on the disk. */
  async settle(): Promise<void> {
    await this.writing;
  }

  private flush(): void {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const lines = this.waiting;
      this.waiting = [];
      try {
        await this.store.appendKept(this.runId, lines);
      } catch (error) {
        this.onFailure(error);
        return;
      }
    }
  }
}

/** Locks of leaves in shared memory, one int32 each: 0 free, 1 held, 2 held and waited for. */
export class LeafLocks {
  constructor(private readonly states: Int32Array) {}

  /** Calls `work` while nobody else holds either leaf; they may be the same. */
  hold(a: number, b: number, work: () => void): void {
    const first = Math.min(a, b);
    const second = Math.max(a, b);
    this.take(first);
    if (second !== first) this.take(second);
    try {
      work();
    } finally {
      if (second !== first) this.release(second);
      this.release(first);
    }
  }

  private take(at: number): void {
    const { states } = this;
    if (Atomics.compareExchange(states, at, 0, 1) === 0) return;
    while (Atomics.exchange(states, at, 2) !== 0) Atomics.wait(states, at, 2);
  }

  private release(at: number): void {
    if (Atomics.exchange(this.states, at, 0) === 2) Atomics.notify(this.states, at, 1);
  }
}

/** The time, as a port: tests run on a clock of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`; rejects with an {@link AbortedError} as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** How to compute, whatever is computed. None of these changes a number but `seed`, which moves the interval. */
export interface RunOptions {
  /** Of every draw behind an interval; 0 where it is left out. */
  readonly seed?: number;
  /** Threads that may search for neighbours; as many as the machine has where it is left out. */
  readonly threads?: number;
  /** Cancels: what is awaited then rejects with an `AbortedError`. */
  readonly signal?: AbortSignal;
  /** Told the share of the call that is done, 0 to 1, now and then. */
  readonly onProgress?: (fraction: number) => void;
}

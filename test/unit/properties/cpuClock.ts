import { readFileSync } from 'node:fs';

/**
 * Milliseconds that this thread has computed, where the system tells (Linux); else milliseconds that have passed. Tests
 * of speed run beside others: what counts is the work, not the wait for a processor.
 */
export function cpuMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

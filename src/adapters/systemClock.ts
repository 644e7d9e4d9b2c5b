import { AbortedError, throwIfAborted } from '../base/abort';
import type { Clock } from '../base/clock';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep(ms, signal) {
    throwIfAborted(signal);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(new AbortedError());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  },
};

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { NeighbourThreads } from '../adapters/neighbourThreads';
import type { NeighbourBackend, WorkHooks } from '../science/neighbours';
import type { RunOptions } from './runOptions';

export function hooksOf({ signal, onProgress }: RunOptions): WorkHooks {
  return { signal, onProgress, breathe: () => setImmediate() };
}

export function backendOf({ threads = availableParallelism() }: RunOptions): NeighbourBackend {
  return new NeighbourThreads(threads, join(__dirname, 'neighbourThread.js'));
}

import { parentPort } from 'node:worker_threads';
import type { ThreadOrder } from '../adapters/jobThreads';

/** Does an item of a job; what is told meanwhile, and what it ends with, is sent to whoever handed it out. */
export type DoItem<Item> = (item: Item, tell: (message: unknown) => void) => Promise<unknown>;

/**
 * A thread's whole life, as JobThreads has it: takes up one job after another and does the items it is handed.
 * @param takeUp prepares a job. An error ends the thread, which the other side hears of.
 */
export function doJobs<Job, Item>(takeUp: (job: Job) => DoItem<Item>): void {
  const port = parentPort;
  if (port === null) throw new Error('a thread for jobs has no one to answer');
  const tell = (message: unknown): void => port.postMessage(message);
  let work: DoItem<Item> | undefined;
  port.on('message', (order: ThreadOrder<Job, Item>) => {
    switch (order.type) {
      case 'job':
        work = takeUp(order.job);
        tell({ type: 'ready' });
        break;
      case 'item':
        void work?.(order.item, tell).then(tell);
        break;
      case 'rest':
        // Lets go of the job's data and of the kernels' memory, which may be large.
        work = undefined;
        break;
    }
  });
}

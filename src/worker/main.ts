import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NeighbourThreads } from '../adapters/neighbourThreads';
import { systemClock } from '../adapters/systemClock';
import { TrainingThreads } from '../adapters/trainingThreads';
import { failRun, runWorker } from './runWorker';

/** Below the editor, above nothing: typing stays smooth while every core computes. */
const niceness = 10;

/** `node worker.js --root <folder> --run <id>`: the experiment process. Its only channel is the run's folder. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { root: { type: 'string' }, run: { type: 'string' } } });
  const { root, run: runId } = values;
  if (root === undefined || runId === undefined) throw new Error('usage: worker --root <folder> --run <id>');
  try {
    setPriority(niceness);
  } catch {
    // Some systems forbid it; the run is none the worse for it.
  }
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, abort);
  // What nobody awaited failed: the run ends with the reason, not only the log.
  const failed = (error: unknown): void => {
    void failRun(root, runId, error, systemClock).finally(() => process.exit(1));
  };
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
  await runWorker({
    root,
    runId,
    threads: availableParallelism(),
    neighbours: new NeighbourThreads(availableParallelism(), join(__dirname, 'neighbourThread.js')),
    replicas: new TrainingThreads(availableParallelism(), join(__dirname, 'trainingThread.js')),
    clock: systemClock,
    signal: controller.signal,
    abort,
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { machineNeighbours } from '../adapters/machineNeighbours';
import { systemClock } from '../adapters/systemClock';
import { machineReplicas } from '../adapters/machineReplicas';
import { plainNode } from '../adapters/plainNode';
import { ProcessGroups } from '../adapters/processGroups';
import { allowRelaxedSimd } from '../adapters/relaxedSimd';
import { LayersModels } from '../adapters/tensorflow/layersModels';
import { tensorFlowFolders } from '../adapters/tensorflow/tensorFlowFolders';
import { RoutedReplicas } from '../adapters/tensorflow/routedReplicas';
import { TrialThreads } from '../adapters/trialThreads';
import { EditorGpu } from '../adapters/webgpu/editorGpu';
import { editorBackendChoices } from '../compute/backendChoice';
import { failRun, runWorker } from './runWorker';

/** Below the editor, above nothing: typing stays smooth while every core computes. */
const niceness = 10;

const options = {
  root: { type: 'string' },
  run: { type: 'string' },
  backend: { type: 'string', default: 'auto' },
  permit: { type: 'string' },
  tensorflow: { type: 'string' },
} as const;

/**
 * `node worker.js --root <folder> --run <id>`: the experiment process. Its only channel is the run's folder, but for
 * the one through which the window that started it lends its GPU, `--permit`: which program of the user's own it may start, as the user was asked, and `--tensorflow`: where the user has said
 * that TensorFlow.js lies.
 */
async function main(): Promise<void> {
  const { root, run: runId, backend, permit, tensorflow } = parseArgs({ options }).values;
  const choice = z.enum(editorBackendChoices).parse(backend);
  // The window's GPU finds neighbours alone.
  const training = choice === 'editor' ? 'auto' : choice;
  if (root === undefined || runId === undefined) throw new Error('usage: worker --root <folder> --run <id>');
  allowRelaxedSimd();
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
  const models = new LayersModels({
    script: join(__dirname, 'layersProcess.js'),
    nodePaths: [...new Set([plainNode(), process.execPath])],
    choice: training,
    folders: tensorFlowFolders(tensorflow),
    threads: availableParallelism(),
  });
  const neighbours = machineNeighbours(__dirname, availableParallelism(), choice, EditorGpu.of(process));
  try {
    await runWorker({
      root,
      runId,
      threads: availableParallelism(),
      neighbours,
      replicas: new RoutedReplicas(machineReplicas(__dirname, availableParallelism(), training), models),
      models,
      permit,
      programGroups: new ProcessGroups(join(__dirname, 'programKeeper.js')),
      trials: new TrialThreads(availableParallelism(), join(__dirname, 'trialThread.js')),
      clock: systemClock,
      signal: controller.signal,
      abort,
    });
  } finally {
    await neighbours.close?.();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

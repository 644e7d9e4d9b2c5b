import { randomBytes } from 'node:crypto';
import { env, UIKind, workspace, type WorkspaceFolder } from 'vscode';
import type { DisposableStore } from '../base/lifecycle';
import { askProgram } from './features/experiments/askProgram';
import { registerExperiments } from './features/experiments/register';
import { registerLiveValues } from './features/liveValues/register';
import { GpuRelay } from './gpu/gpuRelay';
import { registerResultsPanels } from './panels/resultsPanel';
import { DataFiles } from './runs/dataFiles';
import { ExperimentIndex } from './runs/experimentIndex';
import { Freshness } from './runs/freshness';
import { OwnRuns } from './runs/ownRuns';
import { PanelRuns } from './runs/panelRuns';
import { ProgramPermits } from './runs/programPermits';
import { WorkspaceRuns } from './runs/workspaceRuns';
import type { WorkspacePapers } from './papers/workspacePapers';
import type { StartPorts } from './startPorts';

/** The workspace's experiments and their runs, and the features over them: in one turn, so that none misses a run's end. */
export function startExperiments(
  ports: StartPorts & { readonly papers: WorkspacePapers },
  store: DisposableStore,
): void {
  const { context, notes, clock, log, selector } = ports;
  const { extensionUri } = context;
  const index = store.add(new ExperimentIndex(notes));
  const files = store.add(new DataFiles(log));
  const freshness = store.add(new Freshness(index, files));
  const workerPath = context.asAbsolutePath('dist/worker.js');
  const gpu = new GpuRelay({
    openPage: async (events) => (await import('./gpu/gpuView')).openGpuView(extensionUri, events, log),
    isLocal: env.remoteName === undefined && env.uiKind === UIKind.Desktop,
    log,
  });
  const nodePath = process.execPath;
  const runs = store.add(new WorkspaceRuns({ nodePath, workerPath, gpu, clock, logger: log }));
  const own = store.add(new OwnRuns(runs, context.workspaceState, clock));
  const isTrusted = (): boolean => workspace.isTrusted;
  const permits = new ProgramPermits({ memento: context.workspaceState, isTrusted, ask: askProgram });
  const randomHex = (): string => randomBytes(2).toString('hex');
  const openResults = (folder: WorkspaceFolder, runId: string): void => panels.open(folder, runId);
  const features = { ...ports, index, runs, own, permits, files, freshness, randomHex, openResults };
  const experiments = store.add(registerExperiments(features, selector));
  const panelRuns = store.add(new PanelRuns({ runs, index, freshness, log, experiments }));
  const panels = store.add(registerResultsPanels({ extensionUri, runs: panelRuns, log }));
  store.add(registerLiveValues(features, selector));
  void own.restore();
}

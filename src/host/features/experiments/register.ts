import {
  languages,
  window,
  type Disposable,
  type DocumentSelector,
  type LogOutputChannel,
  type WorkspaceFolder,
} from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import type { ViewId } from '../../contributions';
import type { DataFiles } from '../../runs/dataFiles';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { Freshness } from '../../runs/freshness';
import type { OwnRuns } from '../../runs/ownRuns';
import type { ProgramPermits } from '../../runs/programPermits';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { announceRuns } from './announce';
import { BlockAuthoring } from './authoring';
import { registerExperimentCommands, revealOrigin } from './commandHandlers';
import { followCursor } from './cursorContext';
import { DataCatalog } from './dataCatalog';
import { ExperimentDiagnostics } from './diagnostics';
import { ExperimentLenses } from './lensProvider';
import { ExperimentQuickFixes } from './quickFixes';
import { logRuns } from './runLog';
import { ExperimentRunner } from './runner';
import { RunsStatusBar } from './statusBar';
import { ExperimentsTree } from './tree';

export interface ExperimentsPorts {
  readonly notes: WorkspaceNotes;
  readonly papers: WorkspacePapers;
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
  readonly own: OwnRuns;
  readonly permits: ProgramPermits;
  readonly files: DataFiles;
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  readonly version: string;
  readonly randomHex: () => string;
  readonly openResults: (folder: WorkspaceFolder, runId: string) => void;
}

/** What other surfaces may ask of the feature. */
export interface Experiments extends Disposable {
  runAgain(folder: WorkspaceFolder, runId: string): Promise<string>;
  resume(folder: WorkspaceFolder, runId: string): Promise<void>;
  extend(folder: WorkspaceFolder, runId: string): Promise<string>;
  reveal(folder: WorkspaceFolder, runId: string): Promise<void>;
}

/** Experiment blocks in notes: writing them, running them, following and finding their runs. */
export function registerExperiments(ports: ExperimentsPorts, selector: DocumentSelector): Experiments {
  const { notes, index, runs, own, log, openResults } = ports;
  const store = new DisposableStore();
  const catalog = store.add(new DataCatalog());
  const runner = new ExperimentRunner({ ...ports, catalog });
  const diagnostics = store.add(new ExperimentDiagnostics({ ...ports, catalog }));
  const authoring = new BlockAuthoring(index, catalog, ports.files);
  const tree = store.add(new ExperimentsTree(ports));
  const viewId: ViewId = 'marginalia.experiments';

  store.add(languages.registerCodeLensProvider(selector, store.add(new ExperimentLenses(ports))));
  store.add(
    languages.registerCompletionItemProvider(selector, authoring, ' ', ':', '[', ',', '-', '/', '`', '#'),
  );
  store.add(languages.registerHoverProvider(selector, authoring));
  store.add(
    languages.registerCodeActionsProvider(
      selector,
      new ExperimentQuickFixes(diagnostics, index),
      ExperimentQuickFixes.metadata,
    ),
  );
  store.add(window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true }));
  store.add(new RunsStatusBar(runs));
  store.add(registerExperimentCommands({ ...ports, notes, catalog, runner }));
  store.add(announceRuns(own, runs, openResults));
  store.add(logRuns(runs, log));
  store.add(followCursor(index));

  return {
    runAgain: (folder, runId) => runner.again(folder, runId),
    resume: (folder, runId) => runner.resume(folder, runId),
    extend: async (folder, runId) => {
      const { extendRun } = await import('./extendRun');
      return extendRun({ runs, index, runner, log }, folder, runId);
    },
    reveal: (folder, runId) => revealOrigin({ index, runs, runner }, folder, runId),
    dispose: () => store.dispose(),
  };
}

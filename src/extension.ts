import { randomBytes } from 'node:crypto';
import type { DocumentSelector, ExtensionContext, WorkspaceFolder } from 'vscode';
import { systemClock as clock } from './adapters/systemClock';
import { DisposableStore } from './base/lifecycle';
import { registerAddPaper } from './host/features/addPaper/register';
import { registerCategorise } from './host/features/categorise/register';
import { registerCitations } from './host/features/citations/register';
import { registerDailyPapers } from './host/features/dailyPapers/register';
import { registerExperiments } from './host/features/experiments/register';
import { registerLiveValues } from './host/features/liveValues/register';
import { registerNotes } from './host/features/notesTree/register';
import { registerPaperLinks } from './host/features/paperLinks/register';
import { registerReadingList } from './host/features/readingList/register';
import { registerSample } from './host/features/sample/register';
import { createLog } from './host/log';
import { registerResultsPanels } from './host/panels/resultsPanel';
import { DataFiles } from './host/runs/dataFiles';
import { ExperimentIndex } from './host/runs/experimentIndex';
import { Freshness } from './host/runs/freshness';
import { OwnRuns } from './host/runs/ownRuns';
import { PanelRuns } from './host/runs/panelRuns';
import { WorkspaceRuns } from './host/runs/workspaceRuns';
import { WorkspaceNotes } from './host/notes/workspaceNotes';
import { PaperServices } from './host/papers/paperServices';
import { WorkspacePapers } from './host/papers/workspacePapers';

/** Notes by their language, and by name where another extension gave `.mdx` a language of its own. */
const selector: DocumentSelector = [
  { language: 'markdown', scheme: 'file' },
  { pattern: '**/*.mdx', scheme: 'file' },
];

/** The composition root: what there is once, and the features over it. Deactivating ends no run. */
export function activate(context: ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const log = store.add(createLog());
  const notes = store.add(new WorkspaceNotes(log));
  const index = store.add(new ExperimentIndex(notes));
  const files = store.add(new DataFiles(log));
  const freshness = store.add(new Freshness(index, files));
  const workerPath = context.asAbsolutePath('dist/worker.js');
  const runs = store.add(new WorkspaceRuns({ nodePath: process.execPath, workerPath, clock, logger: log }));
  const own = store.add(new OwnRuns(runs, context.workspaceState, clock));

  const version = String((context.extension.packageJSON as { version?: unknown }).version);
  const randomHex = (): string => randomBytes(2).toString('hex');
  const openResults = (folder: WorkspaceFolder, runId: string): void => panels.open(folder, runId);
  const ports = { notes, index, runs, own, files, freshness, clock, log, version, randomHex, openResults };
  const experiments = store.add(registerExperiments(ports, selector));
  const panelRuns = store.add(new PanelRuns({ runs, index, freshness, log, experiments }));
  const { extensionUri } = context;
  const panels = store.add(registerResultsPanels({ extensionUri, runs: panelRuns, log }));
  store.add(registerLiveValues(ports, selector));
  const papers = store.add(new WorkspacePapers(notes, log));
  const services = new PaperServices(context.secrets, version, log);
  const { workspaceState: state } = context;
  store.add(registerReadingList({ notes, papers, services, state, clock, log, selector }));
  store.add(registerAddPaper({ papers, notes, services, clock, log }, selector));
  store.add(registerCategorise({ papers, notes, log, extensionUri }));
  store.add(registerCitations({ papers, clock, log }));
  store.add(registerPaperLinks({ papers, services, clock, log, selector }));
  const daily = store.add(registerDailyPapers({ extensionUri, notes, papers, clock, log, version }));
  store.add(registerNotes({ notes, clock, log, selector, sections: [daily.section] }));
  store.add(registerSample(extensionUri, context.globalStorageUri, log));
  void own.restore();
}

import type { DocumentSelector, ExtensionContext } from 'vscode';
import { systemClock as clock } from './adapters/systemClock';
import { DisposableStore } from './base/lifecycle';
import { registerSample } from './host/features/sample/register';
import { createLog } from './host/log';
import { inTurn } from './host/turns';

/** Notes by their language, and by name where another extension gave `.mdx` a language of its own. */
const selector: DocumentSelector = [
  { language: 'markdown', scheme: 'file' },
  { pattern: '**/*.mdx', scheme: 'file' },
];

/**
 * The composition root: what there is once, and the features over it. Deactivating ends no run.
 *
 * All extensions share one thread: the code of each part is loaded in a turn of its own, while the notes are read. The
 * editor waits for the whole before it runs a command, and the parts load with `import()` what only some uses need.
 */
export async function activate(context: ExtensionContext): Promise<void> {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const log = store.add(createLog());
  store.add(registerSample(context.extensionUri, context.globalStorageUri, log));
  const version = String((context.extension.packageJSON as { version?: unknown }).version);

  const { WorkspaceNotes } = await inTurn(() => import('./host/notes/workspaceNotes'));
  const notes = store.add(new WorkspaceNotes(log));
  const ports = { context, notes, clock, log, selector, version };
  const { startPapers } = await inTurn(() => import('./host/startPapers'));
  const papers = startPapers(ports, store);
  const { startExperiments } = await inTurn(() => import('./host/startExperiments'));
  startExperiments({ ...ports, papers }, store);
  const { startNotes } = await inTurn(() => import('./host/startNotes'));
  startNotes({ ...ports, papers }, store);
}

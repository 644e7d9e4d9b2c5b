import type { DisposableStore } from '../base/lifecycle';
import { registerDailyPapers } from './features/dailyPapers/register';
import { registerNotes } from './features/notesTree/register';
import type { WorkspacePapers } from './papers/workspacePapers';
import type { StartPorts } from './startPorts';

/** What the notes hold besides papers and experiments, and the Notes tree that shows it. */
export function startNotes(
  ports: StartPorts & { readonly papers: WorkspacePapers },
  store: DisposableStore,
): void {
  const { context, notes, papers, clock, log, selector, version } = ports;
  const { extensionUri } = context;
  const daily = store.add(registerDailyPapers({ extensionUri, notes, papers, clock, log, version }));
  store.add(registerNotes({ notes, clock, log, selector, sections: [daily.section] }));
}

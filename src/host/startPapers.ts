import type { DisposableStore } from '../base/lifecycle';
import { registerAddPaper } from './features/addPaper/register';
import { registerCategorise } from './features/categorise/register';
import { registerCitations } from './features/citations/register';
import { registerPaperLinks } from './features/paperLinks/register';
import { registerReadingList } from './features/readingList/register';
import { PaperServices } from './papers/paperServices';
import { WorkspacePapers } from './papers/workspacePapers';
import type { StartPorts } from './startPorts';

/** The workspace's papers, and the features over them. */
export function startPapers(ports: StartPorts, store: DisposableStore): WorkspacePapers {
  const { context, notes, clock, log, selector, version } = ports;
  const { extensionUri, secrets, workspaceState: state } = context;
  const papers = store.add(new WorkspacePapers(notes, log));
  const services = new PaperServices(secrets, version, log);
  store.add(registerReadingList({ notes, papers, services, state, clock, log, selector }));
  store.add(registerAddPaper({ papers, notes, services, clock, log }, selector));
  store.add(registerCategorise({ papers, notes, log, extensionUri }));
  store.add(registerCitations({ papers, clock, log }));
  store.add(registerPaperLinks({ papers, services, clock, log, selector }));
  return papers;
}

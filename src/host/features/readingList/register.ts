import {
  languages,
  window,
  type Disposable,
  type DocumentSelector,
  type LogOutputChannel,
  type Memento,
} from 'vscode';
import type { Clock } from '../../../base/clock';
import { DisposableStore } from '../../../base/lifecycle';
import type { ViewId } from '../../contributions';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { LibraryChanges } from '../../papers/libraryChanges';
import { PaperIndex } from '../../papers/paperIndex';
import type { PaperServices } from '../../papers/paperServices';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { changePapers, registerChangeCommands } from './changeCommands';
import { DragPapers, papersType } from './dragPapers';
import { DropPapers } from './dropPapers';
import { PaperFetcher } from './fetchPapers';
import { registerFindPaper } from './findPaper';
import { registerListCommands } from './listCommands';
import { ListModel } from './listModel';
import { ListState } from './listState';
import { registerPaperCommands } from './paperCommands';
import { PriorityBadges } from './priorityBadges';
import { ChosenPapers, findPaper } from './targets';
import { ReadingListTree } from './tree';
import { ViewHeader } from './viewHeader';

export interface ReadingListPorts {
  readonly notes: WorkspaceNotes;
  readonly papers: WorkspacePapers;
  readonly state: Memento;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
  readonly services: PaperServices;
  /** The documents that are notes, for providers. */
  readonly selector: DocumentSelector;
}

/** The reading list: what the notes' lists hold, what services know of it, and the way to pages, PDFs and lines. */
export function registerReadingList(ports: ReadingListPorts): Disposable {
  const { notes, papers, services, clock, log, selector } = ports;
  const store = new DisposableStore();
  const state = store.add(new ListState(ports.state));
  const index = store.add(new PaperIndex(papers, notes));
  const model = store.add(new ListModel(papers, state, index, log));
  const tree = store.add(new ReadingListTree(model, state, notes));
  const viewId: ViewId = 'marginalia.readingList';
  const changes = store.add(new LibraryChanges(papers, notes, log));
  const dragAndDropController = new DragPapers({
    change: (chosen, change) => changePapers(changes, chosen, change),
    find: (target) => findPaper(papers, target),
    log,
  });
  const view = store.add(
    window.createTreeView(viewId, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController,
    }),
  );
  store.add(
    languages.registerDocumentDropEditProvider(selector, new DropPapers(), {
      dropMimeTypes: [papersType],
      providedDropEditKinds: [DropPapers.kind],
    }),
  );
  const header = store.add(new ViewHeader(view, state, notes.ready));
  store.add(model.onDidCount((counts) => (header.counted = counts)));
  store.add(view.onDidExpandElement(({ element }) => state.setExpanded(element.id, true)));
  store.add(view.onDidCollapseElement(({ element }) => state.setExpanded(element.id, false)));
  store.add(window.registerFileDecorationProvider(new PriorityBadges()));
  const choice = store.add(new ChosenPapers(papers, view));
  const fetcher = store.add(new PaperFetcher({ papers, header, services, clock, log }));
  registerListCommands(store, { model, state, index, view, papers, log });
  registerPaperCommands(store, { papers, choice, fetcher, services, log });
  registerChangeCommands(store, { papers, choice, model, changes, log });
  registerFindPaper(store, { papers, choice, changes, services, clock, log, selector });
  return store;
}

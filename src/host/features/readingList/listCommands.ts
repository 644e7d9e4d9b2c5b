import type { TreeView } from 'vscode';
import type { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import { registerCommand } from '../../commands';
import type { PaperIndex } from '../../papers/paperIndex';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { pickFilter, pickGrouping, pickSorting } from './arrangeList';
import type { ListModel } from './listModel';
import { MoreNode, type ReadingListNode } from './listNodes';
import type { ListState } from './listState';
import { openPage, revealInNote } from './openPaper';
import { searchPapers } from './searchPapers';
import type { PlacedPaper } from './targets';

export interface ListCommandPorts {
  readonly model: ListModel;
  readonly state: ListState;
  readonly index: PaperIndex;
  readonly view: TreeView<ReadingListNode>;
  readonly papers: WorkspacePapers;
  readonly log: Logger;
}

/** The commands on how the list is shown, and its search. */
export function registerListCommands(store: DisposableStore, ports: ListCommandPorts): void {
  const { model, state, index, view, papers, log } = ports;
  const reveal = async (placed: PlacedPaper): Promise<void> => {
    const node = await model.find(placed.folder.uri.toString(), placed.paper.key);
    // A list that leaves the paper out is left as it is: the note has the paper in any case.
    if (node) await view.reveal(node, { select: true, focus: false });
    await revealInNote(papers, placed);
  };
  const showInTree = (query: string): void => state.set({ query });
  store.add(registerCommand('marginalia.readingList.groupBy', log, () => pickGrouping(state)));
  store.add(registerCommand('marginalia.readingList.sortBy', log, () => pickSorting(state)));
  store.add(registerCommand('marginalia.readingList.filter', log, () => pickFilter(model, state)));
  store.add(
    registerCommand('marginalia.readingList.clearFilter', log, () => state.set({ filter: {}, query: '' })),
  );
  store.add(
    registerCommand('marginalia.readingList.search', log, (argument: unknown) => {
      const initial = typeof argument === 'string' ? argument : state.options.query;
      return searchPapers({ initial, index, log, reveal, openPage, showInTree });
    }),
  );
  store.add(
    registerCommand('marginalia.readingList.showMore', log, (argument: unknown) => {
      if (argument instanceof MoreNode) model.showMore(argument.group);
    }),
  );
}

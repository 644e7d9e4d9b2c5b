import { l10n, window } from 'vscode';
import type { DisposableStore } from '../../../base/lifecycle';
import type { Logger } from '../../../base/logger';
import type { PaperChange } from '../../../papers/changePaper';
import { registerCommand } from '../../commands';
import type { CommandId } from '../../contributions';
import type { ChangeOutcome, LibraryChanges } from '../../papers/libraryChanges';
import type { WorkspacePapers } from '../../papers/workspacePapers';
import { setContextKey } from '../../settings';
import { askCategory, askPriority, askStatus, askTags, askTitle } from './askChange';
import { noValue } from '../../../papers/facets';
import { valueName } from './groupText';
import type { ListModel } from './listModel';
import { paperLabel } from './paperText';
import { pickPaper } from './pickPaper';
import type { ChosenPapers, PlacedPaper } from './targets';

export interface ChangeCommandPorts {
  readonly papers: WorkspacePapers;
  readonly choice: ChosenPapers;
  readonly model: ListModel;
  readonly changes: LibraryChanges;
  readonly log: Logger;
}

type Ask = (papers: readonly PlacedPaper[], model: ListModel) => Promise<PaperChange | undefined>;

/** The commands that change what is said of papers, and the one that takes that back. */
export function registerChangeCommands(store: DisposableStore, ports: ChangeCommandPorts): void {
  const { papers, choice, model, changes, log } = ports;
  const asking = (id: CommandId, ask: Ask): void => {
    const run = async (...values: unknown[]): Promise<void> => {
      const chosen = await choice.of(values);
      const picked = chosen.length > 0 ? chosen : await pickPaper(papers, l10n.t('The paper to change'));
      const change = picked.length > 0 ? await ask(picked, model) : undefined;
      if (change) await changePapers(changes, picked, change);
    };
    store.add(registerCommand(id, log, run));
  };
  asking('marginalia.paper.setPriority', askPriority);
  asking('marginalia.paper.setStatus', askStatus);
  asking('marginalia.paper.setCategory', askCategory);
  asking('marginalia.paper.rename', askTitle);
  asking('marginalia.paper.editTags', askTags);
  store.add(
    registerCommand('marginalia.papers.undo', log, async () => {
      const undone = await changes.undo();
      const said =
        undone === undefined
          ? l10n.t('There is nothing to undo in the library.')
          : l10n.t('Undone: {0}', undone);
      window.setStatusBarMessage(said, 5_000);
    }),
  );
  store.add(
    changes.onDidChange(() => setContextKey('marginalia.papers.undoable', changes.last !== undefined)),
  );
}

/** Makes the change, and tells in passing what it came to. */
export async function changePapers(
  changes: LibraryChanges,
  papers: readonly PlacedPaper[],
  change: PaperChange,
): Promise<void> {
  const name = changeName(change, papers);
  const outcome = await changes.apply(papers, change, name);
  window.setStatusBarMessage(`${name} ${whereText(outcome, change)}`.trim(), 6_000);
}

/** `Priority 2: A title`, `Read: 3 papers`. */
function changeName(change: PaperChange, papers: readonly PlacedPaper[]): string {
  const [first] = papers;
  const what = papers.length === 1 && first ? paperLabel(first.paper) : l10n.t('{0} papers', papers.length);
  return l10n.t('{0}: {1}', saidText(change), what);
}

function saidText(change: PaperChange): string {
  if (change.field === 'tags') {
    return [...change.add.map((tag) => `+${tag}`), ...change.remove.map((tag) => `−${tag}`)].join(' ');
  }
  if (change.field === 'href') return l10n.t('Linked to {0}', change.value);
  if (change.field === 'sameAs') return l10n.t('Confirmed as {0}', change.value);
  if (change.field === 'title') return l10n.t('Renamed to {0}', change.value);
  return valueName(change.field, change.value === undefined ? noValue : String(change.value));
}

function whereText({ inLibrary, unsaved }: ChangeOutcome, { field }: PaperChange): string {
  const parts: string[] = [];
  if (field === 'sameAs') parts.push(l10n.t('(kept in the library)'));
  else if (inLibrary > 0) parts.push(l10n.t('(kept in the library: the note has no place for it)'));
  if (unsaved.length > 0) parts.push(l10n.t('(the note is not saved)'));
  return parts.join(' ');
}

import { languages, type Disposable, type DocumentSelector, type LogOutputChannel } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import { registerCommand } from '../../commands';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import type { Freshness } from '../../runs/freshness';
import type { OwnRuns } from '../../runs/ownRuns';
import type { WorkspaceRuns } from '../../runs/workspaceRuns';
import type { WorkspaceNotes } from '../../notes/workspaceNotes';
import { insertResult } from './insertResult';
import { MarkerIndex } from './markerIndex';
import { ValueUpdates } from './updateValues';
import { ValueHover } from './valueHover';
import { ValueLenses } from './valueLenses';
import { ValueMarks } from './valueMarks';
import { ValueQuickFixes } from './valueQuickFixes';

export interface LiveValuesPorts {
  readonly notes: WorkspaceNotes;
  readonly index: ExperimentIndex;
  readonly runs: WorkspaceRuns;
  readonly own: OwnRuns;
  readonly freshness: Freshness;
  readonly log: LogOutputChannel;
}

/** Results in the notes: written when a run finishes, and said to be stale when they are. */
export function registerLiveValues(ports: LiveValuesPorts, selector: DocumentSelector): Disposable {
  const store = new DisposableStore();
  const { notes, index, log } = ports;
  const updates = store.add(new ValueUpdates(ports));
  const markers = store.add(new MarkerIndex({ ...ports, updates }));
  const marks = store.add(new ValueMarks(notes, index, markers));
  store.add(languages.registerHoverProvider(selector, new ValueHover(markers, index)));
  store.add(languages.registerCodeLensProvider(selector, store.add(new ValueLenses(markers, index))));
  store.add(
    languages.registerCodeActionsProvider(
      selector,
      new ValueQuickFixes(marks, index),
      ValueQuickFixes.metadata,
    ),
  );
  store.add(registerCommand('marginalia.value.insert', log, () => insertResult(ports)));
  store.add(registerCommand('marginalia.value.update', log, (target: unknown) => updates.update(target)));
  return store;
}

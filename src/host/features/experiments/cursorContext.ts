import { window, type Disposable } from 'vscode';
import { DisposableStore } from '../../../base/lifecycle';
import type { ExperimentIndex } from '../../runs/experimentIndex';
import { setContextKey } from '../../settings';
import { experimentAtCursor } from './targets';

/** Keeps `marginalia.experiment.atCursor` true while the cursor stands in a block. */
export function followCursor(index: ExperimentIndex): Disposable {
  const store = new DisposableStore();
  let last: boolean | undefined;
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    timer = undefined;
    const now = experimentAtCursor(index) !== undefined;
    if (now !== last) setContextKey('marginalia.experiment.atCursor', now);
    last = now;
  };
  // After a pause: a context key is not worth parsing a note at every keystroke.
  const soon = (): void => {
    timer ??= setTimeout(update, 100);
  };
  store.add(window.onDidChangeTextEditorSelection(soon));
  store.add(window.onDidChangeActiveTextEditor(soon));
  store.add(index.onDidChange(soon));
  store.add({ dispose: () => clearTimeout(timer) });
  soon();
  return store;
}

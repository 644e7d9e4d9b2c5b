import type { Actions, AppState } from './app';
import { viewReview } from './viewModel';

/** The keys and what they do, as the page tells them. */
export const keyHelp: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'move'],
  ['A', 'accept'],
  ['R', 'reject'],
  ['C', 'change'],
  ['U', 'undecide'],
  ['⇧A', 'accept all'],
  ['⇧R', 'reject all'],
  ['Ctrl+Enter', 'apply'],
];

/** Decides from the keyboard. Keys pressed within a control of the row are the control's, Escape leads back to the row. */
export function handleKeys(root: HTMLElement, get: () => AppState, actions: Actions): void {
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      actions.apply();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const row = event.target.closest<HTMLElement>('tr[data-id]');
    if (!row) return;
    if (event.key === 'Escape' && event.target !== row) {
      row.focus();
      return;
    }
    if (event.target instanceof HTMLSelectElement) return;
    if (event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return;
    if (onRow(row, event, get, actions)) event.preventDefault();
  });
}

/** True where the key meant something. */
function onRow(row: HTMLElement, event: KeyboardEvent, get: () => AppState, actions: Actions): boolean {
  const id = row.dataset['id'] ?? '';
  const { snapshot, kept } = get();
  const view = snapshot && viewReview(snapshot, kept).rows.find((each) => each.row.id === id);
  if (!view) return false;
  const moveOn = (): void => sibling(row, 1)?.focus();
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      moveOn();
      return true;
    case 'ArrowUp':
    case 'k':
      sibling(row, -1)?.focus();
      return true;
    case 'Home':
    case 'End':
      ends(row, event.key)?.focus();
      return true;
    case 'a':
    case 'Enter':
    case ' ':
      // Nothing to accept yet: choosing is accepting.
      if (view.category === undefined) row.querySelector('select')?.focus();
      else {
        moveOn();
        actions.decide(id, 'accepted');
      }
      return true;
    case 'r':
    case 'Delete':
    case 'Backspace':
      moveOn();
      actions.decide(id, 'rejected');
      return true;
    case 'u':
      actions.decide(id, 'open');
      return true;
    case 'c':
    case 'F2':
      row.querySelector('select')?.focus();
      return true;
    case 'A':
      actions.all('accept');
      return true;
    case 'R':
      actions.all('reject');
      return true;
    default:
      return false;
  }
}

function sibling(row: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const next = step === 1 ? row.nextElementSibling : row.previousElementSibling;
  return next instanceof HTMLElement ? next : undefined;
}

function ends(row: HTMLElement, key: 'Home' | 'End'): HTMLElement | undefined {
  const end = key === 'Home' ? row.parentElement?.firstElementChild : row.parentElement?.lastElementChild;
  return end instanceof HTMLElement ? end : undefined;
}

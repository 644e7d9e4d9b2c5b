import '../shared/noEval';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { z } from 'zod';
import { categoriseContract, categoriseViewStateSchema } from '../../src/protocol/categorisePanel';
import { connectRpc } from '../../src/protocol/rpc';
import '../shared/icon';
import { openPage } from '../shared/page';
import { makeActions, type AppState } from './app';
import { handleKeys } from './keys';
import { renderApp } from './render';
import './style.css';

const page = openPage(categoriseViewStateSchema);
const root = document.getElementById('app') ?? document.body;
const only = z.array(z.string()).parse(JSON.parse(document.body.dataset['only'] ?? '[]'));
const before = page.state();
const same = before && JSON.stringify(before.only) === JSON.stringify(only);

let state: AppState = {
  snapshot: undefined,
  trouble: undefined,
  notice: '',
  busy: false,
  // What was decided in a review of other papers is not about these.
  kept: same ? before : categoriseViewStateSchema.parse({ only }),
  current: undefined,
};
let drawing = false;

const connection = connectRpc(page.port, {
  channel: categoriseContract.channel,
  version: categoriseContract.version,
  serves: categoriseContract.view,
  handlers: { snapshot: (snapshot) => set({ snapshot }) },
  calls: categoriseContract.host,
  log: console,
  onVersionMismatch: () =>
    set({
      trouble: {
        message: 'This panel was made by another version of Marginalia.',
        remedy: 'Close it and open it again.',
      },
    }),
});

const actions = makeActions({ host: connection.remote, get: () => state, set });

function set(change: Partial<AppState>): void {
  state = { ...state, ...change };
  if (change.kept) page.keep(state.kept);
  if (drawing) return;
  drawing = true;
  queueMicrotask(draw);
}

let focused = false;

function draw(): void {
  drawing = false;
  const held = document.activeElement?.closest('tr[data-id]')?.nextElementSibling;
  render(renderApp(state, actions), root);
  const rows = root.querySelectorAll<HTMLElement>('tbody tr[data-id]');
  // The keyboard starts on the first row, and goes on to the next when the one it stood on has gone.
  if (!focused && rows.length > 0 && document.activeElement === document.body) {
    focused = true;
    rows[0]?.focus();
  } else if (held instanceof HTMLElement && document.activeElement === document.body) {
    (held.isConnected ? held : rows[rows.length - 1])?.focus();
  }
}

handleKeys(document.body, () => state, actions);
page.keep(state.kept);
draw();
connection.remote.ready({});

import '../shared/noEval';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { z } from 'zod';
import { categoriseContract, categoriseViewStateSchema } from '../../src/protocol/categorisePanel';
import { drawSoon } from '../shared/drawSoon';
import { connectHost } from '../shared/host';
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

const host = connectHost(
  page.port,
  categoriseContract,
  { snapshot: (snapshot) => set({ snapshot }) },
  (trouble) => set({ trouble }),
);
const redraw = drawSoon(draw);

const actions = makeActions({ host, get: () => state, set });

function set(change: Partial<AppState>): void {
  state = { ...state, ...change };
  if (change.kept) page.keep(state.kept);
  redraw();
}

let focused = false;

function draw(): void {
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
host.ready({});

import '../shared/noEval';
import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { render } from 'lit';
import { resultsContract, resultsViewStateSchema } from '../../src/protocol/resultsPanel';
import '../shared/figure';
import { drawSoon } from '../shared/drawSoon';
import { connectHost } from '../shared/host';
import '../shared/icon';
import { openPage } from '../shared/page';
import { makeActions, type AppState } from './app';
import { linkRowsAndMarks } from './linking';
import { renderApp } from './render';
import './style.css';

const page = openPage(resultsViewStateSchema);
const root = document.getElementById('app') ?? document.body;
const { folder = '', run = '' } = document.body.dataset;

let state: AppState = {
  snapshot: undefined,
  unavailable: undefined,
  trouble: undefined,
  notice: '',
  busy: undefined,
  kept: page.state() ?? resultsViewStateSchema.parse({ folder, runId: run }),
};
let scrolled = false;

const host = connectHost(
  page.port,
  resultsContract,
  {
    snapshot: (snapshot) =>
      set({ snapshot, unavailable: undefined, kept: { ...state.kept, runId: snapshot.runId } }),
    unavailable: (unavailable) => set({ unavailable, snapshot: undefined }),
  },
  (trouble) => set({ trouble }),
);
const redraw = drawSoon(draw);

const actions = makeActions({ host, get: () => state, set });

function set(change: Partial<AppState>): void {
  state = { ...state, ...change };
  if (change.kept) page.keep(state.kept);
  redraw();
}

function draw(): void {
  render(renderApp(state, actions, Date.now()), root);
  if (state.snapshot && !scrolled) {
    scrolled = true;
    // Figures take their height when they are measured, which is before the next frame.
    requestAnimationFrame(() => window.scrollTo(0, state.kept.scrollTop));
  }
}

let scrollTimer: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('scroll', () => {
  clearTimeout(scrollTimer);
  scrollTimer = setTimeout(() => {
    if (!scrolled) return;
    state = { ...state, kept: { ...state.kept, scrollTop: Math.round(window.scrollY) } };
    page.keep(state.kept);
  }, 150);
});

// Ages grow while nothing else happens.
setInterval(draw, 30_000);
linkRowsAndMarks(root);
page.keep(state.kept);
draw();
host.ready({ compare: state.kept.compared });

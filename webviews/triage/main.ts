import '../shared/noEval';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { render } from 'lit';
import { triageContract, triageViewStateSchema } from '../../src/protocol/triagePanel';
import { drawSoon } from '../shared/drawSoon';
import { connectHost } from '../shared/host';
import '../shared/icon';
import { openPage } from '../shared/page';
import { makeActions, noProgress, viewOf, type AppState } from './app';
import { keyAction } from './keys';
import { renderApp } from './render';
import { rowHeight, type Viewport } from './renderTable';
import './style.css';

const page = openPage(triageViewStateSchema);
const root = document.getElementById('app') ?? document.body;
const { folder = '', file = '' } = document.body.dataset;

let state: AppState = {
  page: undefined,
  progress: noProgress,
  pending: {},
  unpending: [],
  unavailable: undefined,
  trouble: undefined,
  notice: '',
  adding: false,
  help: false,
  kept: page.state() ?? triageViewStateSchema.parse({ folder, file }),
};
let viewport: Viewport = { top: 0, height: 1_200 };
let shown: string | undefined;

const host = connectHost(
  page.port,
  triageContract,
  {
    page: (next) => set({ page: next, unavailable: undefined, kept: { ...state.kept, file: next.file } }),
    progress: (progress) => set({ progress }),
    unavailable: (unavailable) => set({ unavailable, page: undefined }),
  },
  (trouble) => set({ trouble }),
);
const redraw = drawSoon(draw);

const list = (): HTMLElement | null => document.getElementById('papers');
const actions = makeActions({
  host,
  get: () => state,
  set,
  port: {
    focusSearch: () => {
      const input = document.getElementById('search');
      if (input instanceof HTMLInputElement) input.select();
    },
    focusList: () => list()?.focus(),
    readOn: () => {
      const abstract = document.getElementById('abstract');
      abstract?.scrollBy({ top: abstract.clientHeight * 0.8 });
    },
    rowsAPage: () => Math.max(1, Math.floor((list()?.clientHeight ?? 0) / rowHeight) - 2),
  },
});

function set(change: Partial<AppState>): void {
  state = { ...state, ...change };
  if (change.kept) page.keep(state.kept);
  redraw();
}

function draw(): void {
  const first = list() === null;
  render(renderApp(state, actions, viewport), root);
  for (const spacer of root.querySelectorAll<HTMLElement>('.spacer')) {
    spacer.style.height = `${Number(spacer.dataset['rows']) * rowHeight}px`;
  }
  const help = document.getElementById('help');
  if (help instanceof HTMLDialogElement) {
    if (state.help && !help.open) help.showModal();
    if (!state.help && help.open) help.close();
  }
  const papers = list();
  if (!papers) return;
  if (first) {
    papers.addEventListener('scroll', measure, { passive: true });
    new ResizeObserver(measure).observe(papers);
    papers.focus({ preventScroll: true });
  }
  showSelected(papers);
}

/** Scrolls to the selected row where it is another than before, and only as far as it takes. */
function showSelected(papers: HTMLElement): void {
  const view = viewOf(state);
  const key = view?.selected?.entry.key;
  if (!view || key === shown) return;
  shown = key;
  document.getElementById('abstract')?.scrollTo({ top: 0 });
  const [top, height] = [view.index * rowHeight, papers.clientHeight - rowHeight];
  if (top < papers.scrollTop) papers.scrollTop = top;
  else if (top + rowHeight > papers.scrollTop + height) papers.scrollTop = top + rowHeight - height;
}

function measure(): void {
  const papers = list();
  if (!papers || (papers.scrollTop === viewport.top && papers.clientHeight === viewport.height)) return;
  viewport = { top: papers.scrollTop, height: papers.clientHeight };
  redraw();
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || state.help || !state.page) return;
  const target = event.target instanceof Element ? event.target : undefined;
  const on = target?.matches('input, textarea')
    ? 'text'
    : target?.closest('button, select, vscode-button')
      ? 'control'
      : 'page';
  // Within the abstract the arrows scroll it.
  if (target?.id === 'abstract' && /^(?:Arrow|Page|Home|End)/.test(event.key)) return;
  const { key, code, altKey: alt, shiftKey: shift } = event;
  const action = keyAction({ key, code, alt, shift, ctrl: event.ctrlKey || event.metaKey }, on);
  if (!action) return;
  event.preventDefault();
  actions.act(action);
});

page.keep(state.kept);
draw();
host.ready({});

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CategoriseSnapshot, CategoriseViewState } from '../../src/protocol/categorisePanel';
import { renderTrouble } from '../shared/banner';
import type { Actions, AppState } from './app';
import { keyHelp } from './keys';
import { renderRow } from './renderRow';
import { viewReview, type ReviewView } from './viewModel';

type Part = TemplateResult | typeof nothing;

/** The whole review. Values reach the page as text and attributes only: what notes and services say is not trusted. */
export function renderApp(state: AppState, actions: Actions): TemplateResult {
  const { snapshot, trouble, notice, kept } = state;
  const view = snapshot && viewReview(snapshot, kept);
  return html`
    <div role="status" class="visually-hidden">${notice}</div>
    ${trouble ? renderTrouble(trouble, actions.dismissTrouble) : nothing}
    ${snapshot && view ? renderReview(state, snapshot, view, actions) : html`<p class="empty">Reading the papers…</p>`}
  `;
}

function renderReview(
  state: AppState,
  snapshot: CategoriseSnapshot,
  view: ReviewView,
  actions: Actions,
): TemplateResult {
  return html`
    ${renderHeader(state, snapshot, view, actions)}
    ${state.notice === '' ? nothing : html`<p class="notice" aria-hidden="true">${state.notice}</p>`}
    ${renderUnfetched(snapshot, actions)}
    ${view.rows.length === 0 ? renderEmpty() : renderTable(state, view, actions)}
  `;
}

function renderHeader(
  { kept, busy }: AppState,
  snapshot: CategoriseSnapshot,
  view: ReviewView,
  actions: Actions,
): TemplateResult {
  const decided = view.accepted + view.rejected;
  return html`<header>
    <div class="identity">
      <h1>Categorise papers</h1>
      <p class="meta">${view.summary}</p>
    </div>
    <div class="controls">
      <label>Write as ${renderStyle(snapshot.style, actions)}</label>
      <vscode-button
        aria-busy=${busy ? 'true' : 'false'}
        ?disabled=${decided === 0}
        title="Ctrl+Enter. Accepted categories are written, rejected suggestions remembered."
        @click=${actions.apply}
        >${decided === 0 ? 'Apply' : `Apply ${decided}`}</vscode-button
      >
    </div>
    ${view.rows.length === 0 ? nothing : renderTools(kept, snapshot, view, actions)}
  </header>`;
}

function renderStyle(style: CategoriseSnapshot['style'], actions: Actions): TemplateResult {
  const names = {
    headings: 'headings in the list',
    tags: '#tags on entries',
    library: 'nothing in notes: library only',
  };
  const change = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) {
      actions.setStyle(event.target.value as CategoriseSnapshot['style']);
    }
  };
  return html`<select @change=${change}>
    ${Object.entries(names).map(
      ([value, name]) => html`<option value=${value} .selected=${value === style}>${name}</option>`,
    )}
  </select>`;
}

function renderTools(
  kept: CategoriseViewState,
  snapshot: CategoriseSnapshot,
  view: ReviewView,
  actions: Actions,
): TemplateResult {
  const filter = (value: CategoriseViewState['filter'], label: string): TemplateResult =>
    html`<button
      type="button"
      class="tool"
      aria-pressed=${kept.filter === value ? 'true' : 'false'}
      @click=${() => actions.filter(value)}
    >
      ${label}
    </button>`;
  const tool = (label: string, run: () => void, title: string): TemplateResult =>
    html`<button type="button" class="tool" title=${title} @click=${run}>${label}</button>`;
  return html`<div class="tools">
    <span role="group" aria-label="Papers shown">
      ${filter('all', `All ${view.rows.length}`)} ${filter('open', `Undecided ${view.open}`)}
      ${filter('unsure', 'Not sure')}
    </span>
    <span role="group" aria-label="All papers shown">
      ${
        view.sureOpen === 0
          ? nothing
          : tool(
              `Accept ${view.sureOpen} sure`,
              () => actions.all('acceptSure'),
              'Accept those of high confidence',
            )
      }
      ${tool('Accept all', () => actions.all('accept'), 'Accept every suggestion shown (Shift+A)')}
      ${tool('Reject all', () => actions.all('reject'), 'Reject every suggestion shown (Shift+R)')}
      ${view.accepted + view.rejected === 0 ? nothing : tool('Clear', () => actions.all('clear'), 'Undecide all')}
      ${
        snapshot.canRefine
          ? tool(
              'Ask a language model…',
              actions.refine,
              'Asks first: titles and abstracts of the papers shown would leave this machine',
            )
          : nothing
      }
    </span>
  </div>`;
}

function renderTable(state: AppState, view: ReviewView, actions: Actions): TemplateResult {
  if (view.shown.length === 0) return html`<p class="empty">No paper passes the filter.</p>`;
  const current = view.shown.some(({ row }) => row.id === state.current)
    ? state.current
    : view.shown[0]?.row.id;
  return html`<table aria-label="Suggested categories">
      <thead>
        <tr>
          <th scope="col">Paper</th>
          <th scope="col">Category</th>
          <th scope="col">Because</th>
          <th scope="col">Decision</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          view.shown,
          ({ row }) => row.id,
          (each) => renderRow(each, each.row.id === current, actions),
        )}
      </tbody>
    </table>
    <p class="keys" aria-label="Keys">
      ${keyHelp.map(([key, what]) => html`<span><kbd>${key}</kbd> ${what}</span>`)}
    </p>`;
}

function renderUnfetched({ unfetched }: CategoriseSnapshot, actions: Actions): Part {
  if (unfetched === 0) return nothing;
  const what = unfetched === 1 ? 'paper only a link is' : 'papers only links are';
  return html`<p class="hint">
    Of ${unfetched} ${what} known.
    <button type="button" class="link" @click=${actions.fetch}>Fetch metadata</button>
  </p>`;
}

function renderEmpty(): TemplateResult {
  return html`<p class="empty">
    Every paper of the reading list has a category. To review some again, choose Categorise Papers… on them in
    the Reading List.
  </p>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { renderTrouble, renderUnavailable } from '../shared/banner';
import { viewOf, type Actions, type AppState } from './app';
import { renderHelp } from './renderHelp';
import { renderPreview } from './renderPreview';
import { renderTable, type Viewport } from './renderTable';
import { renderTools } from './renderTools';
import type { TriageView } from './viewModel';

type Part = TemplateResult | typeof nothing;

/** The whole page. What a page of papers says reaches it as text and attributes only: it is not trusted. */
export function renderApp(state: AppState, actions: Actions, viewport: Viewport): TemplateResult {
  const { page, unavailable, trouble, notice } = state;
  const view = viewOf(state);
  return html`
    <div role="status" class="visually-hidden">${notice}</div>
    ${trouble ? renderTrouble(trouble, actions.dismissTrouble) : nothing}
    ${unavailable ? renderUnavailable('This page cannot be shown', unavailable) : nothing}
    ${page && view ? renderPage(state, view, actions, viewport) : unavailable ? nothing : renderLoading()}
    ${renderHelp(state.help, actions)}
  `;
}

function renderPage(state: AppState, view: TriageView, actions: Actions, viewport: Viewport): TemplateResult {
  const { page, progress } = state;
  if (!page) return renderLoading();
  return html`
    ${renderTools(state, view, actions)} ${renderProblems(page.problems, page.repeated)}
    ${
      page.entries.length === 0
        ? html`<p class="empty">No paper was found on this page.</p>`
        : html`<div class="split">
            ${renderTable(view, state.kept, actions, viewport)}
            ${view.selected ? renderPreview(view.selected, actions) : renderNothingShown(state, actions)}
          </div>`
    }
    <footer aria-hidden="true">
      <span>${state.notice}</span>
      <span>${progress.undo === undefined ? nothing : html`<kbd>U</kbd> undo`} <kbd>?</kbd> keys</span>
    </footer>
  `;
}

function renderNothingShown({ kept }: AppState, actions: Actions): TemplateResult {
  const clear = (): void => actions.keep({ search: '', topic: undefined, shown: 'all' });
  const why =
    kept.search !== ''
      ? `No paper matches “${kept.search}”.`
      : kept.shown === 'undecided'
        ? 'Every paper here is decided.'
        : 'No paper here.';
  return html`<section class="preview" aria-label="Paper">
    <p class="empty">${why}</p>
    <button type="button" class="link" @click=${clear}>Show all papers</button>
  </section>`;
}

function renderProblems(problems: readonly string[], repeated: number): Part {
  const said = [...problems];
  if (repeated > 0)
    said.push(`${repeated} repeated ${repeated === 1 ? 'entry is' : 'entries are'} shown once`);
  if (said.length === 0) return nothing;
  return html`<p class="problems">
    <marginalia-icon name="warning"></marginalia-icon>
    ${said.join('; ')}.
  </p>`;
}

function renderLoading(): TemplateResult {
  return html`<p class="empty loading">Reading the page…</p>`;
}

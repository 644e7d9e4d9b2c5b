import { html, nothing, type TemplateResult } from 'lit';
import type { IconName } from '../shared/icon';
import type { Actions, AppState } from './app';
import type { ResultsView } from './viewModel';

const stateIcons: Readonly<Record<ResultsView['state']['id'], IconName>> = {
  created: 'clock',
  running: 'sync',
  finished: 'pass',
  failed: 'error',
  cancelled: 'circle-slash',
};

/** What it is, how it went, where it came from, and what can be done about it. */
export function renderHeader(view: ResultsView, { busy }: AppState, actions: Actions): TemplateResult {
  const stale = view.stale.length > 0;
  return html`<header>
    <div class="identity">
      <h1>${view.title}</h1>
      <vscode-badge class="state state-${view.state.id}">
        <marginalia-icon name=${stateIcons[view.state.id]}></marginalia-icon> ${view.state.label}
      </vscode-badge>
      ${
        stale
          ? html`<vscode-badge class="state state-stale">
              <marginalia-icon name="stale"></marginalia-icon> Stale
            </vscode-badge>`
          : nothing
      }
    </div>
    <div class="controls">
      ${renderHistory(view, actions)}
      ${
        view.canCancel
          ? html`<vscode-button
              secondary
              aria-busy=${busy === 'cancel' ? 'true' : 'false'}
              @keydown=${stayPut}
              @click=${actions.cancel}
            >
              <marginalia-icon slot="content-before" name="stop"></marginalia-icon>Cancel
            </vscode-button>`
          : nothing
      }
      ${
        view.canRunAgain
          ? html`<vscode-button
              ?secondary=${!stale}
              aria-busy=${busy === 'runAgain' ? 'true' : 'false'}
              @keydown=${stayPut}
              @click=${actions.runAgain}
            >
              <marginalia-icon slot="content-before" name="refresh"></marginalia-icon>Run again
            </vscode-button>`
          : nothing
      }
    </div>
    <p class="meta">
      <span>${view.kind}</span>
      <span>${view.timing}</span>
      ${
        view.origin === undefined
          ? nothing
          : html`<button
              type="button"
              class="link"
              title="Show the block in its note"
              @click=${actions.reveal}
            >
              <marginalia-icon name="go-to-file"></marginalia-icon>${view.origin}
            </button>`
      }
    </p>
  </header>`;
}

/** The space bar presses a button; it must not also scroll the page, which the component leaves to do. */
function stayPut(event: KeyboardEvent): void {
  if (event.key === ' ') event.preventDefault();
}

function renderHistory({ history }: ResultsView, actions: Actions): TemplateResult | typeof nothing {
  if (history.length < 2) return nothing;
  const select = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) actions.selectRun(event.target.value);
  };
  return html`<select class="history" aria-label="Run to show" @change=${select}>
    ${history.map(
      ({ runId, label, selected }) => html`<option value=${runId} .selected=${selected}>${label}</option>`,
    )}
  </select>`;
}

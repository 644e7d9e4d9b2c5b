import { html, nothing, type TemplateResult } from 'lit';
import type { IconName } from '../shared/icon';
import type { Actions, AppState } from './app';
import type { ResultsView } from './viewModel';

const stateIcons: Readonly<Record<ResultsView['state']['id'], IconName>> = {
  created: 'clock',
  running: 'sync',
  paused: 'pause',
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
      ${view.canPause ? button('pause', 'Pause', busy === 'pause', actions.pause, true) : nothing}
      ${view.canResume ? button('play', 'Resume', busy === 'resume', actions.resume, false) : nothing}
      ${view.canCancel ? button('stop', 'Cancel', busy === 'cancel', actions.cancel, true) : nothing}
      ${view.canExtend ? button('add', 'Extend…', busy === 'extend', actions.extend, true) : nothing}
      ${view.canRunAgain ? button('refresh', 'Run again', busy === 'runAgain', actions.runAgain, !stale) : nothing}
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

function button(
  icon: IconName,
  label: string,
  busy: boolean,
  act: () => void,
  secondary: boolean,
): TemplateResult {
  return html`<vscode-button
    ?secondary=${secondary}
    aria-busy=${busy ? 'true' : 'false'}
    @keydown=${stayPut}
    @click=${act}
  >
    <marginalia-icon slot="content-before" name=${icon}></marginalia-icon>${label}
  </vscode-button>`;
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

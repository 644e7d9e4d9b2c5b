import { html, nothing, type TemplateResult } from 'lit';
import { renderTrouble, renderUnavailable } from '../shared/banner';
import type { Actions, AppState } from './app';
import { renderBounds } from './renderBounds';
import { renderEstimates } from './renderEstimates';
import { renderFacts } from './renderFacts';
import { renderHeader } from './renderHeader';
import { renderCompared } from './renderCompared';
import { renderConsensus } from './renderConsensus';
import { renderLayers } from './renderLayers';
import { renderSection } from './renderSection';
import { renderStudy } from './renderStudy';
import { renderSubspace } from './renderSubspace';
import { viewSections } from './sections';
import { viewResults, type ResultsView } from './viewModel';

type Part = TemplateResult | typeof nothing;

/** The whole panel. Values reach the page as text and attributes only: what a run says is not trusted. */
export function renderApp(state: AppState, actions: Actions, now: number): TemplateResult {
  const { snapshot, unavailable, trouble } = state;
  const view = snapshot && viewResults(snapshot, now);
  return html`
    <div role="status" class="visually-hidden">${view?.announcement ?? ''} ${state.notice}</div>
    ${state.notice === '' ? nothing : html`<div class="toast" aria-hidden="true">${state.notice}</div>`}
    ${trouble ? renderTrouble(trouble, actions.dismissTrouble) : nothing}
    ${unavailable ? renderUnavailable('These results cannot be shown', unavailable) : nothing}
    ${snapshot && view ? renderResults(state, view, snapshot, actions) : unavailable ? nothing : renderLoading()}
  `;
}

function renderResults(
  state: AppState,
  view: ResultsView,
  snapshot: NonNullable<AppState['snapshot']>,
  actions: Actions,
): TemplateResult {
  const found = snapshot.result?.result;
  const result = found?.kind === 'intrinsic-dimension' ? found : undefined;
  const layers = found?.kind === 'layer-dimension' ? found : undefined;
  const bounds = found?.kind === 'gordon-bound' ? found : undefined;
  return html`
    ${renderHeader(view, state, actions)} ${renderStale(view)} ${renderError(view)} ${renderProgress(view)}
    ${view.partial === undefined ? nothing : html`<p class="so-far">${view.partial}</p>`}
    ${view.empty === undefined ? nothing : html`<p class="empty">${view.empty}</p>`}
    ${view.consensus ? renderConsensus(view.consensus) : nothing}
    ${view.estimates && result ? renderEstimates(view.estimates, result, state, actions) : nothing}
    ${layers ? renderLayers(layers, state, actions) : nothing}
    ${
      found?.kind === 'subspace-training'
        ? html`${renderSubspace(found, state, actions)} ${renderCompared(snapshot, found, state, actions)}`
        : nothing
    }
    ${bounds ? renderBounds(bounds, state, actions) : nothing}
    ${
      found?.kind === 'study'
        ? html`${renderStudy(found, view.partial !== undefined, renderWarnings(view), state, actions)}
          ${renderCompared(snapshot, found, state, actions)}`
        : renderWarnings(view)
    }
    ${
      result
        ? viewSections(result, state.kept.chosen).map((section) =>
            renderSection(section, result, state, actions),
          )
        : nothing
    }
    <div class="fact-columns">
      ${renderFacts('data', bounds ? 'Well' : 'Data', view.data, state, actions)}
      ${renderFacts('settings', 'Settings', view.settings, state, actions)}
      ${renderFacts('provenance', 'Provenance', view.provenance, state, actions)}
    </div>
  `;
}

function renderLoading(): TemplateResult {
  return html`<p class="empty loading">Loading the results…</p>`;
}

function renderStale({ stale }: ResultsView): Part {
  if (stale.length === 0) return nothing;
  return html`<section class="banner banner-warning" aria-labelledby="stale-title">
    <marginalia-icon name="stale"></marginalia-icon>
    <div>
      <h2 id="stale-title">Stale: these numbers no longer answer the block</h2>
      <ul>
        ${stale.map((reason) => html`<li>${reason}</li>`)}
      </ul>
    </div>
  </section>`;
}

function renderError({ error }: ResultsView): Part {
  if (!error) return nothing;
  return html`<section class="banner banner-error" aria-labelledby="error-title">
    <marginalia-icon name="error"></marginalia-icon>
    <div>
      <h2 id="error-title">${error.message}</h2>
      ${error.remedy ? html`<p>${error.remedy}</p>` : nothing}
    </div>
  </section>`;
}

function renderProgress({ progress }: ResultsView): Part {
  if (!progress) return nothing;
  const { percent, message } = progress;
  return html`<section class="progress" aria-label="Progress">
    <vscode-progress-bar
      aria-label=${message}
      .value=${percent}
      ?indeterminate=${percent === undefined}
    ></vscode-progress-bar>
    <p><span class="percent">${percent === undefined ? nothing : `${percent} %`}</span> ${message}</p>
  </section>`;
}

/** What stands between backticks is what to write in a block. */
function withCode(text: string): Part[] {
  return text.split('`').map((part, i) => (i % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}

function renderWarnings({ warnings }: ResultsView): Part {
  if (warnings.length === 0) return nothing;
  return html`<section class="warnings" aria-labelledby="warnings-title">
    <h2 id="warnings-title">${warnings.length === 1 ? 'Warning' : `Warnings (${warnings.length})`}</h2>
    <ul>
      ${warnings.map(
        ({ about, text }) =>
          html`<li>
            <marginalia-icon name="warning"></marginalia-icon>
            <span>${about === undefined ? nothing : html`<code>${about}</code>: `}${withCode(text)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

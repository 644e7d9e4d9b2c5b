import { html, nothing, type TemplateResult } from 'lit';
import type { ExperimentResult } from '../../src/experiments/result';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import type { Actions, AppState } from './app';
import { comparable, viewCompared } from './comparedView';
import { renderSection } from './renderSection';

/** Another run of the experiment to set beside the one that is shown, and the two together. */
export function renderCompared(
  snapshot: ResultsSnapshot,
  result: ExperimentResult,
  state: AppState,
  actions: Actions,
): TemplateResult | typeof nothing {
  const others = comparable(snapshot);
  const section = viewCompared(snapshot, state.kept.chosen['compared']);
  if (others.length === 0 && section === undefined) return nothing;
  const shown = section === undefined ? '' : (snapshot.compared?.runId ?? '');
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) actions.compare(event.target.value);
  };
  return html`<div class="compare">
      <label>
        Compare with
        <select class="choice" @change=${choose}>
          <option value="" .selected=${shown === ''}>no other run</option>
          ${others.map(
            ({ runId, label }) => html`<option value=${runId} .selected=${runId === shown}>${label}</option>`,
          )}
        </select>
      </label>
    </div>
    ${section === undefined ? nothing : renderSection(section, result, state, actions)}`;
}

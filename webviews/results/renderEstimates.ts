import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describeForest, forestPlot, forestPlotHeight } from '../../src/plots/forestPlot';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import type { Actions, AppState } from './app';
import { renderFactList } from './renderFacts';
import { renderTools } from './renderTools';
import type { EstimateRowView, EstimatesView } from './viewModel';

type Result = Extract<
  NonNullable<ResultsSnapshot['result']>['result'],
  { readonly kind: 'intrinsic-dimension' }
>;

/** The forest plot, and beside it the same numbers as a table whose rows open. */
export function renderEstimates(
  view: EstimatesView,
  { estimates, data }: Result,
  state: AppState,
  actions: Actions,
): TemplateResult {
  const draw = (width: number): string =>
    forestPlot(estimates, {
      width,
      height: forestPlotHeight(estimates.length, width, 'themed'),
      theme: 'themed',
      title: 'Estimates of the intrinsic dimension',
      features: data.features,
    });
  return html`<section aria-labelledby="estimates-title" data-linked>
    <div class="section-head">
      <h2 id="estimates-title">Estimates</h2>
      ${renderTools('estimates', actions)}
    </div>
    <div class="pair">
      <figure>
        <marginalia-figure .draw=${draw}></marginalia-figure>
        <figcaption class="visually-hidden">${describeForest(estimates, data.features)}</figcaption>
      </figure>
      <div class="table-frame">
        <table>
          <caption class="visually-hidden">
            Estimates of the intrinsic dimension with their intervals
          </caption>
          <thead>
            <tr>
              <th scope="col">Estimator</th>
              <th scope="col" class="number">Dimension</th>
              <th scope="col" class="number">${view.intervalTitle}</th>
              <th scope="col" class="method">Interval from</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              view.rows,
              (row) => row.key,
              (row, i) => renderRow(row, i, state.kept.expanded.includes(row.key), actions),
            )}
          </tbody>
        </table>
      </div>
    </div>
  </section>`;
}

function renderRow(row: EstimateRowView, i: number, open: boolean, actions: Actions): TemplateResult {
  const details = `details-${i}`;
  return html`<tr data-key=${row.key}>
      <th scope="row">
        <button
          type="button"
          class="twisty"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls=${details}
          @click=${() => actions.toggleDetails(row.key)}
        >
          <marginalia-icon name="chevron"></marginalia-icon>
          <span>
            ${row.name}${
              row.warned
                ? html` <marginalia-icon class="warned" name="warning"></marginalia-icon>
                    <span class="visually-hidden">has warnings</span>`
                : nothing
            }
            <span class="variant">${row.variant}</span>
          </span>
        </button>
      </th>
      <td class="number value">${row.dimension}</td>
      <td class="number">${row.interval}</td>
      <td class="method">${row.method}</td>
    </tr>
    <tr id=${details} class="details" ?hidden=${!open}>
      <td colspan="4">${renderFactList([...row.details, { name: 'interval from', value: row.method }])}</td>
    </tr>`;
}

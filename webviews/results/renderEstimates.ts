import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { resultFigure } from '../../src/results/figures';
import type { DimensionResult } from '../../src/experiments/result';
import type { Actions, AppState } from './app';
import { renderFactList } from './renderFacts';
import { renderTools } from './renderTools';
import type { ConsensusRowView } from './consensusView';
import type { EstimateRowView, EstimatesView } from './viewModel';

/** The forest plot, and beside it the same numbers as a table whose rows open. */
export function renderEstimates(
  view: EstimatesView,
  result: DimensionResult,
  state: AppState,
  actions: Actions,
): TemplateResult | typeof nothing {
  const figure = resultFigure('estimates', result);
  if (figure === undefined) return nothing;
  const draw = (width: number): string =>
    figure.draw({
      ...{ width, height: figure.height(width, 'themed'), theme: 'themed' },
      title: figure.title,
    });
  return html`<section aria-labelledby="estimates-title" data-linked>
    <div class="section-head">
      <h2 id="estimates-title">Estimates</h2>
      ${renderTools({ plot: 'estimates', what: 'estimates', of: undefined, intoNote: true }, actions)}
    </div>
    <div class="pair">
      <figure>
        <marginalia-figure .draw=${draw}></marginalia-figure>
        <figcaption class="visually-hidden">${figure.words}</figcaption>
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
          ${view.consensus ? renderConsensusRow(view.consensus) : nothing}
        </table>
      </div>
    </div>
  </section>`;
}

function renderConsensusRow({ variant, dimension, interval, method }: ConsensusRowView): TemplateResult {
  return html`<tfoot>
    <tr data-key="consensus">
      <th scope="row">Consensus <span class="variant">${variant}</span></th>
      <td class="number value">${dimension}</td>
      <td class="number">${interval}</td>
      <td class="method">${method}</td>
    </tr>
  </tfoot>`;
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

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BoundResult } from '../../src/experiments/result';
import { wellName } from '../../src/plots/successPlot';
import { resultFigure } from '../../src/results/figures';
import type { Actions, AppState } from './app';
import {
  intervalTitle,
  predictionRows,
  shownWell,
  wellRow,
  type PredictionRow,
  type Well,
} from './boundsView';
import { renderFactList } from './renderFacts';
import { renderTools } from './renderTools';

const section = 'success';

/** All wells in a table where there are several; of the chosen one, success against dimension and the predictions. */
export function renderBounds(result: BoundResult, state: AppState, actions: Actions): TemplateResult {
  const well = shownWell(result, state.kept.chosen[section]);
  if (well === undefined) return html`<p class="empty">The run has no well.</p>`;
  return html`${result.wells.length > 1 ? renderWells(result, well, actions) : nothing}
  ${renderWell(result, well, state, actions)}`;
}

function renderWells({ wells }: BoundResult, shown: Well, actions: Actions): TemplateResult {
  return html`<section aria-labelledby="wells-title" data-linked>
    <div class="section-head">
      <h2 id="wells-title">Threshold dimension d*</h2>
      ${renderTools({ plot: 'estimates', what: 'thresholds', of: undefined }, actions)}
    </div>
    <div class="table-frame">
      <table>
        <caption class="visually-hidden">
          The threshold dimension of each well, measured and predicted
        </caption>
        <thead>
          <tr>
            <th scope="col">Well</th>
            <th scope="col" class="number">Measured</th>
            <th scope="col" class="number">Sharp, D − δ</th>
            <th scope="col" class="number">Published</th>
            <th scope="col" class="number">Gordon</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            wells,
            ({ key }) => key,
            (well) => {
              const row = wellRow(well);
              const pressed = well.key === shown.key;
              return html`<tr data-key=${row.key} class=${pressed ? 'chosen' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    class="link"
                    aria-pressed=${pressed ? 'true' : 'false'}
                    title="Show this well below"
                    @click=${() => actions.choose(section, row.key)}
                  >
                    R = ${row.distance}, ε = ${row.level}
                  </button>
                </th>
                <td class="number value">${row.threshold}</td>
                <td class="number">${row.sharp}</td>
                <td class="number">${row.published}</td>
                <td class="number">${row.gordon}</td>
              </tr>`;
            },
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function renderWell(result: BoundResult, well: Well, state: AppState, actions: Actions): TemplateResult {
  const figure = resultFigure('success', result, { of: well.key });
  if (figure === undefined) return html``;
  const draw = (width: number): string =>
    figure.draw({
      ...{ width, height: figure.height(width, 'themed'), theme: 'themed' },
      title: figure.title,
    });
  return html`<section aria-labelledby="success-title" data-linked>
    <div class="section-head">
      <h2 id="success-title">Success against dimension: ${wellName(well)}</h2>
      ${renderTools({ plot: 'success', what: 'success against dimension', of: well.key }, actions)}
    </div>
    <div class="pair">
      <figure>
        <marginalia-figure .draw=${draw}></marginalia-figure>
        <figcaption class="visually-hidden">${figure.words}</figcaption>
      </figure>
      <div class="table-frame">
        <table>
          <caption class="visually-hidden">
            The threshold dimension, measured and predicted
          </caption>
          <thead>
            <tr>
              <th scope="col">Threshold</th>
              <th scope="col" class="number">d*</th>
              <th scope="col" class="number">${intervalTitle(well)}</th>
              <th scope="col" class="number">Off by</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              predictionRows(result, well),
              ({ key }) => key,
              (row, i) => renderRow(row, i, state.kept.expanded.includes(row.key), actions),
            )}
          </tbody>
        </table>
      </div>
    </div>
  </section>`;
}

function renderRow(row: PredictionRow, i: number, open: boolean, actions: Actions): TemplateResult {
  const details = `prediction-${i}`;
  return html`<tr data-key=${row.mark}>
      <th scope="row">
        <button
          type="button"
          class="twisty"
          aria-expanded=${open ? 'true' : 'false'}
          aria-controls=${details}
          @click=${() => actions.toggleDetails(row.key)}
        >
          <marginalia-icon name="chevron"></marginalia-icon>
          <span>${row.name}<span class="variant">${row.remark}</span></span>
        </button>
      </th>
      <td class="number value">${row.value}</td>
      <td class="number">${row.interval}</td>
      <td class="number">${row.off}</td>
    </tr>
    <tr id=${details} class="details" ?hidden=${!open}>
      <td colspan="4">${renderFactList(row.details)}</td>
    </tr>`;
}

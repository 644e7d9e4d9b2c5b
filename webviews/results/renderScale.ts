import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describeScale, scalePlot, type ScalePlotPoint } from '../../src/plots/scalePlot';
import type { Actions, AppState } from './app';
import { renderTools } from './renderTools';
import type { ScaleRowView } from './viewModel';

/** The dimension against scale, and the same numbers as a table: beside it where there is room, else by a switch. */
export function renderScale(
  rows: readonly ScaleRowView[],
  points: readonly ScalePlotPoint[],
  state: AppState,
  actions: Actions,
): TemplateResult {
  const draw = (width: number): string =>
    scalePlot(points, {
      width,
      height: Math.round(Math.min(340, Math.max(240, width * 0.52))),
      theme: 'themed',
      title: 'Intrinsic dimension against scale',
    });
  const shown = state.kept.scaleView;
  const choice = (view: typeof shown, label: string): TemplateResult =>
    html`<button
      type="button"
      class="tool"
      aria-pressed=${shown === view ? 'true' : 'false'}
      @click=${() => actions.showScaleAs(view)}
    >
      ${label}
    </button>`;
  return html`<section aria-labelledby="scale-title" data-linked>
    <div class="section-head">
      <h2 id="scale-title">Dimension against scale</h2>
      <div class="switch" role="group" aria-label="Show as">
        ${choice('plot', 'Plot')}${choice('table', 'Table')}
      </div>
      ${renderTools('scale', actions)}
    </div>
    <div class="pair show-${shown}">
      <figure>
        <marginalia-figure .draw=${draw}></marginalia-figure>
        <figcaption class="visually-hidden">${describeScale(points)}</figcaption>
      </figure>
      <div class="table-frame">
        <table>
          <caption class="visually-hidden">
            Intrinsic dimension against scale, one neighbourhood size a row
          </caption>
          <thead>
            <tr>
              <th scope="col" class="number">n₁</th>
              <th scope="col" class="number">n₂</th>
              <th scope="col" class="number">Scale</th>
              <th scope="col" class="number">Dimension</th>
              <th scope="col" class="number">Interval</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              rows,
              (row) => row.key,
              (row) =>
                html`<tr data-key=${row.key}>
                  <td class="number">${row.n1}</td>
                  <th scope="row" class="number">${row.n2}</th>
                  <td class="number">${row.scale}</td>
                  <td class="number value">${row.dimension}</td>
                  <td class="number">${row.interval}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>
  </section>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { estimatorName } from '../../src/plots/estimatorNames';
import type { LayerResult } from '../../src/experiments/layers/layerResult';
import { curveLabel, layersFigure, publishedCurves } from '../../src/results/layerFigure';
import type { Actions, AppState } from './app';
import { viewLayers, type LayerRowView } from './layersView';
import { renderTools } from './renderTools';

/** Dimension against depth, what of it is shown, and the same numbers as a table. */
export function renderLayers(result: LayerResult, state: AppState, actions: Actions): TemplateResult {
  const { hidden, published = result.published } = state.kept.layers;
  const keys = result.estimators.filter((key) => !hidden.includes(key));
  const figure = layersFigure(result, state.kept.layers);
  const draw = (width: number): string =>
    figure.draw({
      ...{ width, height: figure.height(width, 'themed'), theme: 'themed' },
      title: figure.title,
    });
  const toggled = (all: readonly string[], one: string): string[] =>
    all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
  return html`<section class="layers" aria-labelledby="layers-title" data-linked>
    <div class="section-head">
      <h2 id="layers-title">Dimension of the layers</h2>
      ${renderTools({ plot: 'layers', what: 'dimension of the layers', of: undefined }, actions)}
    </div>
    <div class="layer-choices">
      ${
        result.estimators.length > 1
          ? renderChoices('Estimators', result.estimators, (key) => ({
              label: key,
              title: '',
              on: keys.includes(key),
              toggle: () => actions.showLayers({ published, hidden: toggled(hidden, key) }),
            }))
          : nothing
      }
      ${renderChoices(
        'Published',
        publishedCurves.map(({ id }) => id),
        (id) => {
          const curve = publishedCurves.find((each) => each.id === id);
          return {
            label: curve?.name ?? id,
            title: curve ? `${curveLabel(curve)}. ${curve.reference}; ${curve.provenance}.` : '',
            on: published.includes(id),
            toggle: () => actions.showLayers({ hidden, published: toggled(published, id) }),
          };
        },
      )}
    </div>
    <div class="pair">
      <figure>
        <marginalia-figure .draw=${draw}></marginalia-figure>
        <figcaption class="visually-hidden">${figure.words}</figcaption>
      </figure>
      ${renderTable(viewLayers(result, keys), keys)}
    </div>
  </section>`;
}

interface Choice {
  readonly label: string;
  readonly title: string;
  readonly on: boolean;
  readonly toggle: () => void;
}

function renderChoices(
  group: string,
  ids: readonly string[],
  choiceOf: (id: string) => Choice,
): TemplateResult {
  return html`<div role="group" aria-label=${group}>
    <span aria-hidden="true">${group}</span>
    ${ids.map((id) => {
      const { label, title, on, toggle } = choiceOf(id);
      return html`<button
        type="button"
        class="tool"
        aria-pressed=${on ? 'true' : 'false'}
        title=${title === '' ? nothing : title}
        @click=${toggle}
      >
        ${label}
      </button>`;
    })}
  </div>`;
}

/** The estimator's name; its whole key where two would have the same. */
function headOf(key: string, keys: readonly string[]): string {
  const id = (each: string): string => each.replace(/\(.*/, '');
  return keys.filter((other) => id(other) === id(key)).length > 1 ? key : estimatorName(id(key));
}

function renderTable(rows: readonly LayerRowView[], keys: readonly string[]): TemplateResult {
  return html`<div class="table-frame">
    <table>
      <caption class="visually-hidden">
        Dimension of each layer with its 95 % interval
      </caption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col" class="number">Depth</th>
          <th scope="col" class="number">Features</th>
          ${keys.map(
            (key) =>
              html`<th scope="col" class="number" title=${key}>
                ${headOf(key, keys)}<span class="interval">95 % interval</span>
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          (row) => row.name,
          (row) =>
            html`<tr data-key=${row.name}>
              <th scope="row">${row.name}</th>
              <td class="number">${row.depth}</td>
              <td class="number">${row.features}</td>
              ${row.values.map(
                (each, i) =>
                  html`<td class="number value">
                    <span class=${row.peaks[i] ? 'peak' : nothing}>${each?.value ?? '–'}</span>
                    <span class="interval">${each?.interval ?? nothing}</span>
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

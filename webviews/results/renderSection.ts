import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { resultFigure } from '../../src/results/figures';
import type { ExperimentResult } from '../../src/experiments/result';
import type { Actions, AppState } from './app';
import { renderTools } from './renderTools';
import type { SectionView, TableView } from './sectionView';

/** A figure, and the same numbers as a table: beside it where there is room, else by a switch. */
export function renderSection(
  section: SectionView,
  result: ExperimentResult,
  state: AppState,
  actions: Actions,
): TemplateResult | typeof nothing {
  const { title, chosen } = section;
  const of = section.figure ?? chosen;
  const figure = resultFigure(section.id, result, { of, compared: section.compared });
  if (figure === undefined) return nothing;
  const draw = (width: number): string =>
    figure.draw({
      ...{ width, height: figure.height(width, 'themed'), theme: 'themed' },
      title: figure.title,
    });
  const id = section.figure === undefined ? section.id : `${section.id}-${section.figure}`;
  const asTable = state.kept.tables.includes(id);
  const view = (table: boolean, label: string): TemplateResult =>
    html`<button
      type="button"
      class="tool"
      aria-pressed=${asTable === table ? 'true' : 'false'}
      @click=${() => actions.showAsTable(id, table)}
    >
      ${label}
    </button>`;
  return html`<section class="figure-section" aria-labelledby="${id}-title" data-linked>
    <div class="section-head">
      <h2 id="${id}-title">${title}</h2>
      ${renderChoice(section, actions)}
      <div class="switch" role="group" aria-label="Show as">${view(false, 'Plot')}${view(true, 'Table')}</div>
      ${renderTools({ plot: section.id, what: section.what, of }, actions)}
    </div>
    ${section.lead === '' ? nothing : html`<p class="lead">${section.lead}</p>`}
    <div class="pair ${asTable ? 'show-table' : 'show-plot'}">
      <figure
        class=${section.pick === undefined ? '' : 'picks'}
        @click=${(event: Event) => pickMark(event, section, actions)}
      >
        <marginalia-figure .draw=${draw}></marginalia-figure>
        <figcaption class="visually-hidden">${figure.words}</figcaption>
      </figure>
      ${renderTable(section.table, rowPicker(section, state, actions))}
    </div>
    ${
      section.problems.length === 0
        ? nothing
        : html`<ul class="problems">
            ${section.problems.map((problem) => html`<li>${problem}</li>`)}
          </ul>`
    }
  </section>`;
}

/** Which estimator the figure is of, where there are several. */
function renderChoice(
  { id, title, choices, choice = 'Estimator', choiceName, chosen }: SectionView,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (choices.length < 2) return nothing;
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) actions.choose(id, event.target.value);
  };
  return html`<select class="choice" aria-label="${choice}: ${title}" @change=${choose}>
    ${choices.map((key) => html`<option value=${key} .selected=${key === chosen}>${choiceName?.(key) ?? key}</option>`)}
  </select>`;
}

/** What a row's head holds where the row can be chosen. */
interface RowPicker {
  readonly chosen: string | undefined;
  readonly head: (text: string, pick: string) => TemplateResult;
}

function rowPicker({ pick }: SectionView, state: AppState, actions: Actions): RowPicker | undefined {
  if (pick === undefined) return undefined;
  const chosen = state.kept.chosen[pick.section];
  return {
    chosen,
    head: (text, key) =>
      html`<button
        type="button"
        class="link"
        title=${pick.title}
        aria-label=${pick.nameOf === undefined ? nothing : `${text}, ${pick.nameOf(key)}`}
        aria-pressed=${key === chosen ? 'true' : 'false'}
        @click=${() => actions.pick(pick.section, key)}
      >
        ${text}
      </button>`,
  };
}

/** The mark that was clicked chooses as its row does. */
function pickMark(event: Event, { pick, table }: SectionView, actions: Actions): void {
  const mark = event.target instanceof Element ? event.target.closest('[data-key]') : null;
  const key = mark?.getAttribute('data-key');
  const row = table.rows.find((one) => (one.mark ?? one.key) === key);
  if (pick !== undefined && row?.pick !== undefined) actions.pick(pick.section, row.pick);
}

/** Numbers as a table that scrolls within its own width. */
export function renderTable({ caption, columns, rows }: TableView, picker?: RowPicker): TemplateResult {
  const isText = (i: number): boolean => columns[i]?.kind === 'text' || columns[i]?.kind === 'head';
  return html`<div class="table-frame" tabindex="0" role="group" aria-label=${caption}>
    <table>
      <caption class="visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title }, i) => html`<th scope="col" class=${isText(i) ? '' : 'number'}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          (row) => row.key,
          (row) =>
            html`<tr
              data-key=${row.mark ?? row.key}
              class=${row.pick !== undefined && row.pick === picker?.chosen ? 'chosen' : ''}
            >
              ${row.cells.map((cell, i) =>
                columns[i]?.kind === 'head'
                  ? html`<th scope="row">
                      ${picker !== undefined && row.pick !== undefined ? picker.head(cell, row.pick) : cell}
                    </th>`
                  : html`<td
                      class=${isText(i) ? '' : `number ${columns[i]?.kind === 'value' ? 'value' : ''}`}
                    >
                      ${cell}
                    </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { StudyResult, StudyTable } from '../../src/experiments/studyResult';
import type { Actions, AppState } from './app';
import { renderSection, renderTable } from './renderSection';
import { renderTools } from './renderTools';
import { curvesSection } from './subspaceView';
import { viewTraining } from './trainingView';
import {
  viewStudyFigures,
  viewStudyTable,
  viewStudyValues,
  type StudyValueRow,
  type StudyValuesView,
} from './studyView';

/** Rows of a table that are shown at once, and how many of a longer one. */
const mostAtOnce = 16;
const firstRows = 12;

/**
 * The answer in plain words, the values it rests on, then each figure and each table.
 *
 * @param isUnfinished whether the run goes on, or stopped before its end. @param warnings what the reader must know before the figures.
 */
export function renderStudy(
  study: StudyResult,
  isUnfinished: boolean,
  warnings: TemplateResult | typeof nothing,
  state: AppState,
  actions: Actions,
): TemplateResult {
  return html`${renderAnswer(study, isUnfinished)}
  ${renderValues(viewStudyValues(study), isUnfinished, state, actions)} ${warnings}
  ${[...viewStudyFigures(study), ...viewTraining(study, state.kept.chosen[curvesSection])].map((section) =>
    renderSection(section, study, state, actions),
  )}
  ${study.tables.map((table) => renderStudyTable(table, state, actions))}`;
}

function renderAnswer({ answer, papers }: StudyResult, isUnfinished: boolean): TemplateResult {
  const [first = '', ...others] = answer;
  return html`<section class="answer" aria-labelledby="answer-title">
    <h2 id="answer-title">${isUnfinished ? 'Answer so far' : 'Answer'}</h2>
    <p class="answer-first">${first}</p>
    ${others.map((sentence) => html`<p>${sentence}</p>`)}
    ${papers.length === 0 ? nothing : html`<p class="papers">After ${papers.join('; ')}.</p>`}
  </section>`;
}

function renderValues(
  view: StudyValuesView,
  isUnfinished: boolean,
  state: AppState,
  actions: Actions,
): TemplateResult {
  const shown = {
    plot: 'study',
    what: 'values',
    of: undefined,
    // A note holds what a run has found, not what it may.
    intoNote: !isUnfinished,
    isWhole: true,
    isTable: true,
  } as const;
  return html`<section aria-labelledby="values-title" data-linked>
    <div class="section-head">
      <h2 id="values-title">Values</h2>
      ${renderTools(shown, actions)}
    </div>
    <div class="table-frame">
      <table>
        <caption class="visually-hidden">
          The values of this study with their intervals
        </caption>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col" class="number">Value</th>
            <th scope="col" class="number">${view.intervalTitle}</th>
            <th scope="col" class="method">Interval from</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            view.rows,
            ({ key }) => key,
            (row) => renderRow(row, state.kept.expanded.includes(row.key), actions),
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function renderRow(row: StudyValueRow, open: boolean, actions: Actions): TemplateResult {
  const details = `value-${row.key}`;
  const hasMore = row.sentences.length + row.warnings.length > 0;
  const name = html`${row.name}${
    row.warnings.length > 0
      ? html` <marginalia-icon class="warned" name="warning"></marginalia-icon>
          <span class="visually-hidden">has warnings</span>`
      : nothing
  }`;
  return html`<tr data-key=${row.key}>
      <th scope="row">
        ${
          hasMore
            ? html`<button
                type="button"
                class="twisty"
                aria-expanded=${open ? 'true' : 'false'}
                aria-controls=${details}
                @click=${() => actions.toggleDetails(row.key)}
              >
                <marginalia-icon name="chevron"></marginalia-icon>
                <span>${name}</span>
              </button>`
            : html`<span class="untwisted">${name}</span>`
        }
      </th>
      <td class="number value">${row.value}</td>
      <td class="number">${row.interval}</td>
      <td class="method">${row.method}</td>
    </tr>
    ${
      hasMore
        ? html`<tr id=${details} class="details" ?hidden=${!open}>
            <td colspan="4">
              ${row.sentences.map((sentence) => html`<p>${sentence}</p>`)}
              ${
                row.warnings.length === 0
                  ? nothing
                  : html`<ul class="warning-list">
                      ${row.warnings.map(
                        (text) =>
                          html`<li>
                            <marginalia-icon name="warning"></marginalia-icon><span>${text}</span>
                          </li>`,
                      )}
                    </ul>`
              }
            </td>
          </tr>`
        : nothing
    }`;
}

/** A long table begins with its first rows, as many as are read at a glance. */
function renderStudyTable(table: StudyTable, state: AppState, actions: Actions): TemplateResult {
  const view = viewStudyTable(table);
  const key = `table-${table.id}`;
  const isLong = view.rows.length > mostAtOnce;
  const isCut = isLong && !state.kept.expanded.includes(key);
  const what = table.title.slice(0, 1).toLowerCase() + table.title.slice(1);
  return html`<section aria-labelledby="table-${table.id}-title" data-linked>
    <div class="section-head">
      <h2 id="table-${table.id}-title">${table.title}</h2>
      ${renderTools({ plot: 'study', what, of: table.id, isTable: true, isWhole: false }, actions)}
    </div>
    ${renderTable(isCut ? { ...view, rows: view.rows.slice(0, firstRows) } : view)}
    ${
      isLong
        ? html`<button
            type="button"
            class="link more"
            aria-expanded=${isCut ? 'false' : 'true'}
            @click=${() => actions.toggleDetails(key)}
          >
            ${isCut ? `Show all ${view.rows.length} rows` : `Show the first ${firstRows} rows`}
          </button>`
        : nothing
    }
  </section>`;
}

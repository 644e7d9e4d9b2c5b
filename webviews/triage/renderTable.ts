import { html, nothing, type TemplateResult } from 'lit';
import type { IconName } from '../shared/icon';
import type { TriageDecision, TriageViewState } from '../../src/protocol/triagePanel';
import type { Actions } from './app';
import { authorsText, decisionNames, type Row, type TriageView } from './viewModel';

/** What of the list is seen, in pixels. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** As `--row` in the style sheet. */
export const rowHeight = 30;
/** Rows drawn beyond what is seen, so that scrolling shows no gap. */
const beyond = 12;

export const decisionIcons: Readonly<Record<TriageDecision, IconName>> = {
  keep: 'pass',
  later: 'clock',
  skip: 'circle-slash',
};

const columns: readonly (readonly [TriageViewState['sort'], string, string])[] = [
  ['decision', 'Decision', 'column-decision'],
  ['title', 'Title', 'column-title'],
  ['topic', 'Topic', 'column-topic'],
  ['authors', 'Authors', 'column-authors'],
  ['date', 'Date', 'column-date'],
  ['upvotes', 'Upvotes', 'column-number column-upvotes'],
  ['comments', 'Comments', 'column-number column-comments'],
];

/** The papers, of which only those in view are drawn: a page of thousands is as fast as one of ten. */
export function renderTable(
  view: TriageView,
  kept: TriageViewState,
  actions: Actions,
  viewport: Viewport,
): TemplateResult {
  const { rows, index } = view;
  const first = Math.max(0, Math.min(Math.floor(viewport.top / rowHeight) - beyond, rows.length - 1));
  const last = Math.min(rows.length, Math.ceil((viewport.top + viewport.height) / rowHeight) + beyond);
  return html`<div
    id="papers"
    class=${['table', ...view.without.map((column) => `without-${column}`)].join(' ')}
    role="grid"
    tabindex="0"
    aria-label="Papers"
    aria-rowcount=${rows.length + 1}
    aria-colcount=${columns.length}
    aria-activedescendant=${index >= first && index < last ? `row-${index}` : nothing}
  >
    <div role="rowgroup" class="head">
      <div role="row" aria-rowindex="1" class="row">
        ${columns.map(([sort, name, style]) => renderHead(sort, name, style, kept, actions))}
      </div>
    </div>
    <div role="rowgroup" class="body">
      <div class="spacer" data-rows=${first} aria-hidden="true"></div>
      ${rows.slice(first, last).map((row, at) => renderRow(row, first + at, index, actions))}
      <div class="spacer" data-rows=${Math.max(0, rows.length - last)} aria-hidden="true"></div>
    </div>
  </div>`;
}

function renderHead(
  sort: TriageViewState['sort'],
  name: string,
  style: string,
  kept: TriageViewState,
  actions: Actions,
): TemplateResult {
  const sorted = kept.sort === sort;
  const order = !sorted ? 'none' : kept.descending ? 'descending' : 'ascending';
  return html`<div role="columnheader" class="cell ${style}" aria-sort=${order}>
    <button
      type="button"
      tabindex="-1"
      title="Sort by ${name.toLowerCase()}"
      @click=${() => actions.sortBy(sort)}
    >
      <span class=${sort === 'decision' ? 'visually-hidden' : ''}>${name}</span>
      ${
        sorted
          ? html`<marginalia-icon
              name=${kept.descending ? 'triangle-down' : 'triangle-up'}
            ></marginalia-icon>`
          : nothing
      }
    </button>
  </div>`;
}

function renderRow(row: Row, at: number, selected: number, actions: Actions): TemplateResult {
  const { entry, decision, priority, listed } = row;
  const state = decision === undefined ? 'To decide' : decisionNames[decision];
  return html`<div
    role="row"
    id="row-${at}"
    class="row paper ${decision ?? 'undecided'}"
    aria-rowindex=${at + 2}
    aria-selected=${at === selected}
    @mousedown=${() => actions.select(entry.key)}
    @dblclick=${() => actions.open(entry.key)}
  >
    <div role="gridcell" class="cell column-decision" title=${state}>
      ${
        decision === undefined
          ? html`<span class="visually-hidden">${state}</span>`
          : html`<marginalia-icon name=${decisionIcons[decision]}></marginalia-icon
              ><span class="visually-hidden">${state}</span>`
      }
    </div>
    <div role="gridcell" class="cell column-title" title=${entry.title}>
      <span class="title">${entry.title}</span>
      ${priority === undefined ? nothing : html`<span class="chip">p${priority}</span>`}
      ${listed ? html`<span class="chip" title="In ${listed.note}, line ${listed.line + 1}">in list</span>` : nothing}
    </div>
    <div role="gridcell" class="cell column-topic" title=${entry.topic?.reason ?? nothing}>
      ${entry.topic?.name ?? nothing}
    </div>
    <div role="gridcell" class="cell column-authors" title=${entry.authors.join(', ')}>
      ${authorsText(entry)}
    </div>
    <div
      role="gridcell"
      class="cell column-date"
      title=${entry.date?.reason ?? 'The page has no date for it.'}
    >
      ${entry.date?.iso ?? nothing}
    </div>
    <div role="gridcell" class="cell column-number column-upvotes">${entry.upvotes ?? nothing}</div>
    <div role="gridcell" class="cell column-number column-comments">${entry.comments ?? nothing}</div>
  </div>`;
}

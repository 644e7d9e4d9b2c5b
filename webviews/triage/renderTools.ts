import { html, nothing, type TemplateResult } from 'lit';
import { triageShown, type TriageViewState } from '../../src/protocol/triagePanel';
import type { Actions, AppState } from './app';
import type { TriageView } from './viewModel';

const shownNames: Readonly<Record<TriageViewState['shown'], string>> = {
  all: 'All',
  undecided: 'To decide',
  keep: 'Kept',
  later: 'Later',
  skip: 'Skipped',
};

/** Title, progress, search, filters, and the way into the reading list. */
export function renderTools(state: AppState, view: TriageView, actions: Actions): TemplateResult {
  const { page, kept } = state;
  const { counts } = view;
  const decided = counts.all - counts.undecided;
  return html`<header>
    <div class="identity">
      <h1>${page?.title ?? ''}</h1>
      <p class="meta">
        ${page?.day === undefined ? nothing : html`<span>${page.day}</span>`}
        <span class="decided">${decided} of ${counts.all} decided</span>
        <progress aria-label="Decided" max=${Math.max(1, counts.all)} .value=${decided}></progress>
      </p>
      ${renderAdd(state, view, actions)}
    </div>
    <div class="tools">
      <label class="search">
        <marginalia-icon name="search"></marginalia-icon>
        <input
          id="search"
          type="search"
          placeholder="Search titles, abstracts, authors"
          aria-label="Search"
          aria-keyshortcuts="/"
          .value=${kept.search}
          @input=${(event: InputEvent) =>
            event.target instanceof HTMLInputElement && actions.keep({ search: event.target.value })}
        />
      </label>
      <div class="shown" role="group" aria-label="Papers to show">
        ${triageShown.map(
          (shown) =>
            html`<button
              type="button"
              class="tool"
              aria-pressed=${kept.shown === shown}
              @click=${() => actions.keep({ shown })}
            >
              ${shownNames[shown]} <span class="count">${counts[shown]}</span>
            </button>`,
        )}
      </div>
      ${renderTopics(view, kept, actions)}
      <button
        type="button"
        class="tool"
        aria-label="Undo"
        title="Undo (U)"
        @click=${() => actions.act({ do: 'undo' })}
      >
        <marginalia-icon name="discard"></marginalia-icon>
      </button>
      <button
        type="button"
        class="tool"
        aria-label="Keys"
        title="Keys (?)"
        @click=${() => actions.setHelp(true)}
      >
        <marginalia-icon name="question"></marginalia-icon>
      </button>
    </div>
  </header>`;
}

function renderTopics(
  { topics, counts }: TriageView,
  kept: TriageViewState,
  actions: Actions,
): TemplateResult {
  const change = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    actions.keep({ topic: value === '' ? undefined : value });
  };
  return html`<select aria-label="Topic" @change=${change}>
    <option value="" .selected=${kept.topic === undefined}>All topics (${counts.all})</option>
    ${topics.map(
      ({ name, count }) =>
        html`<option value=${name} .selected=${kept.topic === name}>${name} (${count})</option>`,
    )}
  </select>`;
}

function renderAdd({ progress, adding }: AppState, { counts }: TriageView, actions: Actions): TemplateResult {
  const { target } = progress;
  const papers = counts.toAdd === 1 ? '1 Paper' : `${counts.toAdd} Papers`;
  const to = target ? `${target.section} in ${target.note}` : 'a new reading list';
  const none = counts.toAdd === 0;
  return html`<div class="add">
    <vscode-button
      aria-disabled=${none}
      ?disabled=${none}
      aria-busy=${adding}
      title=${none ? 'Keep papers first' : `To “${to}” (A)`}
      @click=${() => actions.addKept(false)}
      >${none ? 'Add Kept to Reading List' : `Add ${papers} to Reading List`}</vscode-button
    >
    <vscode-button secondary ?disabled=${none} @click=${() => actions.addKept(true)}
      >Choose List…</vscode-button
    >
  </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Actions } from './app';
import type { DecisionState, RowView } from './viewModel';

const newCategory = '\u0000new';

/** One paper: what it is, what is suggested and why, and what was decided. */
export function renderRow(view: RowView, current: boolean, actions: Actions): TemplateResult {
  const { row, state, category } = view;
  const stand = (): void => actions.stand(row.id);
  return html`<tr
    data-id=${row.id}
    class="row-${state}"
    tabindex=${current ? '0' : '-1'}
    aria-label=${labelOf(view)}
    @focusin=${stand}
  >
    <td class="paper">
      <button type="button" class="link" title="Show in its note" @click=${() => actions.reveal(row.id)}>
        ${row.title}
      </button>
      <div class="place">${row.place}${row.given === undefined ? nothing : html` · now “${row.given}”`}</div>
    </td>
    <td class="category">
      ${renderChoice(view, actions)}
      <div class="sure sure-${row.byModel ? 'model' : row.confidence}">
        ${view.changed ? 'your choice' : view.sure}
      </div>
    </td>
    <td class="because">
      ${row.because === '' ? nothing : html`<div>${row.because}</div>`}
      ${
        row.tags.length === 0
          ? nothing
          : html`<div class="tags">${row.tags.map((tag) => html`<span class="tag">#${tag}</span>`)}</div>`
      }
    </td>
    <td class="decision">
      ${renderDecision('accepted', 'check', 'Accept (A)', state, category === undefined, () =>
        actions.decide(row.id, state === 'accepted' ? 'open' : 'accepted'),
      )}
      ${renderDecision('rejected', 'close', 'Reject (R)', state, false, () =>
        actions.decide(row.id, state === 'rejected' ? 'open' : 'rejected'),
      )}
    </td>
  </tr>`;
}

function renderChoice({ row, category, options }: RowView, actions: Actions): TemplateResult {
  const change = (event: Event): void => {
    const select = event.target;
    if (!(select instanceof HTMLSelectElement)) return;
    if (select.value !== newCategory) actions.choose(row.id, select.value);
    else {
      // Until it has a name, the choice stays what it was.
      select.value = category ?? '';
      actions.chooseNew(row.id);
    }
  };
  const option = (value: string, label: string): TemplateResult =>
    html`<option value=${value} .selected=${value === category}>${label}</option>`;
  const likely = options.filter((each) => each.likely);
  const others = options.filter((each) => !each.likely);
  return html`<select aria-label=${`Category of ${row.title}`} @change=${change}>
    ${category === undefined ? html`<option value="" .selected=${true} disabled>Choose…</option>` : nothing}
    ${likely.map((each) => option(each.category, each.label))}
    ${
      others.length === 0
        ? nothing
        : html`<optgroup label=${likely.length === 0 ? 'Categories' : 'Others'}>
            ${others.map((each) => option(each.category, each.label))}
          </optgroup>`
    }
    <option value=${newCategory}>New category…</option>
  </select>`;
}

function renderDecision(
  means: DecisionState,
  icon: string,
  title: string,
  state: DecisionState,
  disabled: boolean,
  toggle: () => void,
): TemplateResult {
  return html`<button
    type="button"
    class="tool decide-${means}"
    tabindex="-1"
    title=${title}
    aria-label=${title}
    aria-pressed=${state === means ? 'true' : 'false'}
    ?disabled=${disabled}
    @click=${toggle}
  >
    <marginalia-icon name=${icon}></marginalia-icon>
  </button>`;
}

function labelOf({ row, state, category, sure }: RowView): string {
  const decided = state === 'open' ? 'undecided' : state;
  return `${row.title}: ${category ?? 'no category'}, ${sure}, ${decided}. ${row.because}`;
}

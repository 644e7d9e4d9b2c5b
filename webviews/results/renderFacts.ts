import { html, nothing, type TemplateResult } from 'lit';
import type { Actions, AppState } from './app';
import type { Fact } from './facts';

/** Facts under a heading that can be folded; what is folded stays so. */
export function renderFacts(
  id: string,
  title: string,
  facts: readonly Fact[],
  { kept }: AppState,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  const toggled = (event: Event): void => {
    if (event.target instanceof HTMLDetailsElement) actions.toggleSection(id, event.target.open);
  };
  return html`<details class="facts facts-${id}" ?open=${!kept.closed.includes(id)} @toggle=${toggled}>
    <summary>
      <marginalia-icon name="chevron"></marginalia-icon>
      <h2>${title}</h2>
    </summary>
    ${renderFactList(facts)}
  </details>`;
}

export function renderFactList(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="fact-list">
    ${facts.map(
      ({ name, value, note, code }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>
            ${code === true ? html`<code>${value}</code>` : value}
            ${note === undefined ? nothing : html`<span class="note">${note}</span>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

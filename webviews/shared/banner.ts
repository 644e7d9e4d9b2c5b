import { html, type TemplateResult } from 'lit';
import type { Trouble } from './trouble';

/** What went wrong with something the user did, until they dismiss it. */
export function renderTrouble({ message, remedy }: Trouble, dismiss: () => void): TemplateResult {
  return html`<section class="banner banner-error" role="alert">
    <marginalia-icon name="error"></marginalia-icon>
    <p>${message} ${remedy}</p>
    <button type="button" class="tool" aria-label="Dismiss" @click=${dismiss}>
      <marginalia-icon name="close"></marginalia-icon>
    </button>
  </section>`;
}

/** In place of all that a page would show. */
export function renderUnavailable(heading: string, { message, remedy }: Trouble): TemplateResult {
  return html`<section class="banner banner-error" role="alert">
    <marginalia-icon name="error"></marginalia-icon>
    <div>
      <h1>${heading}</h1>
      <p>${message} ${remedy}</p>
    </div>
  </section>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { ConsensusView } from './consensusView';

/** The one number, how it was formed, and what tells against it. */
export function renderConsensus(view: ConsensusView): TemplateResult {
  return html`<section class="consensus" aria-labelledby="consensus-title">
    <h2 id="consensus-title">Consensus</h2>
    <p class="headline">
      <strong>${view.value}</strong> <span>${view.interval}</span>
      ${view.reading === undefined ? nothing : html`<em>${view.reading}</em>`}
    </p>
    ${view.sentences.map((sentence) => html`<p>${sentence}</p>`)}
    ${
      view.warnings.length === 0
        ? nothing
        : html`<ul class="warning-list">
            ${view.warnings.map(
              (text) => html`<li><marginalia-icon name="warning"></marginalia-icon><span>${text}</span></li>`,
            )}
          </ul>`
    }
  </section>`;
}

import { html, type TemplateResult } from 'lit';
import type { Actions } from './app';
import { keyHelp } from './keys';

/** The keys, in a dialog of the page: the browser keeps the focus in it and gives it back. */
export function renderHelp(open: boolean, actions: Actions): TemplateResult {
  return html`<dialog
    id="help"
    data-open=${open}
    aria-labelledby="help-title"
    @close=${() => actions.setHelp(false)}
  >
    <h2 id="help-title">Keys</h2>
    <dl>
      ${keyHelp.map(
        ([keys, what]) =>
          html`<div>
            <dt>${keys}</dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>
    <form method="dialog"><vscode-button @click=${() => actions.setHelp(false)}>Close</vscode-button></form>
  </dialog>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { PlotId } from '../../src/protocol/resultsPanel';
import type { Actions } from './app';

const names: Readonly<Record<PlotId, string>> = {
  estimates: 'estimates',
  scale: 'dimension against scale',
  layers: 'dimension of the layers',
};

/** Copying and saving what a section shows. */
export function renderTools(plot: PlotId, actions: Actions): TemplateResult {
  const what = names[plot];
  const isFirst = plot === 'estimates' || plot === 'layers';
  const tool = (icon: 'copy' | 'save', text: string, label: string, run: () => void): TemplateResult =>
    html`<button type="button" class="tool" aria-label=${label} title=${label} @click=${run}>
      <marginalia-icon name=${icon}></marginalia-icon>${text}
    </button>`;
  return html`<div class="tools" role="group" aria-label="Copy and save: ${what}">
    ${
      isFirst
        ? html`${tool('copy', 'Markdown', `Copy the ${what} as Markdown`, () => actions.copy('markdown'))}
          ${tool('copy', 'CSV', `Copy the ${what} as CSV`, () => actions.copy('csv'))}`
        : nothing
    }
    ${tool('save', 'SVG', `Save the plot of ${what} as SVG`, () => actions.save(plot, 'svg'))}
    ${tool('save', 'CSV', `Save the ${what} as CSV`, () => actions.save(plot, 'csv'))}
  </div>`;
}

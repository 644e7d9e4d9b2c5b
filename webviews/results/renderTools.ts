import { html, nothing, type TemplateResult } from 'lit';
import type { PlotId } from '../../src/protocol/resultsPanel';
import type { IconName } from '../shared/icon';
import type { Actions, Shown } from './app';

/** Those that a result is read from first, each kind's one: they have what is copied of the whole. */
const firstPlots: readonly PlotId[] = ['estimates', 'layers', 'phase', 'success'];

/** Copying and saving what a section shows; of the numbers a result is read for, also a table in the note. */
export function renderTools(shown: Shown, actions: Actions): TemplateResult {
  const { plot, what, isTable = false, isWhole = firstPlots.includes(plot) } = shown;
  const tool = (icon: IconName, text: string, label: string, run: () => void): TemplateResult =>
    html`<button type="button" class="tool" aria-label=${label} title=${label} @click=${run}>
      <marginalia-icon name=${icon}></marginalia-icon>${text}
    </button>`;
  return html`<div class="tools" role="group" aria-label="Copy and save: ${what}">
    ${
      shown.intoNote === true
        ? tool('add', 'Into the note', `Put a live table of the ${what} into the note`, () =>
            actions.insertTable(),
          )
        : nothing
    }
    ${
      isWhole
        ? html`${tool('copy', 'Markdown', `Copy the ${what} as Markdown`, () => actions.copy('markdown'))}
          ${tool('copy', 'CSV', `Copy the ${what} as CSV`, () => actions.copy('csv'))}`
        : nothing
    }
    ${
      isTable
        ? nothing
        : html`${tool('save', 'SVG', `Save the plot of ${what} as SVG`, () => actions.save(shown, 'svg'))}
          ${tool('save', 'PNG', `Save the plot of ${what} as PNG`, () => actions.save(shown, 'png'))}`
    }
    ${tool('save', 'CSV', `Save the ${what} as CSV`, () => actions.save(shown, 'csv'))}
  </div>`;
}

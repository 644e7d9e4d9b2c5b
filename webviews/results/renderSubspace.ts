import type { TemplateResult } from 'lit';
import { html } from 'lit';
import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import type { Actions, AppState } from './app';
import { renderSection } from './renderSection';
import { curvesSection, viewSubspace } from './subspaceView';

/** The threshold in words, success and scores against the dimension, and how training went at one of them. */
export function renderSubspace(result: SubspaceResult, state: AppState, actions: Actions): TemplateResult {
  const sections = viewSubspace(result, state.kept.chosen[curvesSection]);
  return html`${sections.map((section) => renderSection(section, result, state, actions))}`;
}

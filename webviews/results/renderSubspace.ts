import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SubspaceResult } from '../../src/experiments/subspaceResult';
import type { SubspaceFigure } from '../../src/plots/subspaceFigure';
import { resultFigure } from '../../src/results/figures';
import { describeBudget, fullText, scoreText, thresholdText } from '../../src/results/subspaceText';
import type { Actions } from './app';
import { renderTools } from './renderTools';

/** The threshold in words, success and scores against the dimension, and the same numbers as a table. */
export function renderSubspace(result: SubspaceResult, actions: Actions): TemplateResult {
  return html`<section aria-labelledby="threshold-title" data-linked>
    <div class="section-head">
      <h2 id="threshold-title">Threshold training dimension: ${thresholdText(result.threshold)}</h2>
      ${renderTools({ plot: 'phase', what: 'success by dimension', of: undefined }, actions)}
    </div>
    <p class="lead">
      ${lead(result)} In full space (${result.model.parameters} parameters): ${fullText(result)}.
      ${describeBudget(result.budget)}.
    </p>
    <div class="pair">${renderFigure('phase', result)} ${renderCounts(result)}</div>
    <div class="section-head">
      <h2>Score of every run</h2>
      ${renderTools({ plot: 'scores', what: 'scores by dimension', of: undefined }, actions)}
    </div>
    ${renderFigure('scores', result)}
  </section>`;
}

function lead({ threshold, target }: SubspaceResult): string {
  return threshold.estimate === null
    ? `The target is ${target.text}.`
    : `Half the runs reach ${target.text} at this dimension.`;
}

function renderFigure(which: SubspaceFigure, result: SubspaceResult): TemplateResult | typeof nothing {
  const figure = resultFigure(which, result);
  if (figure === undefined) return nothing;
  const draw = (width: number): string =>
    figure.draw({
      ...{ width, height: figure.height(width, 'themed'), theme: 'themed' },
      title: figure.title,
    });
  return html`<figure>
    <marginalia-figure .draw=${draw}></marginalia-figure>
    <figcaption class="visually-hidden">${figure.words}</figcaption>
  </figure>`;
}

function renderCounts({ dimensions, full, target }: SubspaceResult): TemplateResult {
  const rows = [
    ...dimensions.map((row) => ({ key: `d=${row.dimension}`, name: String(row.dimension), row })),
    ...(full === null ? [] : [{ key: 'full', name: 'full space', row: full }]),
  ];
  return html`<div class="table-frame">
    <table>
      <caption class="visually-hidden">
        Runs that reach the target, by dimension
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">d</th>
          <th scope="col" class="number">Successes</th>
          <th scope="col" class="number">95 % interval (Wilson)</th>
          <th scope="col" class="number">Median ${target.measure}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          rows,
          ({ key }) => key,
          ({ key, name, row }) =>
            html`<tr data-key=${key}>
              <th scope="row" class="number">${name}</th>
              <td class="number value">${row.successes} of ${row.runs}</td>
              <td class="number">${row.interval.map((end) => end.toFixed(2)).join(' – ')}</td>
              <td class="number">${row.median === null ? nothing : scoreText(row.median)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

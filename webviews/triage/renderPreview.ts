import { html, nothing, type TemplateResult } from 'lit';
import type { TriageDecision } from '../../src/protocol/triagePanel';
import type { Actions } from './app';
import { decisionIcons } from './renderTable';
import type { Row } from './viewModel';

const choices: readonly (readonly [TriageDecision, string, string])[] = [
  ['keep', 'Keep', 'K'],
  ['later', 'Later', 'L'],
  ['skip', 'Skip', 'S'],
];

/** The selected paper: its abstract, what is known of it, and what to do with it. */
export function renderPreview(row: Row, actions: Actions): TemplateResult {
  const { entry, decision, priority, listed } = row;
  const { key } = entry;
  return html`<section class="preview" aria-label="Paper">
    <div class="choices" role="group" aria-label="Decision">
      ${choices.map(
        ([choice, name, letter]) =>
          html`<button
            type="button"
            class="choice ${choice}"
            aria-pressed=${decision === choice}
            aria-keyshortcuts=${letter}
            @click=${() => actions.decide(key, decision === choice ? undefined : choice)}
          >
            <marginalia-icon name=${decisionIcons[choice]}></marginalia-icon>
            ${name}${choice === 'keep' && priority !== undefined ? ` p${priority}` : nothing}
            <kbd aria-hidden="true">${letter}</kbd>
          </button>`,
      )}
    </div>
    <div class="abstract" id="abstract" tabindex="0" role="region" aria-label="Abstract">
      <h2>${entry.title}</h2>
      <p class="facts">${facts(row)}</p>
      <p class="links">
        <button type="button" class="link" @click=${() => actions.open(key)}>
          <marginalia-icon name="link-external"></marginalia-icon>
          ${entry.arxiv === undefined ? 'Search for it on arXiv' : `arXiv:${entry.arxiv}`}
        </button>
        <button type="button" class="link" @click=${() => actions.reveal(key)}>
          <marginalia-icon name="go-to-file"></marginalia-icon> Show in file
        </button>
        ${
          listed
            ? html`<button type="button" class="link" @click=${() => actions.revealListed(key)}>
                <marginalia-icon name="list"></marginalia-icon> In ${listed.note}, line ${listed.line + 1}
              </button>`
            : nothing
        }
      </p>
      ${
        entry.abstract === ''
          ? html`<p class="none">The page has no abstract of this paper.</p>`
          : entry.abstract.split('\n\n').map((paragraph) => html`<p>${paragraph}</p>`)
      }
    </div>
  </section>`;
}

function facts({ entry }: Row): readonly (TemplateResult | typeof nothing)[] {
  const { authors, authorsCount, organisation, date, upvotes, comments, submitter, topic } = entry;
  const count = authorsCount ?? authors.length;
  const said = [
    authors.length > 0
      ? authors.join(', ')
      : count === 0
        ? ''
        : count === 1
          ? '1 author'
          : `${count} authors`,
    organisation ?? '',
    upvotes === undefined ? '' : upvotes === 1 ? '1 upvote' : `${upvotes} upvotes`,
    comments === undefined ? '' : comments === 1 ? '1 comment' : `${comments} comments`,
    submitter === undefined ? '' : `submitted by ${submitter}`,
  ].filter((part) => part !== '');
  return [
    ...said.map((part) => html`<span>${part}</span>`),
    date
      ? html`<span title=${date.reason}
          >${date.iso}${date.yearWritten ? nothing : html` <em>year inferred</em>`}</span
        >`
      : nothing,
    topic ? html`<span title=${topic.reason}>${topic.name}</span>` : nothing,
  ];
}

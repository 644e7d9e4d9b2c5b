import { l10n } from 'vscode';
import type { TextField } from '../../../papers/categorise/evidence';
import type { Reason, Suggestion } from '../../../papers/categorise/suggestion';

/** Why this category, or why none: in the user's language. */
export function becauseText(suggestion: Suggestion): string {
  switch (suggestion.cannotTell) {
    case 'no-text':
      return l10n.t('Cannot tell: only a link is known. Fetch its metadata first.');
    case 'no-evidence':
      return l10n.t('Cannot tell: no word of it is known to any category.');
    case 'undecided':
      return l10n.t(
        'Cannot tell: {0} are about as likely.',
        suggestion.alternatives.map(({ category }) => category).join(', '),
      );
    case 'rejected':
      return l10n.t('Cannot tell: what is likely was rejected before.');
    case undefined:
      return suggestion.reasons.map(reasonText).join(' · ');
  }
}

function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'term':
      return termText(reason.text, reason.field);
    case 'arxiv':
      return `arXiv ${reason.id}`;
    case 'learnt':
      return l10n.t('“{0}”, as in papers you put there', reason.text);
    case 'like':
      return l10n.t('like “{0}”', reason.title);
  }
}

function termText(text: string, field: TextField): string {
  switch (field) {
    case 'title':
      return l10n.t('“{0}” in the title', text);
    case 'abstract':
      return l10n.t('“{0}” in the abstract', text);
    case 'note':
      return l10n.t('“{0}” in your note', text);
    case 'venue':
      return l10n.t('“{0}” in the venue', text);
  }
}

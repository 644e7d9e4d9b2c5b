import type { TextField } from './evidence';

/** What speaks for a category, the strongest first. */
export type Reason =
  | { readonly kind: 'term'; readonly text: string; readonly field: TextField }
  | { readonly kind: 'arxiv'; readonly id: string }
  /** A word that papers have which the user put there. */
  | { readonly kind: 'learnt'; readonly text: string }
  | { readonly kind: 'like'; readonly title: string };

export interface TagSuggestion {
  readonly tag: string;
  readonly reasons: readonly Reason[];
}

export type Confidence = 'high' | 'medium' | 'low' | 'none';

/** Why no category is suggested. */
export type CannotTell =
  /** Nothing but a link is known. */
  | 'no-text'
  /** No word of it is known to any category. */
  | 'no-evidence'
  /** Several categories are about as likely. */
  | 'undecided'
  /** What is likely was rejected before. */
  | 'rejected';

export interface Suggestion {
  /** Undefined where it cannot be told: `cannotTell` says why. */
  readonly category: string | undefined;
  readonly cannotTell: CannotTell | undefined;
  /** Of the category, or of the likeliest where none is suggested. */
  readonly probability: number;
  readonly confidence: Confidence;
  readonly reasons: readonly Reason[];
  /** The other categories that come into question, the likeliest first. */
  readonly alternatives: readonly { readonly category: string; readonly probability: number }[];
  readonly tags: readonly TagSuggestion[];
}

export function confidenceOf(probability: number): Confidence {
  return probability >= 0.8 ? 'high' : probability >= 0.5 ? 'medium' : 'low';
}

const fieldNames: Readonly<Record<TextField, string>> = {
  title: 'in the title',
  abstract: 'in the abstract',
  note: 'in your note',
  venue: 'in the venue',
};

/** In English, for the command line; the editor has its own words in the user's language. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'term':
      return `“${reason.text}” ${fieldNames[reason.field]}`;
    case 'arxiv':
      return `arXiv ${reason.id}`;
    case 'learnt':
      return `“${reason.text}” as in papers you put there`;
    case 'like':
      return `like “${reason.title}”`;
  }
}

/** In English: "because “mutual information” in the title, arXiv cs.IT", or why it cannot be told. */
export function describeSuggestion(suggestion: Suggestion): string {
  switch (suggestion.cannotTell) {
    case 'no-text':
      return 'cannot tell: only a link is known; fetch its metadata first';
    case 'no-evidence':
      return 'cannot tell: no word of it is known to any category';
    case 'undecided':
      return `cannot tell: ${suggestion.alternatives
        .slice(0, 3)
        .map(({ category }) => category)
        .join(', ')} are about as likely`;
    case 'rejected':
      return 'cannot tell: what is likely was rejected before';
    case undefined:
      return `because ${suggestion.reasons.map(describeReason).join(', ')}`;
  }
}

import { l10n } from 'vscode';
import type { LectureGap } from '../../../notes/lectures/gaps';

/** What a lecture lacks, as a sentence. */
export function gapText(gap: LectureGap): string {
  switch (gap.kind) {
    case 'meta':
      return l10n.t('This lecture does not say what it is of.');
    case 'field':
      return l10n.t('This lecture has no field “{0}”.', gap.label);
    case 'empty-field':
      return l10n.t('“{0}” is not filled in.', gap.label);
    case 'section':
      return gap.part
        ? l10n.t('{0} has no section “{1}”.', gap.part.name, gap.label)
        : l10n.t('This lecture has no section “{0}”.', gap.label);
    case 'empty-section':
      return l10n.t('“{0}” is empty.', gap.label);
    case 'no-fix':
      return l10n.t('This limitation has no fix.');
    case 'no-limitation':
      return l10n.t('This fix does not say what it is for.');
  }
}

/** Stable, as problems are told apart by. */
export function gapCode(gap: LectureGap): string {
  return `lecture.${gap.kind === 'meta' || gap.kind === 'field' || gap.kind === 'section' ? `no-${gap.kind}` : gap.kind}`;
}

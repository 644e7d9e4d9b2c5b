import { l10n } from 'vscode';
import type { Problem } from '../../../base/problem';
import { nearMatches } from '../experiments/nearMatches';
import type { LiveValue } from './markerIndex';

export interface ValueProblem extends Problem {
  readonly replacements: readonly { readonly experimentId: string; readonly field: string | undefined }[];
}

/** What the author of a live value should know of it; undefined for a value that is current. */
export function valueProblem(value: LiveValue, experimentIds: readonly string[]): ValueProblem | undefined {
  const { marker, state } = value;
  const name = marker.field === undefined ? marker.experimentId : `${marker.experimentId}.${marker.field}`;
  const opening = { start: marker.range.start, end: marker.content.start };
  const filled = marker.content.end > marker.content.start ? marker.content : marker.range;
  // A whole table underlined could not be read; it is dimmed all the same.
  const range = marker.form === 'block' ? opening : filled;
  switch (state.state) {
    case 'current':
      return undefined;
    case 'unknown': {
      const near = nearMatches(marker.experimentId, experimentIds);
      return {
        code: 'marginalia.unknown-experiment',
        severity: 'warning',
        message: l10n.t('No note holds an experiment {0}.', marker.experimentId),
        remedy:
          near[0] === undefined
            ? l10n.t('Write its block, or name another.')
            : l10n.t('Did you mean {0}?', near[0]),
        range: opening,
        replacements: near.map((experimentId) => ({ experimentId, field: marker.field })),
      };
    }
    case 'no-field':
      return {
        code: 'marginalia.unknown-field',
        severity: 'warning',
        message: state.error.message,
        remedy: state.error.remedy,
        range: opening,
        replacements: state.fields.map((field) => ({ experimentId: marker.experimentId, field })),
      };
    case 'never':
      return {
        code: 'marginalia.not-run',
        severity: 'hint',
        message: l10n.t('{0} has no finished run yet: this value is filled in by one.', marker.experimentId),
        remedy: '',
        range: opening,
        replacements: [],
      };
    case 'outdated':
      return {
        code: 'marginalia.outdated',
        severity: 'information',
        message: l10n.t('The latest run gives another value for {0}.', name),
        remedy: '',
        range,
        replacements: [],
      };
    case 'stale':
      return {
        code: 'marginalia.stale',
        severity: 'warning',
        message: l10n.t('{0} is stale.', name),
        remedy: state.reasons.join(' '),
        range,
        replacements: [],
      };
  }
}

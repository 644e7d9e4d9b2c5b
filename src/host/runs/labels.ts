import { l10n } from 'vscode';
import type { Run, RunResult } from '../../experiments/run';
import { timeLeftText } from '../../experiments/timeLeftText';
import { headlineValues } from '../../results/namedValues';

/** `twonn 12.9 ± 0.4`, or the first few of several estimates. */
export function valueLabel(result: RunResult, most = 3): string {
  const values = headlineValues(result.result);
  const shown = values.slice(0, most).map(({ field, text }) => `${field} ${text}`);
  return values.length > most ? [...shown, '…'].join(' · ') : shown.join(' · ');
}

/** `42 %, about 3 min left`; a run that was never heard of has no number yet. */
export function progressLabel(run: Run): string {
  if (run.state === 'created') return l10n.t('starting');
  const percent = `${Math.floor(run.fraction * 100)} %`;
  return run.left === undefined ? percent : `${percent}, ${timeLeftText(run.left)}`;
}

/** Why a run failed, in one clause that begins with the place: `data/digits.csv:12: column 3 holds "abc"`. */
export function failureLabel({ error }: Run): string {
  if (!error) return '';
  const { file, line } = error.location ?? {};
  const place = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `;
  // Some messages begin with their file already.
  const isNamed = file !== undefined && error.message.includes(file) && line === undefined;
  return `${isNamed ? '' : place}${asClause(error.message)}`;
}

/** How long ago, as coarsely as one says it. */
export function ageLabel(iso: string | undefined, now: number): string {
  if (iso === undefined) return '';
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (seconds < 60) return l10n.t('just now');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return l10n.t('{0} min ago', minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return l10n.t('{0} h ago', hours);
  const days = Math.floor(hours / 24);
  if (days === 1) return l10n.t('yesterday');
  return days < 14 ? l10n.t('{0} days ago', days) : new Date(iso).toLocaleDateString();
}

/** A sentence as part of another: without its full stop. */
export function asClause(sentence: string): string {
  return sentence.replace(/[.\s]+$/, '');
}

/** One line of text, cut where a lens or a tree would grow too wide. */
export function shortened(text: string, most = 90): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

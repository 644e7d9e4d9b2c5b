import { l10n } from 'vscode';
import type { FetchProgress } from '../../../papers/fetchMetadata';
import type { FetchReport, ServiceReport } from '../../../papers/fetchReport';
import { serviceNames } from '../../../papers/services';

/** "Crossref limits requests: trying again in 12 s" */
export function waitingText({ ms, reason, service }: NonNullable<FetchProgress['waiting']>): string {
  const seconds = Math.ceil(ms / 1000);
  const name = serviceNames[service];
  return reason === 'rate-limited'
    ? l10n.t('{0} limits requests: trying again in {1} s', name, seconds)
    : l10n.t('{0} is unavailable: trying again in {1} s', name, seconds);
}

/** "11 fetched · 2 up to date · 1 unknown · 6 without an identifier." */
export function countsText({ fetched, fresh, unknown, unidentified, missed }: FetchReport): string {
  const all = fetched.length + fresh.length + unknown.length + missed.length;
  if (all + unidentified.length === 0) return l10n.t('The notes have no reading list yet.');
  if (all === 0) {
    return l10n.t('No link of the reading list names a paper by arXiv id or DOI: there is nothing to fetch.');
  }
  const parts = [l10n.t('{0} fetched', fetched.length)];
  if (fresh.length > 0) parts.push(l10n.t('{0} up to date', fresh.length));
  if (unknown.length > 0) parts.push(l10n.t('{0} unknown', unknown.length));
  if (unidentified.length > 0) parts.push(l10n.t('{0} without an identifier', unidentified.length));
  if (missed.length > 0) parts.push(l10n.t('{0} not answered for', missed.length));
  return `${parts.join(' · ')}.`;
}

/** "From arXiv 9, Crossref 2. Semantic Scholar limits requests." Empty where nobody was asked. */
export function servicesText({ services }: FetchReport): string {
  const gave = services.filter(({ found }) => found > 0);
  const names = gave.map(({ service, found }) => `${serviceNames[service]} ${found}`).join(', ');
  const parts = names === '' ? [] : [l10n.t('From {0}.', names)];
  return [...parts, ...services.map(troubleText).filter((text) => text !== '')].join(' ');
}

function troubleText({ service, error }: ServiceReport): string {
  const name = serviceNames[service];
  switch (error?.code) {
    case undefined:
      return '';
    case 'network.rate-limited':
      return l10n.t('{0} limits requests.', name);
    case 'network.blocked':
      return l10n.t('{0} refuses to answer.', name);
    case 'network.unreachable':
      return l10n.t('{0} cannot be reached.', name);
    default:
      return l10n.t('{0} gave answers that cannot be read.', name);
  }
}

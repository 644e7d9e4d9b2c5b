import { l10n, ProgressLocation, window, type LogOutputChannel, type QuickPickItem } from 'vscode';
import { isAbort } from '../../base/abort';
import type { Clock } from '../../base/clock';
import { readableTitle } from '../../notes/readableMaths';
import type { TitleQuery } from '../../papers/clients/client';
import { pageOfIds } from '../../papers/links';
import type { TitleCandidate, TitleSearch } from '../../papers/searchTitles';
import { serviceNames } from '../../papers/services';
import { plainLabel } from '../plainLabel';
import type { PaperServices } from './paperServices';

export interface TitleSearchPorts {
  readonly services: PaperServices;
  readonly clock: Clock;
  readonly log: LogOutputChannel;
}

/** Searches the services for a title, with a progress that can be cancelled: undefined where it was. */
export async function searchForTitle(
  { services, clock, log }: TitleSearchPorts,
  query: TitleQuery,
): Promise<TitleSearch | undefined> {
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Searching for “{0}”', query.title),
      cancellable: true,
    },
    async (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const ports = { http: services.http, clock, logger: log, access: await services.access() };
      const { searchTitles } = await import('../../papers/searchTitles');
      return searchTitles(query, { ...ports, signal: controller.signal }).catch((error: unknown) => {
        if (isAbort(error)) return undefined;
        throw error;
      });
    },
  );
}

/** The title of a pick among the answers, with the services whose answers are missing in it. */
export function whichPaper({ failed }: TitleSearch): string {
  if (failed.length === 0) return l10n.t('Which paper is it?');
  const names = failed.map(({ service }) => serviceNames[service]).join(', ');
  return l10n.t('Which paper is it? (no answer from {0})', names);
}

/** An answer as a row: title, authors and year, below them its address, its venue, who says so and how alike it is. */
export function candidateItem({
  title,
  authors,
  year,
  venue,
  sources,
  ids,
  score,
}: TitleCandidate): QuickPickItem {
  const who = authors.length > 3 ? l10n.t('{0} et al.', authors[0] ?? '') : authors.join(', ');
  const details = [
    pageOfIds(ids) ?? l10n.t('no link'),
    venue,
    sources.map((source) => serviceNames[source]).join(', '),
    l10n.t('{0} % alike', Math.round(score * 100)),
  ];
  return {
    label: plainLabel(readableTitle(title)),
    description: plainLabel([who, year].filter((part) => part !== undefined && part !== '').join(', ')),
    detail: plainLabel(details.filter((part) => part !== undefined && part !== '').join(' · ')),
  };
}

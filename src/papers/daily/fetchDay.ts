import { CodedError } from '../../base/errors';
import { askService, unreadableAnswer, type AskPorts } from '../askService';
import type { Manners } from '../clients/client';
import { decodeHuggingFaceDaily, huggingFaceDailyUrl } from '../clients/huggingFaceDaily';
import { openAccess } from '../services';

export interface FetchDayOptions {
  readonly baseUrl: string;
  readonly signal?: AbortSignal;
  readonly onWait?: (ms: number) => void;
}

const manners: Manners = {
  pace: { intervalMs: 500, concurrency: 1 },
  batch: 1,
  backOffMs: [5_000, 20_000],
  blocked: [401, 403],
  blockedRemedy: 'Open the page in a browser, save its text, and triage that.',
};
/** Longer than that nobody waits before a progress bar: the error says when to come back. */
const longestWait = 60_000;

/**
 * Asks Hugging Face for a day's papers; the answer's text, which is known to be a list of papers. Tries again while the
 * service limits or is down. Rejects as {@link askService} does, and where there is no such list.
 */
export async function fetchDay(day: string, ports: AskPorts, options: FetchDayOptions): Promise<string> {
  const url = huggingFaceDailyUrl(options.baseUrl, day);
  const { host } = new URL(url);
  const asked = { service: 'hugging-face', manners, answers: [400, 404] } as const;
  const { status, body } = await askService(asked, { url, headers: { accept: 'application/json' } }, ports, {
    access: openAccess,
    longestWait,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.onWait ? { onWait: options.onWait } : {}),
  });
  if (status !== 200) {
    throw new CodedError('network.response', `${host} has no page for ${day} (HTTP ${status}).`, {
      remedy: 'The first days are of May 2023, and a day has its papers from the morning on.',
    });
  }
  const decoded = decodeHuggingFaceDaily(body);
  if (!decoded.ok) throw unreadableAnswer('hugging-face', decoded.error, url);
  if (decoded.value.papers.length === 0) {
    throw new CodedError('network.response', `${host} has no papers for ${day}.`, {
      remedy: 'There are none at weekends; try the day before.',
    });
  }
  return body;
}

import type { Clock } from '../base/clock';
import { CodedError } from '../base/errors';
import type { Http, HttpResponse } from '../base/http';
import type { Logger } from '../base/logger';
import { arxivRequestUrl, decodeArxivAnswer, type ArxivAnswer } from './clients/arxiv';

/** Why a fetch waits: the service limits it (429), or is down for the moment (5xx). */
export type WaitReason = 'rate-limited' | 'unavailable';

export interface AskPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AskOptions {
  readonly baseUrl: string;
  readonly signal?: AbortSignal;
  readonly onWait?: (ms: number, reason: WaitReason) => void;
}

/** Waits between tries where the service names none: from 30 s, doubled. */
const backOff: readonly number[] = [30_000, 60_000, 120_000];
/** Nobody waits longer than this before a progress bar; the error says when to come back. */
const longestWait = 10 * 60_000;

/**
 * Asks arXiv for papers by id and decodes the answer, trying again while the service limits or is down.
 * Rejects with `network.blocked` (403, at once), `network.rate-limited`, `network.response`, what the HTTP port
 * rejects with, or an AbortedError.
 */
export async function askArxiv(
  ids: readonly string[],
  ports: AskPorts,
  options: AskOptions,
): Promise<ArxivAnswer> {
  const url = arxivRequestUrl(options.baseUrl, ids);
  for (let attempt = 0; ; attempt++) {
    ports.logger.info(`GET ${url}`);
    const response = await ports.http.get({ url, ...(options.signal ? { signal: options.signal } : {}) });
    ports.logger.info(`HTTP ${response.status}, ${response.body.length} characters`);
    const reason = waitReason(response.status);
    if (!reason) return readAnswer(response, url);
    const asked = retryAfter(response, ports.clock.now());
    const wait = asked ?? backOff[attempt];
    if (attempt >= backOff.length || wait === undefined || wait > longestWait) {
      throw exhausted(response.status, asked, attempt + 1);
    }
    ports.logger.warn(`HTTP ${response.status}: trying again in ${Math.ceil(wait / 1000)} s.`);
    options.onWait?.(wait, reason);
    await ports.clock.sleep(wait, options.signal);
  }
}

function waitReason(status: number): WaitReason | undefined {
  if (status === 429) return 'rate-limited';
  return [500, 502, 503, 504].includes(status) ? 'unavailable' : undefined;
}

/** The header's seconds or date, in ms from now; undefined where it is missing or is neither. */
function retryAfter(response: HttpResponse, now: number): number | undefined {
  const header = response.headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = /[a-z]/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function readAnswer(response: HttpResponse, url: string): ArxivAnswer {
  const { status, body } = response;
  if (status === 403) {
    throw new CodedError('network.blocked', 'arXiv has blocked this computer or network (HTTP 403).', {
      remedy: 'Stop fetching for a day; if it lasts, ask arXiv for help through its contact page.',
    });
  }
  if (status !== 200 && status !== 400) {
    throw new CodedError('network.response', `The arXiv service answered HTTP ${status}.`, {
      remedy: `Check the setting marginalia.papers.arxivBaseUrl: asked was ${new URL(url).origin}.`,
    });
  }
  const answer = decodeArxivAnswer(body);
  if (answer.ok && (status === 200 || answer.value.kind === 'error')) return answer.value;
  const why = answer.ok ? 'HTTP 400 without a reason' : answer.error;
  throw new CodedError('network.response', `The arXiv service's answer cannot be read: ${why}.`, {
    remedy: `Look whether a proxy or a sign-in page stands between you and ${new URL(url).host}, then try again.`,
  });
}

function exhausted(status: number, asked: number | undefined, tries: number): CodedError {
  const what =
    status === 429
      ? 'arXiv limits the requests from here (HTTP 429)'
      : `arXiv is unavailable (HTTP ${status})`;
  const when =
    asked !== undefined && asked > longestWait
      ? `It asks to wait ${Math.ceil(asked / 60_000)} minutes.`
      : 'Try again in half an hour.';
  const code = status === 429 || status === 503 ? 'network.rate-limited' : 'network.response';
  return new CodedError(code, `${what}, after ${tries} ${tries === 1 ? 'try' : 'tries'}.`, { remedy: when });
}

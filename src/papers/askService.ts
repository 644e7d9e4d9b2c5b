import type { Clock } from '../base/clock';
import { CodedError } from '../base/errors';
import type { Http, HttpRequest, HttpResponse } from '../base/http';
import type { Logger } from '../base/logger';
import { askedToWait } from './askedToWait';
import type { Manners, ServiceRequest } from './clients/client';
import { contactOf, serviceNames, type ServiceAccess, type ServiceId } from './services';

/** Why a fetch waits: the service limits it (429), or is down for the moment (5xx). */
export type WaitReason = 'rate-limited' | 'unavailable';

export interface AskPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AskOptions {
  readonly access: ServiceAccess;
  /** How often to try again; as often as the service's manners say where nothing is said. */
  readonly retries?: number;
  /** A longer wait than this, in ms, ends the asking; 10 minutes where nothing is said. */
  readonly longestWait?: number;
  readonly signal?: AbortSignal;
  readonly onWait?: (ms: number, reason: WaitReason) => void;
}

/** Whom to ask, and which answers are answers. */
export interface Asked {
  readonly service: ServiceId;
  readonly manners: Manners;
  /** Statuses that the caller reads, besides 200. */
  readonly answers: readonly number[];
}

/** Nobody waits longer than this before a progress bar; the error says when to come back. */
const usualLongestWait = 10 * 60_000;

/**
 * Sends a request to a service, trying again while it limits or is down, and gives back an answer that the caller
 * reads. Rejects with `network.blocked` (at once), `network.rate-limited`, `network.response`, what the HTTP port
 * rejects with, or an AbortedError.
 */
export async function askService(
  { service, manners, answers }: Asked,
  request: ServiceRequest,
  { http, clock, logger }: AskPorts,
  options: AskOptions,
): Promise<HttpResponse> {
  const { retries = manners.backOffMs.length, longestWait = usualLongestWait, signal } = options;
  const contactPace = contactOf(options.access) === undefined ? undefined : manners.contactPace;
  const sent: HttpRequest = { ...request, pace: contactPace ?? manners.pace, ...(signal ? { signal } : {}) };
  for (let attempt = 0; ; attempt++) {
    // The address without keys: those are in no address until it is sent.
    logger.info(`${request.body === undefined ? 'GET' : 'POST'} ${request.url}`);
    const response = await http.send(sent);
    const { status } = response;
    logger.info(`HTTP ${status}, ${response.body.length} characters`);
    if (status === 200 || answers.includes(status)) return response;
    if (manners.blocked.includes(status)) throw blocked(service, manners, status);
    const reason = waitReason(status, manners);
    if (!reason) throw unexpected(service, status, request.url);
    const asked = askedToWait(response, clock.now());
    const wait = asked ?? manners.backOffMs[attempt];
    if (attempt >= retries || wait === undefined || wait > longestWait) {
      throw exhausted(service, status, reason, { asked, tries: attempt + 1 });
    }
    logger.warn(`HTTP ${status}: trying again in ${Math.ceil(wait / 1000)} s.`);
    options.onWait?.(wait, reason);
    await clock.sleep(wait, signal);
  }
}

/** An answer that cannot be read as what the service promises. */
export function unreadableAnswer(service: ServiceId, why: string, url: string): CodedError {
  return new CodedError(
    'network.response',
    `The ${serviceNames[service]} service's answer cannot be read: ${why}.`,
    {
      remedy: `Look whether a proxy or a sign-in page stands between you and ${new URL(url).host}, then try again.`,
    },
  );
}

function waitReason(status: number, manners: Manners): WaitReason | undefined {
  if (status === 429 || manners.slowDown?.includes(status)) return 'rate-limited';
  return [500, 502, 503, 504].includes(status) ? 'unavailable' : undefined;
}

function blocked(service: ServiceId, { blockedRemedy }: Manners, status: number): CodedError {
  const what =
    status === 401
      ? `${serviceNames[service]} refuses the key (HTTP 401).`
      : `${serviceNames[service]} has blocked this computer or network (HTTP ${status}).`;
  return new CodedError('network.blocked', what, { remedy: blockedRemedy });
}

function unexpected(service: ServiceId, status: number, url: string): CodedError {
  const setting = service === 'arxiv' ? 'marginalia.papers.arxivBaseUrl' : 'marginalia.papers.serviceUrls';
  return new CodedError('network.response', `The ${serviceNames[service]} service answered HTTP ${status}.`, {
    remedy: `Check the setting ${setting}: asked was ${new URL(url).origin}.`,
  });
}

function exhausted(
  service: ServiceId,
  status: number,
  reason: WaitReason,
  { asked, tries }: { readonly asked: number | undefined; readonly tries: number },
): CodedError {
  const name = serviceNames[service];
  const what =
    reason === 'rate-limited'
      ? `${name} limits the requests from here (HTTP ${status})`
      : `${name} is unavailable (HTTP ${status})`;
  const when =
    asked !== undefined && asked > 60_000
      ? `It asks to wait ${Math.ceil(asked / 60_000)} minutes.`
      : 'Try again in half an hour.';
  const code = reason === 'rate-limited' || status === 503 ? 'network.rate-limited' : 'network.response';
  return new CodedError(code, `${what}, after ${tries} ${tries === 1 ? 'try' : 'tries'}.`, { remedy: when });
}

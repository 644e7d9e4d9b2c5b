import type { HttpResponse, Pace } from '../base/http';

/** A service that asks for longer than this is asked again when the user next asks. */
const longest = 24 * 60 * 60 * 1000;

/**
 * How long a response asks to be left alone, in ms from `now`: by `Retry-After` (seconds or a date), by a `RateLimit`
 * header with nothing remaining (`"api";r=0;t=55`), or by `X-RateLimit-Remaining: 0`. Undefined where it does not.
 */
export function askedToWait({ headers }: HttpResponse, now: number): number | undefined {
  const wait = retryAfter(headers['retry-after'], now) ?? spentWindow(headers, now);
  return wait === undefined ? undefined : Math.min(longest, Math.max(0, wait));
}

/** The pace that a response allows, where it allows less than `pace`: Crossref's `x-rate-limit-*`. */
export function slowedPace({ headers }: HttpResponse, pace: Pace): Pace {
  const limit = Number(headers['x-rate-limit-limit']);
  const interval = /^(\d+)\s*(ms|s|m)?$/.exec(headers['x-rate-limit-interval']?.trim() ?? '');
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
  const windowMs = interval ? Number(interval[1]) * (units[interval[2] ?? 's'] ?? 1000) : NaN;
  const lanes = Number(headers['x-concurrency-limit']);
  const concurrency = lanes >= 1 ? Math.min(pace.concurrency, Math.floor(lanes)) : pace.concurrency;
  const slowest = limit > 0 && windowMs > 0 ? Math.min(60_000, (windowMs / limit) * concurrency) : 0;
  return { intervalMs: Math.max(pace.intervalMs, slowest), concurrency };
}

function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : date - now;
}

function spentWindow(headers: HttpResponse['headers'], now: number): number | undefined {
  const standard = headers['ratelimit'] ?? '';
  const remaining = /(?:^|[;,\s])(?:r|remaining)=(\d+)/.exec(standard)?.[1];
  const reset = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(standard)?.[1];
  if (remaining !== undefined && reset !== undefined) {
    return Number(remaining) === 0 ? Number(reset) * 1000 : undefined;
  }
  if (headers['x-ratelimit-remaining']?.trim() !== '0') return undefined;
  const at = Number(headers['x-ratelimit-reset'] ?? NaN);
  if (Number.isNaN(at)) return undefined;
  // Seconds from now, or since 1970.
  return at > 1e9 ? at * 1000 - now : at * 1000;
}

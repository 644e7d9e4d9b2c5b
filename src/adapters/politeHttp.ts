import type { Http } from '../base/http';
import type { Logger } from '../base/logger';
import { NodeHttp } from './http';
import { RateLimitedHttp } from './rateLimiter';
import { userStateFolder } from './stateFolder';
import { systemClock } from './systemClock';

/** How Marginalia talks to services: by its name, one request in three seconds over all of a user's processes. */
export function politeHttp(version: string, logger: Logger): Http {
  const http = new NodeHttp({ userAgent: `Marginalia/${version}` });
  return new RateLimitedHttp(http, { stateFolder: userStateFolder(), clock: systemClock, logger });
}

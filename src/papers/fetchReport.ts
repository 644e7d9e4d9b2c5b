import type { CodedError } from '../base/errors';
import type { ServiceId } from './services';

/** How asking one service went. */
export interface ServiceReport {
  readonly service: ServiceId;
  /** Papers it was asked for, and of those how many it knew. */
  readonly asked: number;
  readonly found: number;
  /** Papers that it gave no answer for, because of `error`. */
  readonly failed: number;
  /** Why it gave no answer, the last time that it gave none. */
  readonly error: CodedError | undefined;
}

/** How a fetch ended. Every paper is in exactly one of the lists, by its key. */
export interface FetchReport {
  readonly fetched: readonly string[];
  /** Those who were asked answered, and have no such paper. */
  readonly unknown: readonly string[];
  /** Answered for within the last day, not asked for again. */
  readonly fresh: readonly string[];
  /** No service that may be asked can be: the link names no identifier that it knows. */
  readonly unidentified: readonly string[];
  /** Not answered for, because of `error` or of cancelling. */
  readonly missed: readonly string[];
  /** Those that were asked, in the order to ask them. */
  readonly services: readonly ServiceReport[];
  readonly cancelled: boolean;
  /** Why papers were missed. A service whose papers another one had is told of in `services` alone. */
  readonly error: CodedError | undefined;
}

export const emptyReport: FetchReport = {
  fetched: [],
  unknown: [],
  fresh: [],
  unidentified: [],
  missed: [],
  services: [],
  cancelled: false,
  error: undefined,
};

/** Two fetches, of two folders, as one. */
export function addReports(a: FetchReport, b: FetchReport): FetchReport {
  const ids = [...new Set([...a.services, ...b.services].map(({ service }) => service))];
  return {
    fetched: [...a.fetched, ...b.fetched],
    unknown: [...a.unknown, ...b.unknown],
    fresh: [...a.fresh, ...b.fresh],
    unidentified: [...a.unidentified, ...b.unidentified],
    missed: [...a.missed, ...b.missed],
    services: ids.map((service) => {
      const both = [...a.services, ...b.services].filter((each) => each.service === service);
      const sum = (name: 'asked' | 'found' | 'failed'): number =>
        both.reduce((total, each) => total + each[name], 0);
      const error = both.find((each) => each.error)?.error;
      return { service, asked: sum('asked'), found: sum('found'), failed: sum('failed'), error };
    }),
    cancelled: a.cancelled || b.cancelled,
    error: a.error ?? b.error,
  };
}

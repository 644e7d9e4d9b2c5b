/** How often a host may be asked, by all of the user's processes together. */
export interface Pace {
  /** From the end of a request to the start of the next one in the same lane. */
  readonly intervalMs: number;
  /** Lanes: requests that may be under way at once. */
  readonly concurrency: number;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request is a POST where it has a body, else a GET. */
  readonly body?: string;
  /** Keys: sent to the origin of `url` alone, whatever its redirects say, and part of no log or error. */
  readonly secrets?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
  };
  /** Where nothing is said, one request in three seconds, one at a time. */
  readonly pace?: Pace;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request. Rejects with `network.unreachable` when no response came, with an AbortedError on abort. */
export interface Http {
  send(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
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
  get(request: HttpRequest): Promise<HttpResponse>;
}

import { AbortedError, isAbort } from '../base/abort';
import { CodedError } from '../base/errors';
import type { Http, HttpRequest, HttpResponse } from '../base/http';

export interface NodeHttpOptions {
  /** `Marginalia/<version>`: services ask to be told who asks. */
  readonly userAgent: string;
  /** For one request, redirects and body included. */
  readonly timeoutMs?: number;
  /** A longer body is refused while it is read. */
  readonly maxBytes?: number;
}

const maxRedirects = 5;

/**
 * HTTP over the platform's fetch, which in the editor follows its proxy settings. Only http and https; redirects
 * are followed within http(s), never from https down to http.
 */
export class NodeHttp implements Http {
  private readonly timeoutMs: number;
  private readonly maxBytes: number;

  constructor(private readonly options: NodeHttpOptions) {
    this.timeoutMs = options.timeoutMs ?? 30_000;
    this.maxBytes = options.maxBytes ?? 16 * 1024 * 1024;
  }

  async get(request: HttpRequest): Promise<HttpResponse> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    try {
      return await this.follow(request, signal);
    } catch (error) {
      if (request.signal?.aborted) throw new AbortedError();
      if (error instanceof CodedError) throw error;
      throw unreachable(request.url, timeout.aborted ? this.timeoutMs : undefined, error);
    }
  }

  private async follow(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    let url = checked(request.url);
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        headers: { ...request.headers, 'user-agent': this.options.userAgent },
      });
      const target = redirectTarget(response, url);
      if (!target) {
        const headers = Object.fromEntries(response.headers);
        return { status: response.status, headers, body: await this.readBody(response, url) };
      }
      await response.body?.cancel();
      url = target;
    }
    throw new CodedError('network.response', `${url.host} redirects without end.`);
  }

  private async readBody(response: Response, url: URL): Promise<string> {
    const decoder = new TextDecoder();
    let bytes = 0;
    let text = '';
    const body: AsyncIterable<Uint8Array> | null = response.body;
    if (!body) return '';
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > this.maxBytes) {
        throw new CodedError('network.response', `${url.host} sent more than ${this.maxBytes} bytes.`);
      }
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  }
}

function redirectTarget(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  const target = checked(new URL(location, from).href);
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new CodedError('network.response', `${from.host} redirects to an unencrypted address.`);
  }
  return target;
}

function checked(address: string): URL {
  const url = new URL(address);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  throw new CodedError('network.response', `${address} is not an http or https address.`);
}

function unreachable(address: string, timeoutMs: number | undefined, error: unknown): CodedError {
  const { host } = new URL(address);
  const why = timeoutMs === undefined ? reasonOf(error) : `no answer in ${timeoutMs / 1000} s`;
  return new CodedError('network.unreachable', `${host} cannot be reached: ${why}.`, {
    remedy: 'Check the network connection and the proxy settings, then try again.',
    cause: error,
  });
}

/** "fetch failed" hides what failed in its cause. */
function reasonOf(error: unknown): string {
  if (isAbort(error)) return 'the connection was closed';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was reset',
    ENOTFOUND: 'its name is not known',
    EAI_AGAIN: 'its name could not be looked up',
    ETIMEDOUT: 'the connection timed out',
    UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
    UND_ERR_SOCKET: 'the connection was closed',
  };
  return known[code ?? ''] ?? (cause.message || code || 'unknown reason');
}

import { AbortedError, isAbort } from '../base/abort';
import { CodedError } from '../base/errors';
import type { Http, HttpRequest, HttpResponse } from '../base/http';
import { readBodyText } from './bodyText';

export interface NodeHttpOptions {
  /** `Marginalia/<version>`: services ask to be told who asks. */
  readonly userAgent: string;
  /** For one request, redirects and body included: a body that drips ends with it, too. */
  readonly timeoutMs?: number;
  /** A longer body is refused while it is read, as sent and as unpacked. */
  readonly maxBytes?: number;
}

const maxRedirects = 5;

/**
 * HTTP over the platform's fetch, which in the editor follows its proxy settings. Only http and https; redirects
 * are followed within http(s), never from https down to http, and never to another origin with a key.
 */
export class NodeHttp implements Http {
  private readonly timeoutMs: number;
  private readonly maxBytes: number;

  constructor(private readonly options: NodeHttpOptions) {
    this.timeoutMs = options.timeoutMs ?? 30_000;
    this.maxBytes = options.maxBytes ?? 8 * 1024 * 1024;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    try {
      return await this.follow(request, signal);
    } catch (error) {
      if (request.signal?.aborted) throw new AbortedError();
      if (error instanceof CodedError) throw error;
      if (isUnreadable(error)) throw unreadable(request.url, error);
      throw unreachable(request.url, timeout.aborted ? this.timeoutMs : undefined, error);
    }
  }

  private async follow(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    let url = withSecrets(request);
    let { body } = request;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        signal,
        headers: {
          ...request.headers,
          ...request.secrets?.headers,
          'user-agent': this.options.userAgent,
        },
        ...(body === undefined ? {} : { body }),
      });
      const target = redirectTarget(response, url, request.secrets !== undefined);
      if (!target) {
        const headers = Object.fromEntries(response.headers);
        return { status: response.status, headers, body: await this.readBody(response, url) };
      }
      await response.body?.cancel();
      if (response.status !== 307 && response.status !== 308) body = undefined;
      url = target;
    }
    throw misled(`${url.host} redirects without end.`);
  }

  private async readBody(response: Response, url: URL): Promise<string> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const tooLong = (): CodedError =>
      new CodedError('network.response', `${url.host} sent more than ${this.maxBytes} bytes.`, {
        remedy: 'Nothing of that answer was used. Try again later.',
      });
    const body: AsyncIterable<Uint8Array> | null = response.body;
    if (!body) return '';
    // Leaving the loop closes the connection: what is too long is not read to its end.
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > this.maxBytes) throw tooLong();
      chunks.push(chunk);
    }
    try {
      return readBodyText(Buffer.concat(chunks), response.headers.get('content-type'), this.maxBytes);
    } catch (error) {
      if (error instanceof RangeError) throw tooLong();
      throw error;
    }
  }
}

function withSecrets({ url, secrets }: HttpRequest): URL {
  const address = checked(url);
  for (const [name, value] of Object.entries(secrets?.query ?? {})) address.searchParams.set(name, value);
  return address;
}

function redirectTarget(response: Response, from: URL, hasSecrets: boolean): URL | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  if (!URL.canParse(location, from.href)) {
    throw misled(`${from.host} redirects to what is no address.`);
  }
  const target = new URL(location, from);
  if (!isWeb(target)) throw misled(`${from.host} redirects to ${target.protocol}, which is not the web.`);
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw misled(`${from.host} redirects to an unencrypted address.`);
  }
  if (hasSecrets && target.origin !== from.origin) {
    throw misled(
      `${from.host} redirects a request that carries a key to ${target.host}: it was not followed.`,
    );
  }
  return target;
}

function checked(address: string): URL {
  const url = new URL(address);
  if (isWeb(url)) return url;
  throw misled(`${address} is not an http or https address.`);
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

function misled(what: string): CodedError {
  return new CodedError('network.response', what, {
    remedy: 'Check the address in the settings, and whether a proxy or a sign-in page stands in between.',
  });
}

/** The body says it is packed in a way that it is not. */
function isUnreadable(error: unknown): boolean {
  return /^(?:Z_|ERR__?(?:ZLIB|BROTLI|ZSTD))/.test(codeOf(error));
}

function unreadable(address: string, cause: unknown): CodedError {
  const { host } = new URL(address);
  return new CodedError('network.response', `The answer of ${host} cannot be unpacked.`, {
    remedy: 'Look whether a proxy stands in between, then try again.',
    cause,
  });
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
  const code = codeOf(error);
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection was reset',
    ENOTFOUND: 'its name is not known',
    EAI_AGAIN: 'its name could not be looked up',
    ETIMEDOUT: 'the connection timed out',
    UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
    UND_ERR_SOCKET: 'the connection was closed',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the connection was closed',
  };
  return known[code] ?? (cause.message || code || 'unknown reason');
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

import { z } from 'zod';
import { AbortedError, isAbort } from '../base/abort';
import { serialiseError } from '../base/errors';
import type { Disposable } from '../base/lifecycle';
import type { Logger } from '../base/logger';
import type { CallOptions, Client, Handlers, Methods } from './contract';

/** Where messages go and come from: a webview, a worker, or the other end of a test. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Disposable;
}

/** Why a request failed on the other side. */
export class RemoteError extends Error {
  constructor(
    /** An {@link ErrorCode} of the other side, or `rpc.closed`, `rpc.invalid`, `rpc.unknown-method`, `rpc.version`. */
    readonly code: string,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'RemoteError';
  }
}

const head = { channel: z.string(), version: z.number().int() };
const errorSchema = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
const messageSchema = z.discriminatedUnion('type', [
  z.object({ ...head, type: z.literal('request'), id: z.number(), method: z.string(), params: z.unknown() }),
  z.object({ ...head, type: z.literal('notification'), method: z.string(), params: z.unknown() }),
  z.object({ ...head, type: z.literal('cancel'), id: z.number() }),
  z.object({ ...head, type: z.literal('answer'), id: z.number(), value: z.unknown() }),
  z.object({ ...head, type: z.literal('error'), id: z.number(), error: errorSchema }),
  z.object({ ...head, type: z.literal('aborted'), id: z.number() }),
]);
type Message = z.infer<typeof messageSchema>;
type Body = Message extends infer M ? (M extends Message ? Omit<M, keyof typeof head> : never) : never;

export interface RpcOptions<Served extends Methods, Called extends Methods> {
  readonly channel: string;
  readonly version: number;
  /** What this side answers, and how. */
  readonly serves: Served;
  readonly handlers: Handlers<Served>;
  /** What the other side answers. */
  readonly calls: Called;
  readonly log: Logger;
  /** The other side speaks another version of the contract: tell the user, who alone can mend it. */
  onVersionMismatch(theirs: number): void;
}

export interface RpcConnection<Called extends Methods> extends Disposable {
  readonly remote: Client<Called>;
}

interface Pending {
  settle(message: Message & { readonly id: number }): void;
  fail(error: Error): void;
}

/**
 * One end of a typed connection. Every message is decoded: one that is not ours is ignored with a log line, a
 * request that does not fit its schema or names no method is answered by an error. Requests that are aborted
 * reject with an {@link AbortedError} at once and abort the handler's signal; closing rejects what is pending and
 * aborts what is being handled.
 */
export function connectRpc<Served extends Methods, Called extends Methods>(
  port: Port,
  options: RpcOptions<Served, Called>,
): RpcConnection<Called> {
  // Methods are looked up by the names that come in, and decoded by their own schema before the handler sees them.
  const handlers = options.handlers as Readonly<Record<string, AnyHandler>>;
  const connection = new Connection(port, { ...options, handlers });
  return { remote: connection.client<Called>(), dispose: () => connection.dispose() };
}

type AnyHandler = (params: unknown, signal: AbortSignal) => unknown;

interface ConnectionOptions extends Omit<RpcOptions<Methods, Methods>, 'handlers'> {
  readonly handlers: Readonly<Record<string, AnyHandler>>;
}

class Connection {
  private readonly pending = new Map<number, Pending>();
  private readonly handling = new Map<number, AbortController>();
  private readonly subscription: Disposable;
  private nextId = 1;
  private closed = false;
  private mismatched = false;

  constructor(
    private readonly port: Port,
    private readonly options: ConnectionOptions,
  ) {
    this.subscription = port.onMessage((message) => this.receive(message));
  }

  client<Called extends Methods>(): Client<Called> {
    const methods = Object.entries(this.options.calls).map(([name, shape]) => [
      name,
      shape.type === 'request'
        ? (params: unknown, call?: CallOptions) => this.request(name, shape.answer, params, call?.signal)
        : (params: unknown) => this.post({ type: 'notification', method: name, params }),
    ]);
    // The entries are made from the contract that the type is made from.
    return Object.fromEntries(methods) as Client<Called>;
  }

  dispose(): void {
    if (this.closed) return;
    this.closed = true;
    this.subscription.dispose();
    for (const controller of this.handling.values()) controller.abort();
    for (const pending of [...this.pending.values()]) pending.fail(closedError());
    this.handling.clear();
    this.pending.clear();
  }

  private post(body: Body): void {
    if (this.closed) return;
    this.port.post({ channel: this.options.channel, version: this.options.version, ...body });
  }

  private request(
    method: string,
    answer: z.ZodType,
    params: unknown,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    if (this.closed) return Promise.reject(closedError());
    if (signal?.aborted) return Promise.reject(new AbortedError());
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.post({ type: 'cancel', id });
        fail(new AbortedError());
      };
      const done = (): void => {
        this.pending.delete(id);
        signal?.removeEventListener('abort', abort);
      };
      const fail = (error: Error): void => {
        done();
        reject(error);
      };
      this.pending.set(id, {
        fail,
        settle: (message) => {
          if (message.type === 'aborted') return fail(new AbortedError());
          if (message.type === 'error') {
            const { code, message: text, remedy } = message.error;
            return fail(new RemoteError(code, text, remedy));
          }
          const value = answer.safeParse(message.type === 'answer' ? message.value : undefined);
          if (!value.success) {
            return fail(
              new RemoteError('rpc.invalid', `The answer to ${method} has an unexpected shape.`, ''),
            );
          }
          done();
          resolve(value.data);
        },
      });
      signal?.addEventListener('abort', abort, { once: true });
      this.post({ type: 'request', id, method, params });
    });
  }

  private receive(raw: unknown): void {
    const decoded = messageSchema.safeParse(raw);
    if (!decoded.success || decoded.data.channel !== this.options.channel) {
      this.options.log.warn(`${this.options.channel}: ignored a message of another kind`);
      return;
    }
    const message = decoded.data;
    if (message.version !== this.options.version) this.reportVersion(message);
    else if (message.type === 'request') void this.serve(message);
    else if (message.type === 'notification') this.notify(message.method, message.params);
    else if (message.type === 'cancel') this.handling.get(message.id)?.abort();
    else this.pending.get(message.id)?.settle(message);
  }

  private reportVersion(message: Message): void {
    const { channel, version } = this.options;
    const text = `${channel}: the other side speaks version ${message.version}, this one ${version}`;
    this.options.log.error(text);
    const error = { code: 'rpc.version', message: text, remedy: 'Close the panel and open it again.' };
    if (message.type === 'request') this.post({ type: 'error', id: message.id, error });
    else if ('id' in message) {
      this.pending.get(message.id)?.fail(new RemoteError(error.code, error.message, error.remedy));
    }
    // Once: every further message of that side would say the same.
    if (!this.mismatched) this.options.onVersionMismatch(message.version);
    this.mismatched = true;
  }

  private notify(method: string, params: unknown): void {
    const shape = own(this.options.serves, method);
    const handler = own(this.options.handlers, method);
    if (shape?.type !== 'notification' || handler === undefined) {
      this.options.log.warn(
        `${this.options.channel}: ignored an unknown notification ${JSON.stringify(method)}`,
      );
      return;
    }
    const decoded = shape.params.safeParse(params);
    if (!decoded.success) {
      this.options.log.warn(`${this.options.channel}: ignored ${method}: ${z.prettifyError(decoded.error)}`);
      return;
    }
    try {
      handler(decoded.data, neverAborted);
    } catch (error) {
      this.options.log.error(`${this.options.channel}: ${method} failed: ${serialiseError(error).message}`);
    }
  }

  private async serve({ id, method, params }: Extract<Message, { type: 'request' }>): Promise<void> {
    const refuse = (code: string, message: string, remedy = ''): void =>
      this.post({ type: 'error', id, error: { code, message, remedy } });
    const shape = own(this.options.serves, method);
    const handler = own(this.options.handlers, method);
    if (shape?.type !== 'request' || handler === undefined) {
      this.options.log.warn(`${this.options.channel}: refused an unknown request ${JSON.stringify(method)}`);
      return refuse('rpc.unknown-method', `There is no request ${JSON.stringify(method)}.`);
    }
    const decoded = shape.params.safeParse(params);
    if (!decoded.success) {
      this.options.log.warn(`${this.options.channel}: refused ${method}: ${z.prettifyError(decoded.error)}`);
      return refuse('rpc.invalid', `The parameters of ${method} do not fit.`);
    }
    const controller = new AbortController();
    this.handling.set(id, controller);
    try {
      const value = await handler(decoded.data, controller.signal);
      this.post({ type: 'answer', id, value });
    } catch (error) {
      if (isAbort(error)) return this.post({ type: 'aborted', id });
      const { code, message, remedy } = serialiseError(error);
      this.options.log.error(`${this.options.channel}: ${method} failed: ${message}`);
      refuse(code, message, remedy);
    } finally {
      this.handling.delete(id);
    }
  }
}

const neverAborted = new AbortController().signal;

function closedError(): RemoteError {
  return new RemoteError('rpc.closed', 'The connection was closed before the answer came.', '');
}

/** A property of the object itself: a method called `constructor` must not find the prototype's. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { isAbort } from '../../../src/base/abort';
import { CodedError } from '../../../src/base/errors';
import type { Disposable } from '../../../src/base/lifecycle';
import { defineContract, notification, request, type Handlers } from '../../../src/protocol/contract';
import { connectRpc, type Port, type RpcConnection } from '../../../src/protocol/rpc';

const contract = defineContract({
  channel: 'test',
  version: 3,
  host: {
    double: request(z.number(), z.number()),
    wait: request(z.object({}), z.null()),
    fail: request(z.object({}), z.null()),
    told: notification(z.string()),
  },
  view: { shown: notification(z.object({ n: z.number().int() })) },
});

/** One end of a wire: who listens there hears all that is sent to it. */
class End {
  private readonly listeners = new Set<(message: unknown) => void>();

  readonly onMessage = (listener: (message: unknown) => void): Disposable => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  hear(message: unknown): void {
    for (const listener of [...this.listeners]) listener(message);
  }
}

/** Two ends of one wire. What passes is cloned, as `postMessage` does. */
function wire(): {
  readonly host: Port;
  readonly view: Port;
  readonly sent: unknown[];
  toHost(message: unknown): void;
} {
  const [atHost, atView] = [new End(), new End()];
  const sent: unknown[] = [];
  const post = (end: End) => (message: unknown) => {
    sent.push(message);
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => end.hear(copy));
  };
  return {
    host: { post: post(atView), onMessage: atHost.onMessage },
    view: { post: post(atHost), onMessage: atView.onMessage },
    sent,
    toHost: (message) => atHost.hear(message),
  };
}

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const told = vi.fn();
const shown = vi.fn();
const mismatch = vi.fn();
let waiting: AbortSignal | undefined;
let line: ReturnType<typeof wire>;
let host: RpcConnection<typeof contract.view>;
let view: RpcConnection<typeof contract.host>;

const handlers: Handlers<typeof contract.host> = {
  double: (n) => n * 2,
  wait: (_, signal) => {
    waiting = signal;
    return new Promise<null>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  },
  fail: () => {
    throw new CodedError('run.not-found', 'The run is gone.', { remedy: 'Run it again.' });
  },
  told,
};

function connectView(version = contract.version): RpcConnection<typeof contract.host> {
  return connectRpc(line.view, {
    channel: contract.channel,
    version,
    serves: contract.view,
    handlers: { shown },
    calls: contract.host,
    log,
    onVersionMismatch: mismatch,
  });
}

beforeEach(() => {
  vi.clearAllMocks();
  waiting = undefined;
  line = wire();
  host = connectRpc(line.host, {
    channel: contract.channel,
    version: contract.version,
    serves: contract.host,
    handlers,
    calls: contract.view,
    log,
    onVersionMismatch: mismatch,
  });
  view = connectView();
});

afterEach(() => {
  host.dispose();
  view.dispose();
});

describe('requests', () => {
  it('are answered, each its own, in whatever order', async () => {
    const answers = await Promise.all([view.remote.double(1), view.remote.double(2), view.remote.double(3)]);
    expect(answers).toEqual([2, 4, 6]);
  });

  it('fail with what the handler rejected with: code, message, remedy', async () => {
    await expect(view.remote.fail({})).rejects.toMatchObject({
      code: 'run.not-found',
      message: 'The run is gone.',
      remedy: 'Run it again.',
    });
  });

  it('are refused when their parameters do not fit, without reaching the handler', async () => {
    const wrong = 'two' as unknown as number;
    await expect(view.remote.double(wrong)).rejects.toMatchObject({ code: 'rpc.invalid' });
  });

  it('fail when the answer has another shape than the contract says', async () => {
    host.dispose();
    host = connectRpc(line.host, {
      channel: contract.channel,
      version: contract.version,
      serves: contract.host,
      handlers: { ...handlers, double: () => 'four' as unknown as number },
      calls: contract.view,
      log,
      onVersionMismatch: mismatch,
    });
    await expect(view.remote.double(2)).rejects.toMatchObject({ code: 'rpc.invalid' });
  });

  it('of unknown methods are refused, those of the prototype too', async () => {
    for (const method of ['nothing', 'constructor', 'toString', '__proto__']) {
      line.toHost({ channel: 'test', version: 3, type: 'request', id: 7, method, params: {} });
      await vi.waitFor(() =>
        expect(line.sent.at(-1)).toMatchObject({
          type: 'error',
          id: 7,
          error: { code: 'rpc.unknown-method' },
        }),
      );
      line.sent.length = 0;
    }
  });
});

describe('cancelling', () => {
  it('rejects at once as an abort and aborts the handler', async () => {
    const controller = new AbortController();
    const call = view.remote.wait({}, { signal: controller.signal });
    await vi.waitFor(() => expect(waiting).toBeDefined());
    controller.abort();
    await expect(call).rejects.toSatisfy(isAbort);
    await vi.waitFor(() => expect(waiting?.aborted).toBe(true));
  });

  it('before the call sends nothing', async () => {
    await expect(view.remote.double(1, { signal: AbortSignal.abort() })).rejects.toSatisfy(isAbort);
    expect(line.sent).toEqual([]);
  });

  it('after the answer changes nothing', async () => {
    const controller = new AbortController();
    await view.remote.double(1, { signal: controller.signal });
    const before = line.sent.length;
    controller.abort();
    expect(line.sent).toHaveLength(before);
  });
});

describe('notifications', () => {
  it('reach their handler decoded', async () => {
    host.remote.shown({ n: 4 });
    view.remote.told('hello');
    await vi.waitFor(() => expect(shown.mock.calls[0]?.[0]).toEqual({ n: 4 }));
    expect(told.mock.calls[0]?.[0]).toBe('hello');
  });

  it('that do not fit are dropped with a line in the log', async () => {
    host.remote.shown({ n: 0.5 });
    await vi.waitFor(() => expect(log.warn).toHaveBeenCalledOnce());
    expect(shown).not.toHaveBeenCalled();
  });
});

describe('messages of others', () => {
  it.each([
    ['a string', 'hello'],
    ['nothing', null],
    ['another channel', { channel: 'other', version: 3, type: 'notification', method: 'told', params: 'x' }],
    ['an unknown type', { channel: 'test', version: 3, type: 'shout', method: 'told', params: 'x' }],
    ['an answer to no question', { channel: 'test', version: 3, type: 'answer', id: 99, value: 1 }],
  ])('are ignored: %s', async (_, message) => {
    line.toHost(message);
    expect(told).not.toHaveBeenCalled();
    await expect(view.remote.double(21)).resolves.toBe(42);
  });

  it('are noted in the log', () => {
    line.toHost({ unexpected: true });
    expect(log.warn).toHaveBeenCalledOnce();
  });
});

describe('another version of the contract', () => {
  it('is shown on both sides, and requests fail', async () => {
    view.dispose();
    view = connectView(2);
    await expect(view.remote.double(2)).rejects.toMatchObject({ code: 'rpc.version' });
    expect(mismatch.mock.calls).toEqual([[2], [3]]);
  });
});

describe('closing', () => {
  it('rejects what is pending, aborts what is handled, and sends no more', async () => {
    const call = view.remote.wait({});
    await vi.waitFor(() => expect(waiting).toBeDefined());
    host.dispose();
    expect(waiting?.aborted).toBe(true);
    view.dispose();
    await expect(call).rejects.toMatchObject({ code: 'rpc.closed' });
    const before = line.sent.length;
    view.remote.told('late');
    await expect(view.remote.double(1)).rejects.toMatchObject({ code: 'rpc.closed' });
    expect(line.sent).toHaveLength(before);
  });
});

import type { WorkerPort } from '../../../../src/adapters/processScheduler';
import { EditorGpu, type EditorPort } from '../../../../src/adapters/webgpu/editorGpu';
import type { BackendChoice } from '../../../../src/compute/backendChoice';
import { ChosenNeighbours } from '../../../../src/compute/chosenNeighbours';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import type { GpuDevice } from '../../../../src/compute/webgpu/device';
import { GpuRelay, type GpuPage, type GpuPageEvents } from '../../../../src/host/gpu/gpuRelay';
import type { FromGpu, ToGpu, ToPage } from '../../../../src/protocol/gpuMessages';
import { GpuSessions } from '../../../../src/protocol/gpuSessions';
import { scalarFinder } from '../../compute/webgpu/scalarFinder';

/** A page as a test makes it, which tells what it was told and whether it was closed. */
export interface TestPage extends GpuPage {
  readonly told: ToPage[];
  isClosed: boolean;
}

export type OpenPage = (events: GpuPageEvents) => Promise<TestPage>;

/** What crosses a channel is cloned, and comes later. */
function later<T>(take: (message: T) => void): (message: T) => void {
  return (message) => {
    const copy = structuredClone(message);
    queueMicrotask(() => take(copy));
  };
}

function page(tell: (message: ToPage) => void): TestPage {
  const take = later(tell);
  return {
    told: [],
    isClosed: false,
    tell(message) {
      this.told.push(message);
      take(message);
    },
    close() {
      this.isClosed = true;
    },
  };
}

/** A page with the given device, as a webview has it; without one it finds no adapter. */
export function devicePage(
  device: GpuDevice | undefined,
  lines: (readonly string[])[] = [],
  architecture = 'x1',
): OpenPage {
  return (events) => {
    const adapter = device && {
      info: { vendor: 'acme', architecture },
      limits: { ...device.limits },
      requestDevice: () => Promise.resolve(device),
    };
    const sessions = new GpuSessions({
      gpu: { requestAdapter: () => Promise.resolve(adapter ?? null) },
      said: later(events.said),
      now: () => 0,
      show: (shown) => void lines.push(shown),
    });
    return Promise.resolve(page((message) => sessions.told(message)));
  };
}

/** A page that finds in plain JavaScript, by the same conversation. */
export const scalarPage: OpenPage = (events) => {
  const answers = new Map<number, (message: ToGpu) => void>();
  const said = later(events.said);
  const find = async (session: number, request: Extract<ToGpu, { type: 'find' }>): Promise<void> => {
    const ask = (message: FromGpu): Promise<ToGpu> => {
      said({ session, message });
      return new Promise((resolve) => answers.set(session, resolve));
    };
    const pack = async (from: number, to: number): Promise<Float32Array> => {
      const answer = await ask({ type: 'pack', from, to });
      if (answer.type !== 'points') throw new Error(`no points but ${answer.type}`);
      return answer.values;
    };
    const take = async (block: object): Promise<void> =>
      void (await ask({ type: 'block', ...block } as FromGpu));
    const { comparedTiles } = await scalarFinder(2).find({ ...request, pack }, take, {});
    said({ session, message: { type: 'found', comparedTiles } });
  };
  return Promise.resolve(
    page(({ session, message }) => {
      if (message.type === 'open')
        said({ session, message: { type: 'adapter', name: 'Card 9000', software: false } });
      else if (message.type === 'find') void find(session, message);
      else answers.get(session)?.(message);
    }),
  );
};

/** Both ends of the channel to a worker. */
export interface Worker {
  readonly port: WorkerPort;
  readonly editor: EditorGpu;
  readonly heard: unknown[];
  /** As when the window is closed, or the worker is killed. */
  disconnect(): void;
}

export function worker(): Worker {
  const toHost: ((message: unknown) => void)[] = [];
  const toWorker: ((message: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  const heard: unknown[] = [];
  let connected = true;
  const process: EditorPort = {
    get connected() {
      return connected;
    },
    send(message, _handle, _options, sent) {
      for (const take of toHost) later(take)(message);
      sent(null);
      return true;
    },
    on(event: 'message' | 'disconnect', listener: (message?: unknown) => void) {
      if (event === 'message') toWorker.push(listener);
      else ends.push(listener);
    },
  };
  const editor = EditorGpu.of(process);
  if (editor === undefined) throw new Error('the channel is there');
  return {
    editor,
    heard,
    port: {
      send: (message) => {
        heard.push(message);
        if (connected) for (const take of toWorker) later(take)(message);
      },
      onMessage: (listener) => void toHost.push(listener),
      onClose: (listener) => void ends.push(listener),
    },
    disconnect() {
      connected = false;
      for (const end of ends) end();
    },
  };
}

/** A window with such pages, and all that it has opened. */
export function borrowing(open: OpenPage, isLocal = true) {
  const pages: TestPage[] = [];
  const events: GpuPageEvents[] = [];
  const warnings: string[] = [];
  const relay = new GpuRelay({
    isLocal,
    log: { info: () => {}, warn: (text: string) => void warnings.push(text), error: () => {} },
    openPage: async (heard) => {
      events.push(heard);
      const opened = await open(heard);
      pages.push(opened);
      return opened;
    },
  });
  const start = (): Worker => {
    const started = worker();
    relay.serve(started.port);
    return started;
  };
  return { relay, pages, events, warnings, start };
}

/** A worker's search, on the window's GPU wherever that can do it. */
export function searcher({ editor }: Worker, choice: BackendChoice = 'webgpu'): ChosenNeighbours {
  return new ChosenNeighbours(choice, new SingleThreadNeighbours(), (signal) => editor.open(signal), 0);
}

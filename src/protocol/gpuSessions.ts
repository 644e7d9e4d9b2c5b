import { GpuFault } from '../compute/webgpu/gpuFault';
import { openAdapter, type Gpu } from '../compute/webgpu/openAdapter';
import { tileBytes } from '../compute/webgpu/memoryPlan';
import { tileCount } from '../compute/webgpu/tileLayout';
import type { FromGpu, FromPage, ToGpu, ToPage } from './gpuMessages';
import { faultOf, GpuServer } from './gpuServer';

export interface GpuSessionsOptions {
  /** `navigator.gpu`; undefined where the page has none. */
  readonly gpu: Gpu | undefined;
  readonly said: (message: FromPage) => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** What goes on, a line a conversation. */
  readonly show: (lines: readonly string[]) => void;
}

/** The extension host passes messages on in the thread of all extensions: none may take it long. */
const pieceBytes = 2 ** 21;

interface Talk {
  readonly server: GpuServer;
  adapter: string;
  /** What is searched, while something is. */
  work: string | undefined;
  fraction: number;
}

/** The conversations of a page that lends its GPU, each with a device of its own. */
export class GpuSessions {
  private readonly talks = new Map<number, Talk>();

  constructor(private readonly options: GpuSessionsOptions) {}

  told({ session, message }: ToPage): void {
    if (message.type === 'open') this.talks.set(session, this.begin(session));
    const talk = this.talks.get(session);
    if (talk === undefined) return;
    if (message.type === 'close') this.talks.delete(session);
    if (message.type === 'find') Object.assign(talk, { work: workOf(message), fraction: 0 });
    this.show();
    talk.server.take(message).catch((error: unknown) => {
      // One that was closed has nobody left to hear of it.
      if (this.talks.get(session) !== talk) return;
      this.talks.delete(session);
      this.options.said({ session, message: faultOf(error) });
      void talk.server.take({ type: 'close' });
      this.show();
    });
  }

  private begin(session: number): Talk {
    const { gpu, now, said } = this.options;
    const server = new GpuServer({
      open: () => {
        if (gpu !== undefined) return openAdapter(gpu);
        return Promise.reject(new GpuFault('unavailable', "the editor's window has no WebGPU"));
      },
      send: (message) => {
        const talk = this.talks.get(session);
        if (talk?.server === server) {
          this.heed(talk, message);
          said({ session, message });
        }
        return Promise.resolve();
      },
      now,
      pieceBytes,
    });
    return { server, adapter: '', work: undefined, fraction: 0 };
  }

  private heed(talk: Talk, message: FromGpu): void {
    if (message.type === 'adapter') talk.adapter = message.name;
    else if (message.type === 'progress') talk.fraction = message.fraction;
    else if (message.type === 'found') talk.work = undefined;
    else return;
    this.show();
  }

  private show(): void {
    this.options.show([...this.talks.values()].map(lineOf));
  }
}

function lineOf({ adapter, work, fraction }: Talk): string {
  if (adapter === '') return 'Looking for a graphics card …';
  return work === undefined ? `${adapter}: at rest` : `${adapter}: ${work}, ${Math.floor(100 * fraction)} %`;
}

function workOf(request: Extract<ToGpu, { readonly type: 'find' }>): string {
  const { layout } = request;
  const points = layout.starts.at(-1) ?? 0;
  const megabytes = Math.ceil((tileCount(layout) * tileBytes(request)) / 2 ** 20);
  return `neighbours of ${points.toLocaleString('en')} points, ${megabytes} MB`;
}

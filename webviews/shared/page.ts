import type { z } from 'zod';
import type { Port } from '../../src/protocol/rpc';

/** What VS Code gives a webview's page, once. A plain browser gives a stub of it: `test/unit/webviews`. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The page's way to its host, and the state that outlives the page while the panel is hidden. */
export interface Page<State> {
  readonly port: Port;
  /** What was kept, or undefined where nothing was or it has another shape. */
  state(): State | undefined;
  keep(state: State): void;
}

export function openPage<Schema extends z.ZodType>(stateSchema: Schema): Page<z.output<Schema>> {
  const api = acquireVsCodeApi();
  return {
    port: {
      post: (message) => api.postMessage(message),
      onMessage: (listener) => {
        const receive = (event: MessageEvent<unknown>): void => listener(event.data);
        window.addEventListener('message', receive);
        return { dispose: () => window.removeEventListener('message', receive) };
      },
    },
    state: () => stateSchema.safeParse(api.getState()).data,
    keep: (state) => api.setState(state),
  };
}

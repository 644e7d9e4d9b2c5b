import { PlainError } from '../report';
import { freePort, mustRun, sleep, start } from '../processes';
import { ensureCodeServer } from './codeServer';

const START_LIMIT_MS = 60_000;
const ATTEMPTS = 3;

export interface ServeOptions {
  /** Where the server keeps user settings, state and logs. */
  readonly dataDir: string;
  readonly extensionsDir?: string;
  readonly port?: number;
  /** How long the server keeps the extension host of a window that went away. */
  readonly keepWindowsSeconds?: number;
}

export interface WindowOptions {
  readonly workspace: string;
  /** An extension's folder, loaded from source. */
  readonly extension?: string;
  /** The module whose `run` is called inside the extension host. */
  readonly tests?: string;
}

/** Where a served VS Code is reached: all that another process needs to open a window of it. */
export interface EditorAddress {
  readonly authority: string;
  readonly dataDir: string;
}

/** A served VS Code: a browser window a URL. */
export interface EditorServer extends EditorAddress {
  readonly pid: number;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

export async function serveEditor(options: ServeOptions): Promise<EditorServer> {
  const { node, main } = await ensureCodeServer();
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const running = start(node, [main, ...serverArguments(options, port)], { env: serverEnvironment() });
    const state = await listening(running.output, running.exited);
    if (state === 'listening') {
      const authority = `127.0.0.1:${port}`;
      return { ...running, authority, dataDir: options.dataDir };
    }
    await running.stop();
    // A free port can be taken between being found and being used: another one is tried.
    const taken = running.output().includes('EADDRINUSE');
    if (taken && options.port !== undefined) {
      throw new PlainError(`Port ${port} is taken: choose another with --port, or leave it out.`);
    }
    if (!taken || attempt === ATTEMPTS) {
      throw new Error(`VS Code did not start (${state}):\n${running.output().slice(-4000)}`);
    }
  }
}

function serverArguments(options: ServeOptions, port: number): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    '--without-connection-token',
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--server-data-dir', options.dataDir],
    // Without it a built workbench ignores the payload that loads an extension from source.
    '--enable-smoke-test-driver',
    ...(options.extensionsDir === undefined ? [] : ['--extensions-dir', options.extensionsDir]),
    ...(options.keepWindowsSeconds === undefined
      ? []
      : [`--reconnection-grace-time=${options.keepWindowsSeconds}`]),
  ];
}

/** The extension host inherits this: what belongs to this process's own run is left out. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|VITEST|VSCODE_|NODE_OPTIONS$|NODE_ENV$)/.test(name),
    ),
  );
}

async function listening(
  output: () => string,
  exited: Promise<number | null>,
): Promise<'listening' | 'ended' | 'too slow'> {
  let ended = false;
  void exited.then(() => (ended = true));
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (output().includes('Extension host agent listening on')) return 'listening';
    if (ended) return 'ended';
    await sleep(50);
  }
  return 'too slow';
}

export function windowUrl({ authority }: EditorAddress, window: WindowOptions): string {
  const remote = (path: string): string => `vscode-remote://${authority}${path}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (window.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(window.extension)]);
  if (window.tests !== undefined) payload.push(['extensionTestsPath', remote(window.tests)]);
  const query = new URLSearchParams({ folder: window.workspace, payload: JSON.stringify(payload) });
  // The workbench reads %20, and leaves a plus sign as it is.
  return `http://${authority}/?${query.toString().replaceAll('+', '%20')}`;
}

/** Installs a packed extension for servers that are given the same folders. */
export async function installExtension(
  vsix: string,
  folders: { readonly extensionsDir: string; readonly dataDir: string },
): Promise<void> {
  const { node, main } = await ensureCodeServer();
  const args = [main, '--install-extension', vsix, '--extensions-dir', folders.extensionsDir];
  const env = serverEnvironment();
  await mustRun(node, [...args, '--server-data-dir', folders.dataDir, '--accept-server-license-terms'], {
    env,
  });
}

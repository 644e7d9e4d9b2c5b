/**
 * `npm start`: builds the extension and opens the sample workspace with it. An installed VS Code is used where
 * there is one and a display; otherwise VS Code is served to the browser and its address printed. The editor asks
 * whether the folder is trusted: trusted, experiments run; untrusted, notes and results are shown and nothing runs.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay, downloadedDesktop, installedDesktop } from './editor/desktop';
import { serveEditor, windowUrl } from './editor/server';
import { TRY_OUT_SETTINGS, writeUserSettings } from './editor/settings';
import { temporaryFolder } from './editor/workspaceCopy';
import { root } from './paths';
import { mustRun, onPath, onStopSignal, start } from './processes';
import { PlainError, runMain, say, step } from './report';

const HELP = `npm start [-- options]

Builds Marginalia and opens the sample workspace with it. Ctrl-C stops everything that was started.

  --workspace <folder>  open this folder instead of media/sample
  --port <number>       serve on this port (default: a free one); implies --browser
  --browser             serve to the browser even where a desktop VS Code is installed
  --help                show this`;

/** The exit code of a program that Ctrl-C ended. */
const STOPPED = 130;

runMain(async () => {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string' },
      port: { type: 'string' },
      browser: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const port = readPort(values.port);
  const workspace = await findWorkspace(values.workspace);
  await step('Building the extension', () => mustRun('node', ['esbuild.mjs'], { cwd: root }));
  const desktop = values.browser || port !== undefined || !hasDisplay() ? undefined : await findDesktop();
  return desktop === undefined ? serve(workspace, port) : openDesktop(desktop, workspace);
});

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainError(`--port takes a number from 1 to 65535, not "${text}".`);
  }
  return port;
}

async function findWorkspace(named: string | undefined): Promise<string> {
  const folder = named === undefined ? join(root, 'media', 'sample') : resolve(named);
  if (existsSync(folder)) return folder;
  if (named !== undefined) throw new PlainError(`There is no folder ${folder}.`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'README.md'), '# Sample notes\n');
  return folder;
}

async function findDesktop(): Promise<string | undefined> {
  return installedDesktop() ?? (await downloadedDesktop());
}

async function openDesktop(executable: string, workspace: string): Promise<number> {
  say(`Opening ${workspace} in ${executable}; Ctrl-C closes it.`);
  const running = start(executable, ['--wait', `--extensionDevelopmentPath=${root}`, workspace], {
    inherit: true,
  });
  onStopSignal(running.stop);
  return (await running.exited) ?? 1;
}

async function serve(workspace: string, port: number | undefined): Promise<number> {
  const data = await temporaryFolder();
  await writeUserSettings(data.path, TRY_OUT_SETTINGS);
  const server = await serveEditor({ dataDir: data.path, ...(port === undefined ? {} : { port }) });
  let asked = false;
  const stop = async (): Promise<void> => {
    await server.stop();
    await data.remove();
  };
  onStopSignal(() => {
    asked = true;
    say('\nStopping …');
    return stop();
  });
  const url = windowUrl(server, { workspace, extension: root });
  say(`\nMarginalia runs in VS Code at\n\n  ${url}\n\nCtrl-C stops it.`);
  if (hasDisplay()) openInBrowser(url);
  const code = await server.exited;
  if (!asked) say(`VS Code ended by itself (${code ?? 'killed'}):\n${server.output().slice(-2000)}`);
  await stop();
  return asked ? STOPPED : 1;
}

function openInBrowser(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : onPath('xdg-open');
  if (opener !== undefined) start(opener, [url]);
}

// Times the start of the packed extension by the figures of a served VS Code: `npm run bench:start [-- <file>.vsix]`.
import type { Browser } from 'playwright-core';
import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../scripts/editor/browser';
import { installExtension, serveEditor, type EditorServer } from '../scripts/editor/server';
import { openWindow } from '../scripts/editor/window';
import { temporaryFolder } from '../scripts/editor/workspaceCopy';
import { sleep } from '../scripts/processes';
import { runMain } from '../scripts/report';
import { packVsix } from '../scripts/vsix';

const repetitions = 5;
/** Until the editor's own extensions have started, and leave the thread to ours. */
const settleMs = 8_000;
const workspace = resolve('test/fixtures/workspace');

/** In milliseconds, as *Developer: Startup Performance* has them. */
interface Activation {
  /** Reading and compiling what `main` names. */
  readonly load: number;
  /** The call of `activate`; load and call are what *Running Extensions* shows as "Activation". */
  readonly call: number;
  /** From then until its promise is resolved, and a command that waits for it runs; others have the thread in between. */
  readonly finish: number;
}

runMain(async () => {
  const folder = await temporaryFolder();
  const extensionsDir = join(folder.path, 'extensions');
  const dataDir = join(folder.path, 'data');
  await mkdir(extensionsDir);
  const vsix = process.argv[2] ?? (await packVsix(join(folder.path, 'marginalia.vsix')));
  await installExtension(vsix, { extensionsDir, dataDir });
  const server = await serveEditor({ dataDir, extensionsDir, keepWindowsSeconds: 1 });
  const browser = await launchBrowser();
  try {
    console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads; milliseconds\n`);
    console.log('| window | load | call | finish |\n| --- | ---: | ---: | ---: |');
    const runs: Activation[] = [];
    for (let i = 1; i <= repetitions; i++) {
      const run = await activation(server, browser);
      runs.push(run);
      row(String(i), run);
    }
    const middle = (key: keyof Activation): number => median(runs.map((run) => run[key]));
    row('median', { load: middle('load'), call: middle('call'), finish: middle('finish') });
    return 0;
  } finally {
    await browser.close();
    await server.stop();
    await folder.remove();
  }
});

/** Of a window that has come up, by a command of ours: no other extension starts at the same time. */
async function activation(server: EditorServer, browser: Browser): Promise<Activation> {
  const window = await openWindow(server, browser, { workspace });
  try {
    await sleep(settleMs);
    await window.runCommand('Marginalia: Show Log');
    await window.settled();
    // Lines out of sight are not on the page.
    await window.page.setViewportSize({ width: 1600, height: 4000 });
    await window.runCommand('Developer: Startup Performance');
    const line = window.page.locator('.view-line').filter({ hasText: 'marginalia.marginalia' }).first();
    await line.waitFor();
    const cells = (await line.innerText()).split('|').map((cell) => cell.trim());
    const [load, call, finish] = cells.slice(3, 6).map(Number);
    if (
      load === undefined ||
      call === undefined ||
      finish === undefined ||
      Number.isNaN(load + call + finish)
    ) {
      throw new Error(`No figures in: ${cells.join(' | ')}`);
    }
    return { load, call, finish };
  } finally {
    await window.close();
  }
}

function row(name: string, { load, call, finish }: Activation): void {
  console.log(`| ${name} | ${load} | ${call} | ${finish} |`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/**
 * The pictures of the README, taken from the real editor on a copy of the sample workspace:
 * `npx tsx scripts/docsPictures.ts [--out media/screenshots]`. They walk the main path: the reading list, an experiment
 * while it runs, its results in a dark and a light theme, a live value, and the same value gone stale.
 */
import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './editor/browser';
import { serveEditor } from './editor/server';
import { openWindow, type EditorWindow } from './editor/window';
import { temporaryFolder } from './editor/workspaceCopy';
import { root } from './paths';
import { onStopSignal, sleep } from './processes';
import { runMain, say } from './report';
import { stageExtension } from './stage';

const LECTURE = 'lectures/intrinsic-dimension.md';

async function goToLine(window: EditorWindow, line: number): Promise<void> {
  await window.page.keyboard.press('Control+G');
  const input = window.page.locator('.quick-input-widget input[type=text]');
  await input.waitFor();
  await input.fill(`:${line}`);
  await input.press('Enter');
}

async function runAtCursor(window: EditorWindow, file: string, line: number): Promise<void> {
  await window.openFile(file);
  await goToLine(window, line);
  await window.runCommand('Marginalia: Run Experiment at Cursor');
}

runMain(async () => {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'media/screenshots' } } });
  const out = (name: string): string => join(resolve(values.out), `${name}.png`);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  onStopSignal(stop);
  try {
    const stage = await stageExtension();
    undo.push(stage.remove);
    const data = await temporaryFolder();
    undo.push(data.remove);
    const server = await serveEditor({ dataDir: data.path });
    undo.push(server.stop);
    const browser = await launchBrowser();
    undo.push(() => browser.close());
    for (const theme of ['dark', 'light'] as const) {
      const workspace = join(root, 'media/sample');
      const window = await openWindow(server, browser, { workspace, theme }, stage.extension);
      undo.push(window.close);
      const picture = async (name: string): Promise<void> => {
        await sleep(1500);
        await window.screenshot(out(`${name}-${theme}`));
        say(`Wrote ${name}-${theme}.png`);
      };
      await window.openFile('meetings.md');
      await window.runCommand('View: Show Marginalia');
      await window.text('arXiv:1804.08838').first().waitFor();
      await picture('reading-list');

      await runAtCursor(window, 'experiments.md', 25);
      await window.page
        .locator('.codelens-decoration')
        .getByText(/\d+ %/)
        .first()
        .waitFor({ timeout: 30_000 });
      await picture('running');
      await window.runCommand('Marginalia: Cancel Run');
      await window.page
        .locator('.codelens-decoration')
        .getByText(/cancelled/i)
        .first()
        .waitFor({ timeout: 10_000 });
      await window.runCommand('View: Close All Editors');

      await runAtCursor(window, LECTURE, 49);
      await window.page
        .locator('.codelens-decoration')
        .getByText(/ago|now/)
        .first()
        .waitFor({ timeout: 60_000 });
      await window.runCommand('Marginalia: Open Results');
      const frame = await window.webviewFrame('digits-dimension');
      await frame.getByRole('table').first().waitFor();
      await window.runCommand('Notifications: Clear All Notifications');
      await picture('results');
      await window.runCommand('View: Focus First Editor Group');
      await goToLine(window, 66);
      await picture('live-value');

      await appendFile(join(window.workspace, 'data/digits.csv'), `${'1,'.repeat(64)}1\n`);
      await window.text(/stale/i).first().waitFor({ timeout: 20_000 });
      await window.runCommand('View: Focus First Editor Group');
      await goToLine(window, 57);
      await window.runCommand('View: Focus Problems');
      await picture('stale');
      await window.close();
    }
    return 0;
  } finally {
    await stop();
  }
});

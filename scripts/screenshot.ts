/**
 * Takes a picture of the product in a real VS Code:
 * `npx tsx scripts/screenshot.ts --workspace DIR --out file.png [--theme dark|light|hc|hc-light] [--scale 2]
 *   [--open note.md]… [--command "Marginalia: …"]… [--wait "text to wait for"] [--pause ms] [--ask-trust] [--in-place]
 *   [--setting name=json]…`
 * Files open first, then commands run, in the order given.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './editor/browser';
import { serveEditor } from './editor/server';
import { openWindow } from './editor/window';
import { THEMES, type Theme } from './editor/settings';
import { temporaryFolder } from './editor/workspaceCopy';
import { onStopSignal, sleep } from './processes';
import { PlainError, runMain, say } from './report';
import { stageExtension } from './stage';

/** Time for the last animation and for lenses, which come after their editor. */
const PAUSE_MS = 1500;

const isTheme = (name: string): name is Theme => Object.hasOwn(THEMES, name);

function readSetting(text: string): [string, unknown] {
  const [name = '', ...value] = text.split('=');
  return [name, JSON.parse(value.join('='))];
}

runMain(async () => {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string', default: 'media/sample' },
      out: { type: 'string', default: 'test-results/screenshot.png' },
      theme: { type: 'string', default: 'dark' },
      scale: { type: 'string', default: '1' },
      open: { type: 'string', multiple: true, default: [] },
      command: { type: 'string', multiple: true, default: [] },
      setting: { type: 'string', multiple: true, default: [] },
      wait: { type: 'string' },
      pause: { type: 'string', default: String(PAUSE_MS) },
      'ask-trust': { type: 'boolean', default: false },
      'in-place': { type: 'boolean', default: false },
    },
  });
  if (!isTheme(values.theme)) throw new PlainError(`--theme is one of ${Object.keys(THEMES).join(', ')}`);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  onStopSignal(stop);
  try {
    const stage = await stageExtension({ partial: true });
    undo.push(stage.remove);
    const data = await temporaryFolder();
    undo.push(data.remove);
    const server = await serveEditor({ dataDir: data.path });
    undo.push(server.stop);
    const browser = await launchBrowser();
    undo.push(() => browser.close());
    const options = {
      workspace: resolve(values.workspace),
      theme: values.theme,
      scale: Number(values.scale),
      asksTrust: values['ask-trust'],
      inPlace: values['in-place'],
      settings: Object.fromEntries(values.setting.map(readSetting)),
    };
    const window = await openWindow(server, browser, options, stage.extension);
    undo.push(window.close);
    try {
      for (const file of values.open) await window.openFile(file);
      for (const command of values.command) {
        await window.runCommand(command);
        await window.settled();
      }
      if (values.wait !== undefined) await window.text(values.wait).first().waitFor({ timeout: 60_000 });
      await sleep(Number(values.pause));
    } finally {
      await window.screenshot(resolve(values.out));
      say(`Wrote ${values.out}`);
    }
    return 0;
  } finally {
    await stop();
  }
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { EditorWindow } from '../../scripts/editor/window';
import { decodeEvents } from '../../src/experiments/runEvents';
import { openEditor } from './harness';

const waitMs = 60_000;

/** A note with one block over random points, more or less of them, and a value to fill in. */
async function writeNote(editor: EditorWindow, points: number, estimators: string): Promise<string> {
  let state = 7;
  const uniform = (): number => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 4294967296;
  const row = (): string => Array.from({ length: 24 }, () => uniform().toFixed(9)).join(',');
  await mkdir(join(editor.workspace, 'runs'), { recursive: true });
  await writeFile(join(editor.workspace, 'runs', 'cube.csv'), Array.from({ length: points }, row).join('\n'));
  const note = join(editor.workspace, 'runs', 'cube.md');
  await writeFile(
    note,
    `# Cube\n\n\`\`\`experiment cube\nkind: intrinsic-dimension\ndata: cube.csv\nestimators: ${estimators}\n\`\`\`\n\n<!-- result cube -->…<!-- /result -->\n`,
  );
  return note;
}

const lens = (editor: EditorWindow, text: RegExp) =>
  editor.page.locator('.codelens-decoration a').filter({ hasText: text }).first();

/** The process of the workspace's only run. */
async function workerPid(editor: EditorWindow): Promise<number> {
  const runs = join(editor.workspace, '.marginalia', 'runs');
  const [runId] = await readdir(runs);
  const { events } = decodeEvents(await readFile(join(runs, runId ?? '', 'events.jsonl'), 'utf8'));
  const started = events.find((event) => event.type === 'started');
  if (started?.type !== 'started') throw new Error('The run has not started.');
  return started.pid;
}

it('finds a run again after the window is reloaded, and writes its value when it ends', async () => {
  const editor = await openEditor({ settings: { 'files.autoSave': 'off' } });
  const note = await writeNote(editor, 12_000, '[mle(k=60)]');
  await editor.openFile('runs/cube.md');
  await lens(editor, /Run$/).click();
  await lens(editor, /running \d+ %/).waitFor({ timeout: waitMs });

  // A stopped worker is still at work when the window is back, however fast this machine is.
  const pid = await workerPid(editor);
  process.kill(pid, 'SIGSTOP');
  const goOn = (): void => void process.kill(pid, 'SIGCONT');
  onTestFinished(() => {
    try {
      goOn();
    } catch {
      // It ended, as it should have.
    }
  });
  await editor.reload();
  await lens(editor, /running \d+ %/).waitFor({ timeout: waitMs });
  await editor.page
    .locator('.statusbar-item')
    .filter({ hasText: /cube \d+ %/ })
    .waitFor();

  goOn();
  await lens(editor, /mle\(k=60\) \d/).waitFor({ timeout: waitMs });
  await expect
    .poll(() => readFile(note, 'utf8'), { timeout: waitMs })
    .toMatch(/<!-- result cube -->\d[^<]+<!-- /);
});

it('reads but does not run in a workspace that is not trusted', async () => {
  const editor = await openEditor({
    asksTrust: true,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
  await writeNote(editor, 50, '[twonn]');
  await editor.openFile('runs/cube.md');
  await lens(editor, /Trust this workspace to run/).waitFor({ timeout: waitMs });
  expect(await lens(editor, /Run$/).count()).toBe(0);
  await editor.page.keyboard.press('F1');
  const input = editor.page.locator('.quick-input-widget input[type=text]');
  await input.fill('>Marginalia: Insert Experiment Block');
  const rows = editor.page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: 'Marginalia: Insert Experiment Block' }).waitFor({ timeout: waitMs });
  const before = await rows.allInnerTexts();
  // The list shows as many rows as it has room for: what is looked for is typed. What is similar is listed, too.
  await input.fill('>Marginalia: Run Experiment');
  await expect.poll(() => rows.allInnerTexts(), { timeout: waitMs }).not.toEqual(before);
  expect(await rows.filter({ hasText: 'Marginalia: Run Experiment' }).count()).toBe(0);
});

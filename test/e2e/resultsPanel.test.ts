import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import type { EditorWindow } from '../../scripts/editor/window';
import { openEditor } from './harness';

const waitMs = 60_000;

/** A curve in space, so that there is a dimension to find, and a block to find it. */
async function writeCurve(editor: EditorWindow): Promise<void> {
  const row = (i: number): string => {
    const t = (i * 0.618034) % 1;
    return [Math.cos(7 * t), Math.sin(7 * t), t, t * t].map((value) => value.toFixed(9)).join(',');
  };
  await mkdir(join(editor.workspace, 'panel'), { recursive: true });
  await writeFile(
    join(editor.workspace, 'panel', 'curve.csv'),
    Array.from({ length: 400 }, (_, i) => row(i)).join('\n'),
  );
  await writeFile(
    join(editor.workspace, 'panel', 'curve.md'),
    '# Curve\n\n```experiment curve\nkind: intrinsic-dimension\ndata: curve.csv\nestimators: [twonn, mle, pca]\n```\n',
  );
}

const lens = (editor: EditorWindow, text: RegExp): Locator =>
  editor.page.locator('.codelens-decoration a').filter({ hasText: text }).first();

const panelTab = (editor: EditorWindow): Locator =>
  editor.page.locator('.tabs-container .tab').filter({ hasText: /^curve$/ });

/** Brings the panel's tab to the front, where a click on it may be lost while its group is being laid out. */
async function showPanel(editor: EditorWindow): Promise<void> {
  await expect
    .poll(
      async () => {
        await panelTab(editor).click();
        return panelTab(editor).getAttribute('aria-selected');
      },
      { timeout: waitMs, interval: 500 },
    )
    .toBe('true');
}

async function panelWith(editor: EditorWindow, heading: string): Promise<Frame> {
  const frame = await editor.webviewFrame('curve');
  await frame.getByRole('heading', { name: heading, exact: true }).waitFor({ timeout: waitMs });
  return frame;
}

const background = (frame: Frame): Promise<string> =>
  frame.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** The colour of the estimates' points, which a theme gives. */
const ink = (frame: Frame): Promise<string> =>
  frame
    .locator('svg.fig circle')
    .first()
    .evaluate((mark) => getComputedStyle(mark).fill);

it('opens beside the note, follows the theme, survives hiding and a reload of the window', async () => {
  const editor = await openEditor();
  await writeCurve(editor);
  await editor.openFile('panel/curve.md');
  await lens(editor, /Run$/).click();
  await lens(editor, /twonn \d/).waitFor({ timeout: waitMs });
  await editor.page.locator('.view-line').filter({ hasText: 'estimators:' }).click();
  await editor.runCommand('Marginalia: Open Results');
  await panelTab(editor).waitFor({ timeout: waitMs });

  const frame = await panelWith(editor, 'curve');
  const estimates = frame.getByRole('region', { name: 'Estimates' });
  expect(
    await estimates
      .getByRole('row')
      .filter({ hasText: /TwoNN|MLE|PCA/ })
      .count(),
  ).toBe(3);
  expect(await frame.locator('svg.fig g[data-key]').count()).toBeGreaterThan(3);
  await editor.screenshot('panel-dark.png');

  // A live table below the block, on one press, which one undo takes back.
  const note = (): Promise<string> => readFile(join(editor.workspace, 'panel', 'curve.md'), 'utf8');
  const before = await note();
  await frame.getByRole('button', { name: 'Put a live table of the estimates into the note' }).click();
  await expect.poll(note, { timeout: waitMs }).toMatch(/```\n\n<!-- result curve\.table -->\n\n\| Estimator/);
  expect(await note()).toContain('| **consensus** |');
  await editor.page.locator('.view-line').filter({ hasText: 'estimators:' }).click();
  await editor.page.keyboard.press('Control+z');
  await editor.runCommand('File: Save');
  await expect.poll(note, { timeout: waitMs }).toBe(before);
  await showPanel(editor);

  const dark = [await background(frame), await ink(frame)];
  await editor.runCommand('Preferences: Toggle between Light/Dark Themes');
  await expect.poll(() => background(frame), { timeout: waitMs }).not.toBe(dark[0]);
  expect(await ink(frame)).not.toBe(dark[1]);
  await editor.screenshot('panel-light.png');

  // Open a row, then hide the panel behind another editor of its group: its page is unloaded.
  await frame.getByRole('button', { name: 'MLE' }).click();
  await editor.openFile('README.md');
  await expect.poll(() => frame.isDetached(), { timeout: waitMs }).toBe(true);
  await showPanel(editor);
  const shown = await panelWith(editor, 'curve');
  expect(await shown.getByRole('button', { name: 'MLE' }).getAttribute('aria-expanded')).toBe('true');

  await editor.reload();
  await panelTab(editor).waitFor({ timeout: waitMs });
  // A served editor may not have written down by then which tab was in front.
  await showPanel(editor);
  const restored = await panelWith(editor, 'curve');
  await restored.getByRole('region', { name: 'Estimates' }).waitFor();
  expect(await restored.getByRole('button', { name: 'MLE' }).getAttribute('aria-expanded')).toBe('true');

  // The link leads to the block's line in its note.
  await restored.getByRole('button', { name: 'panel/curve.md, line 3' }).click();
  await editor.page
    .locator('.tabs-container .tab.active')
    .filter({ hasText: 'curve.md' })
    .first()
    .waitFor({ timeout: waitMs });
  await editor.text(/Ln 3, Col 1/).waitFor({ timeout: waitMs });
});

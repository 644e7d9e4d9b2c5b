/**
 * A real VS Code for end-to-end tests. `openEditor` opens a window on a copy of a folder; windows close and the
 * browser ends with the test file, and a failed test leaves pictures of its windows in `test-results`.
 */
import type { Browser } from 'playwright-core';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, inject } from 'vitest';
import { launchBrowser } from '../../scripts/editor/browser';
import { WEBGPU_FLAGS } from '../../scripts/editor/chromium';
import { openWindow, type EditorWindow, type OpenOptions } from '../../scripts/editor/window';
import { root, testResults } from '../../scripts/paths';

const windows = new Set<EditorWindow>();
let browser: Promise<Browser> | undefined;

export type EditorOptions = Omit<OpenOptions, 'workspace'> & {
  /** A folder, absolute or relative to the checkout; by default `test/fixtures/workspace`. */
  readonly workspace?: string;
  /** Whether the browser has WebGPU, for all windows of a test file: it costs the first a second or two. */
  readonly webgpu?: boolean;
};

export async function openEditor(options: EditorOptions = {}): Promise<EditorWindow> {
  const { extension, ...address } = inject('editor');
  const workspace = resolve(root, options.workspace ?? 'test/fixtures/workspace');
  browser ??= launchBrowser(options.webgpu === true ? WEBGPU_FLAGS : undefined);
  const opened = await openWindow(address, await browser, { ...options, workspace }, extension);
  const window: EditorWindow = {
    ...opened,
    screenshot: (name) => opened.screenshot(join(testResults, name)),
    close: async () => {
      windows.delete(window);
      await opened.close();
    },
  };
  windows.add(window);
  return window;
}

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  let number = 0;
  for (const window of windows) {
    number += 1;
    const name = `${task.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${number}.png`;
    await window.screenshot(name).catch(() => undefined);
  }
});

afterAll(async () => {
  for (const window of windows) await window.close();
  await (await browser)?.close();
  browser = undefined;
});

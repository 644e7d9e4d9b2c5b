/** Windows of a served VS Code, driven as a person drives them. */
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sleep } from '../processes';
import { windowUrl, type EditorAddress } from './server';
import { TEST_SETTINGS, THEMES, writeUserSettings, type Settings, type Theme } from './settings';
import { copyWorkspace } from './workspaceCopy';

const VIEWPORT = { width: 1440, height: 900 };
const WAIT_MS = 60_000;
const ATTEMPTS = 4;

export interface OpenOptions {
  /** The folder whose copy the window opens. */
  readonly workspace: string;
  readonly settings?: Settings;
  readonly theme?: Theme;
  /** Whether the editor asks for trust, as it does for a person; by default every folder is trusted. */
  readonly asksTrust?: boolean;
  /** Picture elements a pixel, 2 for sharp screenshots. */
  readonly scale?: number;
  /** Opens the folder itself and not a copy of it. */
  readonly inPlace?: boolean;
}

/** A window of the editor. */
export interface EditorWindow {
  readonly page: Page;
  /** The folder that is open: a copy, free to change. */
  readonly workspace: string;
  /** Runs a command by its title, as in "View: Toggle Terminal", through the command palette. */
  runCommand(title: string): Promise<void>;
  /** Opens a file of the workspace by its relative path. */
  openFile(path: string): Promise<void>;
  /** What shows this text, anywhere in the workbench outside webviews. */
  text(text: string | RegExp): Locator;
  /** The document inside the webview whose title contains `title`. */
  webviewFrame(title: string): Promise<Frame>;
  /** Waits until no extension is being activated and nothing shows progress. */
  settled(): Promise<void>;
  /** Reloads the window as its own command does: what is open is written down first, which a browser's reload cuts short. */
  reload(): Promise<void>;
  screenshot(file: string): Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a window on a served editor; the extension's folder is left out where the server has it installed. */
export async function openWindow(
  server: EditorAddress,
  browser: Browser,
  options: OpenOptions,
  extension?: string,
): Promise<EditorWindow> {
  await writeUserSettings(server.dataDir, {
    ...TEST_SETTINGS,
    'workbench.colorTheme': THEMES[options.theme ?? 'dark'],
    ...(options.asksTrust === true ? { 'security.workspace.trust.enabled': true } : {}),
    ...options.settings,
  });
  const copy =
    options.inPlace === true
      ? { path: options.workspace, remove: async () => undefined }
      : await copyWorkspace(options.workspace);
  const context = await browser.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: options.scale ?? 1,
    // What spins and slides is painted by the processor here.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const url = windowUrl(server, { workspace: copy.path, ...(extension === undefined ? {} : { extension }) });
  await page.goto(url);
  await ready(page);
  let closing: Promise<void> | undefined;
  const closeOnce = async (): Promise<void> => {
    // Leaving the page lets the workbench say goodbye, so that its extension host ends at once.
    await page.goto('about:blank').catch(() => undefined);
    await context.close();
    await copy.remove();
  };
  const window: EditorWindow = {
    page,
    workspace: copy.path,
    runCommand: (title) => pick(page, 'F1', `>${title}`, title),
    openFile: (path) => openFile(page, path),
    text: (text) => page.getByText(text),
    webviewFrame: (title) => webviewFrame(page, title),
    settled: () => settled(page),
    reload: async () => {
      const loaded = page.waitForEvent('load', { timeout: WAIT_MS });
      await pick(page, 'F1', '>Developer: Reload Window', 'Developer: Reload Window');
      await loaded;
      await ready(page);
    },
    screenshot: async (file) => {
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
    },
    close: () => (closing ??= closeOnce()),
  };
  await settled(page);
  return window;
}

/** Waits until the workbench stands, with the folder in it. */
async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: WAIT_MS });
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: WAIT_MS });
}

/** Opens the quick input with a key, types, and takes the first row that holds the wanted label. */
async function pick(page: Page, key: string, typed: string, label: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press(key);
    await input.waitFor({ timeout: WAIT_MS });
    await input.fill(typed);
    const row = rows.filter({ hasText: label }).first();
    try {
      await row.waitFor({ timeout: 5000 });
      await row.click();
      return;
    } catch (error) {
      const seen = await rows.allInnerTexts();
      await page.keyboard.press('Escape');
      if (attempt === ATTEMPTS) {
        throw new Error(`No "${label}" in the quick input; it lists: ${seen.slice(0, 8).join(' | ')}`, {
          cause: error,
        });
      }
      await sleep(500);
    }
  }
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  await pick(page, 'Control+P', path, name);
  const group = page.locator('.editor-group-container.active');
  await group.locator('.tab.active').filter({ hasText: name }).waitFor({ timeout: WAIT_MS });
  // The tab comes before the editor, which takes the focus when it comes.
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: WAIT_MS });
  await group.locator('.editor-container > .editor-instance').first().waitFor({ timeout: WAIT_MS });
  await settled(page);
}

async function webviewFrame(page: Page, title: string): Promise<Frame> {
  const deadline = Date.now() + WAIT_MS;
  const seen = new Set<string>();
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      if (frame.parentFrame() === null) continue;
      const element = await frame.frameElement().catch(() => undefined);
      if ((await element?.getAttribute('id').catch(() => undefined)) !== 'active-frame') continue;
      const own = (await element?.getAttribute('title').catch(() => undefined)) ?? '';
      seen.add(own);
      if (own.includes(title)) return frame;
    }
    await sleep(100);
  }
  throw new Error(`No webview titled "${title}"; there are: ${[...seen].join(', ') || 'none'}`);
}

async function settled(page: Page): Promise<void> {
  await page
    .locator('.part.statusbar')
    .getByText('Activating Extensions')
    .waitFor({ state: 'detached', timeout: WAIT_MS });
  await page
    .locator('.monaco-progress-container.active')
    .first()
    .waitFor({ state: 'detached', timeout: WAIT_MS });
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../../scripts/editor/browser';
import { testResults } from '../../scripts/paths';
import { buildPage } from './pageRig';

/** The pages that the tests of a file open. */
export interface Pages {
  /** Opens one, which is closed after the test. */
  open<Rig extends { close(): Promise<void> }>(
    openRig: (browser: Browser, dist: string) => Promise<Rig>,
  ): Promise<Rig>;
  /** Leaves a picture of all of a page in `test-results`, where `MARGINALIA_PICTURES=1` asks for them: they take seconds. */
  picture(page: Page, file: string): Promise<void>;
}

/** Builds a webview's bundle and starts a browser before the tests of a file, and ends both after them. */
export function usePages(webview: string, pictures = webview): Pages {
  let browser: Browser;
  let dist: string;
  const rigs: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), `marginalia-${webview}-page-`));
    await buildPage(dist, webview);
    await mkdir(join(testResults, pictures), { recursive: true });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });
  afterAll(async () => {
    await browser.close();
    await rm(dist, { recursive: true });
  });
  return {
    open: async (openRig) => {
      const rig = await openRig(browser, dist);
      rigs.push(rig);
      return rig;
    },
    picture: async (page, file) => {
      if (process.env['MARGINALIA_PICTURES'] === undefined) return;
      await page.screenshot({ path: join(testResults, pictures, file), fullPage: true });
    },
  };
}

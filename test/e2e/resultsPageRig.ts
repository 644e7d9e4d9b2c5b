/**
 * The results panel's page in a plain browser: the page, policy and script of the product, a stub of what VS Code
 * gives a webview, and this process in the place of the extension host, over the same RPC.
 */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { root } from '../../scripts/paths';
import { silentLogger } from '../../src/base/logger';
import { webviewHtml } from '../../src/host/panels/webviewHtml';
import type { Client, Handlers } from '../../src/protocol/contract';
import {
  resultsContract,
  resultsSnapshotSchema,
  type ResultsSnapshot,
} from '../../src/protocol/resultsPanel';
import { connectRpc } from '../../src/protocol/rpc';

const origin = 'http://panel.test';
const nonce = 'dGVzdA';

const themeSchema = z.object({ bodyClass: z.string(), variables: z.record(z.string(), z.string()) });
export type ThemeName = 'dark' | 'light' | 'hc' | 'hc-light';
export const themeNames: readonly ThemeName[] = ['dark', 'light', 'hc', 'hc-light'];

export interface ResultsPageRig {
  readonly page: Page;
  readonly view: Client<typeof resultsContract.view>;
  /** Sends another snapshot and waits until it is drawn. */
  readonly show: (snapshot: ResultsSnapshot) => Promise<void>;
  /** What the page asked for, in order. */
  readonly asked: string[];
  /** What the page kept through `setState`. */
  kept(): Promise<unknown>;
  /** Refused by the page's policy, or thrown in it. */
  readonly faults: string[];
  close(): Promise<void>;
}

export interface RigOptions {
  readonly snapshot: ResultsSnapshot;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly kept?: unknown;
  readonly handlers?: Partial<Handlers<typeof resultsContract.host>>;
}

export function readSnapshot(name: string): ResultsSnapshot {
  const file = join(root, 'test/fixtures/snapshots', `${name}.json`);
  return resultsSnapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The webview's bundle, made by the product's own build. */
export async function openResultsPage(
  browser: Browser,
  dist: string,
  options: RigOptions,
): Promise<ResultsPageRig> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1100, height: options.height ?? 900 },
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await servePage(page, dist, options.snapshot.runId);
  const asked: string[] = [];
  const listeners = new Set<(message: unknown) => void>();
  await page.exposeFunction('toHost', (message: unknown) =>
    listeners.forEach((listener) => listener(message)),
  );
  await page.addInitScript(installStub, {
    theme: readTheme(options.theme ?? 'dark'),
    kept: options.kept,
  });
  const note = (name: string): null => {
    asked.push(name);
    return null;
  };
  const rpc = connectRpc(
    {
      post: (message) =>
        void page.evaluate((sent) => window.postMessage(sent, '*'), message).catch(() => undefined),
      onMessage: (listener) => {
        listeners.add(listener);
        return { dispose: () => void listeners.delete(listener) };
      },
    },
    {
      channel: resultsContract.channel,
      version: resultsContract.version,
      serves: resultsContract.host,
      handlers: {
        ready: () => {
          note('ready');
          rpc.remote.snapshot(options.snapshot);
        },
        reveal: () => note('reveal'),
        runAgain: () => note('runAgain'),
        cancel: () => note('cancel'),
        selectRun: ({ runId }) => note(`selectRun ${runId}`),
        copy: ({ format }) => {
          note(`copy ${format}`);
          return { characters: 10 };
        },
        export: ({ plot, format }) => {
          note(`export ${plot} ${format}`);
          return { saved: `${plot}.${format}` };
        },
        ...options.handlers,
      },
      calls: resultsContract.view,
      log: silentLogger,
      onVersionMismatch: () => faults.push('version mismatch'),
    },
  );
  await page.goto(`${origin}/`);
  await page.locator('h1').waitFor();
  return {
    page,
    view: rpc.remote,
    show: async (snapshot) => {
      rpc.remote.snapshot(snapshot);
      // Figures are measured a frame after their page is drawn.
      await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50)));
    },
    asked,
    faults,
    kept: () => page.evaluate(() => (window as unknown as { kept: unknown }).kept),
    close: async () => {
      rpc.dispose();
      await context.close();
    },
  };
}

/** Builds the page's bundle into `folder`, as `esbuild.mjs` does. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    entryPoints: { results: join(root, 'webviews/results/main.ts') },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome130',
    loader: { '.svg': 'text' },
    outdir: folder,
    logLevel: 'silent',
  });
}

function readTheme(name: ThemeName): z.infer<typeof themeSchema> {
  return themeSchema.parse(
    JSON.parse(readFileSync(join(root, 'test/fixtures/themes', `${name}.json`), 'utf8')),
  );
}

async function servePage(page: Page, dist: string, runId: string): Promise<void> {
  const html = webviewHtml({
    nonce,
    cspSource: origin,
    script: `${origin}/results.js`,
    styles: `${origin}/results.css`,
    title: 'Results',
    data: { folder: 'file:///work', run: runId },
  });
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (path === '/favicon.ico') return route.fulfill({ status: 204 });
    return route.fulfill({ path: join(dist, path) });
  });
}

/** Runs in the page before its script: what VS Code puts there. */
function installStub(given: { theme: z.infer<typeof themeSchema>; kept: unknown }): void {
  const w = window as unknown as Record<string, unknown> & { toHost: (message: unknown) => void };
  w['kept'] = given.kept;
  w['acquireVsCodeApi'] = () => ({
    postMessage: (message: unknown) => w.toHost(message),
    getState: () => w['kept'],
    setState: (state: unknown) => {
      w['kept'] = state;
    },
  });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = given.theme.bodyClass;
    for (const [name, value] of Object.entries(given.theme.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
  });
}

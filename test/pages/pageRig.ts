/**
 * A webview's page in a plain browser: the page, policy and script of the product, a stub of what VS Code gives a
 * webview, and this process in the place of the extension host, over the same RPC.
 */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { root } from '../../scripts/paths';
import { silentLogger } from '../../src/base/logger';
import { webviewHtml } from '../../src/host/panels/webviewHtml';
import type { Client, Contract, Handlers, Methods } from '../../src/protocol/contract';
import { connectRpc } from '../../src/protocol/rpc';
import { borrowPage, give } from './pagePool';

const origin = 'http://panel.test';
const nonce = 'dGVzdA';

const themeSchema = z.object({ bodyClass: z.string(), variables: z.record(z.string(), z.string()) });
export type ThemeName = 'dark' | 'light' | 'hc' | 'hc-light';
export const themeNames: readonly ThemeName[] = ['dark', 'light', 'hc', 'hc-light'];

export interface PageRig<View extends Methods> {
  readonly page: Page;
  readonly view: Client<View>;
  /** What the page kept through `setState`. */
  kept(): Promise<unknown>;
  /** Refused by the page's policy, or thrown in it. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** How the page is shown. */
export interface ShownAs {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly kept?: unknown;
}

export interface PageRigOptions<Host extends Methods, View extends Methods> extends ShownAs {
  /** The webview's folder. */
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  readonly contract: Contract<Host, View>;
  readonly handlers: (view: Client<View>) => Handlers<Host>;
  /** Is there once the page has drawn what it was sent. */
  readonly drawn: string;
}

/** Opens the page of a bundle made by {@link buildPage}. */
export async function openPageRig<Host extends Methods, View extends Methods>(
  browser: Browser,
  dist: string,
  options: PageRigOptions<Host, View>,
): Promise<PageRig<View>> {
  const faults: string[] = [];
  const listeners = new Set<(message: unknown) => void>();
  const { width = 1100, height = 900, scale = 1 } = options;
  const lent = await borrowPage(
    browser,
    { width, height, scale },
    {
      onMessage: (message) => listeners.forEach((listener) => listener(message)),
      onFault: (text) => faults.push(text),
    },
  );
  const { page } = lent;
  await servePage(page, dist, options.name, options.data);
  await page.goto(`${origin}/nothing`);
  await give(page, { ...readTheme(options.theme ?? 'dark'), kept: options.kept });
  // The handlers answer through the connection that they are given to.
  const view: { remote?: Client<View> } = {};
  const remote = new Proxy({} as Client<View>, {
    get: (_, name) => Reflect.get(view.remote ?? {}, name) as unknown,
  });
  const rpc = connectRpc<Host, View>(
    {
      post: (message) =>
        void page.evaluate((sent) => window.postMessage(sent, '*'), message).catch(() => undefined),
      onMessage: (listener) => {
        listeners.add(listener);
        return { dispose: () => void listeners.delete(listener) };
      },
    },
    {
      channel: options.contract.channel,
      version: options.contract.version,
      serves: options.contract.host,
      handlers: options.handlers(remote),
      calls: options.contract.view,
      log: silentLogger,
      onVersionMismatch: () => faults.push('version mismatch'),
    },
  );
  view.remote = rpc.remote;
  await page.goto(`${origin}/`);
  await page.locator(options.drawn).first().waitFor();
  return {
    page,
    view: rpc.remote,
    faults,
    kept: () => page.evaluate(() => (window as unknown as { kept: unknown }).kept),
    close: async () => {
      rpc.dispose();
      await lent.giveBack();
    },
  };
}

/** Builds the bundle of a webview into `folder`, as `esbuild.mjs` does. */
export async function buildPage(folder: string, name: string): Promise<void> {
  await build({
    entryPoints: { [name]: join(root, `webviews/${name}/main.ts`) },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome130',
    loader: { '.svg': 'text' },
    outdir: folder,
    logLevel: 'silent',
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violationsSchema = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);

/** The rules of axe whose answer is another in another theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong, as lines. It comes in by the debugger, which the page's policy does not bind.
 * @param theme where a page is looked at in all of them: by all rules in the dark one, in the others by those of colour.
 */
export async function violations(page: Page, theme: ThemeName = 'dark'): Promise<string[]> {
  if ((await page.evaluate(`'axe' in window`)) !== true) await page.evaluate(axe);
  const options = theme === 'dark' ? {} : { runOnly: { type: 'rule', values: colourRules } };
  const found = await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then((result) => result.violations)`,
  );
  return violationsSchema
    .parse(found)
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    );
}

function readTheme(name: ThemeName): z.infer<typeof themeSchema> {
  return themeSchema.parse(
    JSON.parse(readFileSync(join(root, 'test/fixtures/themes', `${name}.json`), 'utf8')),
  );
}

async function servePage(
  page: Page,
  dist: string,
  name: string,
  data: Readonly<Record<string, string>>,
): Promise<void> {
  const html = webviewHtml({
    nonce,
    cspSource: origin,
    script: `${origin}/${name}.js`,
    styles: `${origin}/${name}.css`,
    title: name,
    data,
    paints: name === 'results',
  });
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: html });
    if (path === '/nothing') return route.fulfill({ contentType: 'text/html', body: '' });
    if (path === '/favicon.ico') return route.fulfill({ status: 204 });
    return route.fulfill({ path: join(dist, path) });
  });
}

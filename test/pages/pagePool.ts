/**
 * Pages of a browser that are opened once and lent to one test after the other: a page of its own for each would start
 * a renderer, which takes longer than most tests.
 */
import type { Browser, ConsoleMessage, Page } from 'playwright-core';

/** What a borrower is told while it has the page. */
export interface Borrower {
  readonly onMessage: (message: unknown) => void;
  /** A warning or an error of the page. */
  readonly onFault: (text: string) => void;
}

export interface LentPage {
  readonly page: Page;
  /** Goes on to the next borrower, with nothing left of what this one did. */
  giveBack(): Promise<void>;
}

export interface PageKind {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

interface Pooled {
  readonly page: Page;
  borrower: Borrower | undefined;
}

/** By browser and picture elements a pixel, which a page cannot change. */
const free = new WeakMap<Browser, Map<number, Pooled[]>>();

/** A page whose scripts reach the borrower by `toHost`. */
export async function borrowPage(browser: Browser, kind: PageKind, borrower: Borrower): Promise<LentPage> {
  const byScale = free.get(browser) ?? new Map<number, Pooled[]>();
  free.set(browser, byScale);
  const rest = byScale.get(kind.scale) ?? [];
  byScale.set(kind.scale, rest);
  const pooled = rest.pop() ?? (await openPage(browser, kind.scale));
  const { page } = pooled;
  await page.setViewportSize({ width: kind.width, height: kind.height });
  // A pointer that the last borrower left over something would still hover there.
  await page.mouse.move(0, 0);
  pooled.borrower = borrower;
  return {
    page,
    giveBack: async () => {
      pooled.borrower = undefined;
      await page.unrouteAll();
      rest.push(pooled);
    },
  };
}

async function openPage(browser: Browser, scale: number): Promise<Pooled> {
  const context = await browser.newContext({ deviceScaleFactor: scale, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const pooled: Pooled = { page, borrower: undefined };
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') pooled.borrower?.onFault(message.text());
  });
  page.on('pageerror', (error) => pooled.borrower?.onFault(error.message));
  await page.exposeFunction('toHost', (message: unknown) => pooled.borrower?.onMessage(message));
  await page.addInitScript(installStub);
  return pooled;
}

/** What the stub gives the next document of the page. */
export interface Given {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What `getState` answers with. */
  readonly kept: unknown;
}

/** Hands `given` to the document that the page opens next, which has to be of the same origin. */
export async function give(page: Page, given: Given): Promise<void> {
  await page.evaluate((text) => {
    window.name = text;
  }, JSON.stringify(given));
}

/** Runs in the page before its script: what VS Code puts there. */
function installStub(): void {
  if (window.name === '') return;
  const given = JSON.parse(window.name) as Given;
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
    document.body.className = given.bodyClass;
    for (const [name, value] of Object.entries(given.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
  });
}

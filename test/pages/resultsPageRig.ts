/** The results panel's page in a plain browser: `pageRig.ts` with its contract. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../scripts/paths';
import type { Handlers } from '../../src/protocol/contract';
import {
  resultsContract,
  resultsSnapshotSchema,
  type ResultsSnapshot,
} from '../../src/protocol/resultsPanel';
import { openPageRig, type PageRig, type ShownAs } from './pageRig';

export interface ResultsPageRig extends PageRig<typeof resultsContract.view> {
  /** Sends another snapshot and waits until it is drawn. */
  readonly show: (snapshot: ResultsSnapshot) => Promise<void>;
  /** What the page asked for, in order. */
  readonly asked: string[];
  /** The PNGs it painted, in Base64. */
  readonly images: readonly string[];
}

export interface RigOptions extends ShownAs {
  readonly snapshot: ResultsSnapshot;
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
  const asked: string[] = [];
  const images: string[] = [];
  const note = (name: string): null => {
    asked.push(name);
    return null;
  };
  const rig = await openPageRig(browser, dist, {
    ...options,
    name: 'results',
    data: { folder: 'file:///work', run: options.snapshot.runId },
    contract: resultsContract,
    drawn: 'h1',
    handlers: (view) => ({
      ready: () => {
        note('ready');
        view.snapshot(options.snapshot);
      },
      reveal: () => note('reveal'),
      runAgain: () => note('runAgain'),
      cancel: () => note('cancel'),
      pause: () => note('pause'),
      resume: () => note('resume'),
      extend: () => note('extend'),
      compare: ({ runId }) => note(`compare ${runId}`),
      selectRun: ({ runId }) => note(`selectRun ${runId}`),
      copy: ({ format }) => {
        note(`copy ${format}`);
        return { characters: 10 };
      },
      export: ({ plot, format, of, image }) => {
        note(['export', plot, format, of].filter((part) => part !== undefined).join(' '));
        if (image !== undefined) images.push(image);
        return { saved: `${plot}.${format}` };
      },
      insertTable: () => {
        note('insertTable');
        return { note: 'notes/a.md', written: true };
      },
      ...options.handlers,
    }),
  });
  return {
    ...rig,
    asked,
    images,
    show: async (snapshot) => {
      rig.view.snapshot(snapshot);
      // Figures are measured a frame after their page is drawn.
      await rig.page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50)));
    },
  };
}

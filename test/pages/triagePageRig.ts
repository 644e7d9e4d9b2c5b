/** The triage view's page in a plain browser: `pageRig.ts` with its contract, and a host that remembers decisions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../scripts/paths';
import { triagePage } from '../../src/host/features/dailyPapers/triageSnapshot';
import { explainedTopic } from '../../src/papers/categorise/topicOf';
import { readDailyPapers } from '../../src/papers/daily/readDailyPapers';
import type { Handlers } from '../../src/protocol/contract';
import { triageContract, type TriagePage, type TriageProgress } from '../../src/protocol/triagePanel';
import { openPageRig, type PageRig, type ShownAs } from './pageRig';

export interface TriagePageRig extends PageRig<typeof triageContract.view> {
  /** What the page asked for, in order: `keep title:…`, `undo`, `addKept false`. */
  readonly asked: string[];
}

export interface TriageRigOptions extends ShownAs {
  readonly triage?: TriagePage;
  readonly progress?: Partial<TriageProgress>;
  readonly drawn?: string;
  readonly handlers?: Partial<Handlers<typeof triageContract.host>>;
}

export function samplePage(): TriagePage {
  const text = readFileSync(join(root, 'test/fixtures/dailyPapers/search.txt'), 'utf8');
  const page = readDailyPapers(text, { today: '2026-11-21' });
  const topics = new Map(
    page.entries.map(({ key, title, abstract }) => [key, explainedTopic(title, abstract)]),
  );
  return triagePage(page, 'search.txt', 'papers/search.txt', topics);
}

/** So many papers, made of those of the sample. */
export function longPage(count: number): TriagePage {
  const sample = samplePage();
  const entries = Array.from({ length: count }, (_, i) => {
    const entry = sample.entries[i % sample.entries.length];
    return { ...sample.entries[0], ...entry, key: `title:${i}`, title: `${i} ${entry?.title ?? ''}` };
  });
  return { ...sample, entries: entries as TriagePage['entries'] };
}

export async function openTriagePage(
  browser: Browser,
  dist: string,
  options: TriageRigOptions = {},
): Promise<TriagePageRig> {
  const asked: string[] = [];
  const page = options.triage ?? samplePage();
  let progress: TriageProgress = { decisions: {}, listed: {}, ...options.progress };
  const undone: (() => void)[] = [];
  const rig = await openPageRig(browser, dist, {
    ...options,
    name: 'triage',
    data: { folder: 'file:///work', file: page.file },
    contract: triageContract,
    drawn: options.drawn ?? '#papers, .empty:not(.loading), .banner',
    handlers: (view) => ({
      ready: () => {
        asked.push('ready');
        view.page(page);
        view.progress(progress);
      },
      decide: ({ key, decision, priority }) => {
        asked.push(`${decision ?? 'undecided'}${priority ?? ''} ${key}`);
        const before = progress;
        undone.push(() => (progress = before));
        const { [key]: _, ...decisions } = progress.decisions;
        if (decision !== undefined) {
          decisions[key] = { decision, ...(priority === undefined ? {} : { priority }) };
        }
        progress = { ...progress, decisions, undo: key };
        view.progress(progress);
        return null;
      },
      undo: () => {
        asked.push('undo');
        const { undo } = progress;
        undone.pop()?.();
        view.progress(progress);
        return undo === undefined ? {} : { key: undo };
      },
      open: ({ key }) => (asked.push(`open ${key}`), null),
      reveal: ({ key }) => (asked.push(`reveal ${key}`), null),
      revealListed: ({ key }) => (asked.push(`revealListed ${key}`), null),
      addKept: ({ choose }) => {
        asked.push(`addKept ${choose}`);
        return { added: 2, present: 1, note: 'meetings.md' };
      },
      ...options.handlers,
    }),
  });
  return { ...rig, asked };
}

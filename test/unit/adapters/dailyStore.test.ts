import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileDailyStore } from '../../../src/adapters/dailyStore';
import { silentLogger } from '../../../src/base/logger';
import { foldDecisions, type Decided } from '../../../src/papers/daily/decisions';

const decided = (decision: Decided['decision'], minute = 0): Decided => ({
  title: 'A title',
  decision,
  at: `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`,
});

describe('decisions on the disk', () => {
  let root: string;
  let store: FileDailyStore;
  const folder = (): string => join(root, '.marginalia', 'daily');

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-daily-'));
    store = new FileDailyStore(root, silentLogger);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('come back, in an order that merges', async () => {
    await store.update('papers/a.txt', '2025-10-30', new Map([['title:b', decided('keep')]]));
    await store.update('papers/a.txt', '2026-10-30', new Map([['title:a', decided('skip', 1)]]));
    const [page, ...others] = await new FileDailyStore(root, silentLogger).readAll();
    expect(others).toEqual([]);
    expect(page).toMatchObject({ page: 'papers/a.txt', savedOn: '2025-10-30' });
    expect(Object.keys(page?.papers ?? {})).toEqual(['title:a', 'title:b']);
    const [name = ''] = await readdir(folder());
    expect((await readFile(join(folder(), name), 'utf8')).endsWith('}\n')).toBe(true);
  });

  it('are lost by none of many changes at once', async () => {
    const all = Array.from({ length: 40 }, (_, i) =>
      store.update('a.txt', undefined, new Map([[`title:${i}`, decided('later')]])),
    );
    await Promise.all(all);
    expect(Object.keys((await store.readPage('a.txt')).papers)).toHaveLength(40);
  });

  it('of pages with the same name lie apart, as do those of kept pages', async () => {
    const kept = await store.keepPage('text', { of: 'clipboard' });
    expect(await store.keepPage('text', { of: 'clipboard' })).toBe(kept);
    for (const page of [
      'a/page.txt',
      'b/page.txt',
      kept,
      await store.keepPage('[]', { day: '2025-10-30' }),
    ]) {
      await store.update(page, undefined, new Map([['title:a', decided('keep')]]));
    }
    expect((await readdir(folder())).filter((name) => name.endsWith('.json'))).toHaveLength(4);
    expect(await readdir(folder())).toContain('2025-10-30.json');
  });

  it('that cannot be read are never written over', async () => {
    await store.update('a.txt', undefined, new Map([['title:a', decided('keep')]]));
    const [name = ''] = await readdir(folder());
    await writeFile(join(folder(), name), '<<<<<<< HEAD');
    expect(await store.readAll()).toEqual([]);
    await expect(store.update('a.txt', undefined, new Map())).rejects.toMatchObject({
      code: 'data.unreadable',
    });
    expect(await readFile(join(folder(), name), 'utf8')).toBe('<<<<<<< HEAD');
    // A change that failed holds no other up.
    await store.update('b.txt', undefined, new Map([['title:b', decided('skip')]]));
    expect(await store.readAll()).toHaveLength(1);
  });
});

describe('the same paper on several pages', () => {
  const page = (name: string, papers: Readonly<Record<string, Decided>>) => ({
    schema: 1 as const,
    page: name,
    papers: { ...papers },
  });

  it('is as was decided last, wherever that was', () => {
    const pages = [page('a', { k: decided('keep', 1) }), page('b', { k: decided('skip', 2) })];
    expect(foldDecisions(pages).get('k')?.decision).toBe('skip');
    expect(foldDecisions(pages.toReversed()).get('k')?.decision).toBe('skip');
  });

  it('is undecided again where that was taken back', () => {
    const pages = [page('a', { k: decided('keep', 1) }), page('b', { k: decided('undecided', 2) })];
    expect(foldDecisions(pages).has('k')).toBe(false);
  });
});

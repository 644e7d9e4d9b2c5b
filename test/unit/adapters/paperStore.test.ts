import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilePaperStore } from '../../../src/adapters/paperStore';
import { recordFileName } from '../../../src/adapters/recordFolder';
import type { PaperRecord } from '../../../src/papers/paper';

const record = (key: string): PaperRecord => ({
  schema: 1,
  key,
  ids: {},
  state: 'found',
  checkedAt: '2026-01-01T00:00:00Z',
  title: { value: '제목 – émoji 🧠', source: 'arxiv', fetchedAt: '2026-01-01T00:00:00Z' },
});

describe('FilePaperStore', () => {
  let root: string;
  let warnings: string[];
  let store: FilePaperStore;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-papers-'));
    warnings = [];
    store = new FilePaperStore(root, { info() {}, error() {}, warn: (message) => warnings.push(message) });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is empty, without a word, where nothing was fetched', async () => {
    expect(await store.readAll()).toEqual(new Map());
    expect(warnings).toEqual([]);
  });

  it('reads back what it wrote, and leaves no other files', async () => {
    const records = [record('arxiv:2107.05802'), record('arxiv:physics/0004057')];
    await store.write(records);
    await store.write(records.slice(0, 1));
    expect(await store.readAll()).toEqual(new Map(records.map((each) => [each.key, each])));
    expect((await readdir(store.folder)).sort()).toEqual([
      'arxiv-2107.05802.json',
      'arxiv-physics_0004057.json',
    ]);
    expect(await readFile(join(store.folder, 'arxiv-2107.05802.json'), 'utf8')).toMatch(
      /^\{\n {2}"schema": 1,.*\}\n$/s,
    );
  });

  it('reports files that it cannot read and keeps the others and them', async () => {
    await store.write([record('arxiv:2107.05802')]);
    await writeFile(join(store.folder, 'torn.json'), '{"schema": 1, "ke');
    await writeFile(join(store.folder, 'newer.json'), '{"schema": 2}');
    await mkdir(join(store.folder, 'folder.json'));
    expect([...(await store.readAll()).keys()]).toEqual(['arxiv:2107.05802']);
    expect(warnings.map((warning) => /(torn|newer|folder)\.json/.exec(warning)?.[1]).sort()).toEqual([
      'folder',
      'newer',
      'torn',
    ]);
    expect(await readFile(join(store.folder, 'newer.json'), 'utf8')).toBe('{"schema": 2}');
  });

  it('merges with what is on the disk, and touches nothing that it cannot read', async () => {
    await store.write([record('arxiv:2107.05802')]);
    const venue = { value: 'V', source: 'crossref' as const, fetchedAt: '2026-01-01T00:00:00Z' };
    const { title: _title, ...bare } = record('arxiv:2107.05802');
    await store.write([{ ...bare, venue }]);
    expect((await store.readAll()).get('arxiv:2107.05802')).toMatchObject({
      title: { value: '제목 – émoji 🧠' },
      venue: { value: 'V' },
    });
    const path = join(store.folder, 'arxiv-2107.05802.json');
    await writeFile(path, '{"schema": 2, "more": true}');
    await store.write([record('arxiv:2107.05802')]);
    expect(await readFile(path, 'utf8')).toBe('{"schema": 2, "more": true}');
    await writeFile(path, '{"schema": 1, "ke');
    await store.write([record('arxiv:2107.05802')]);
    expect(await readFile(`${path}.torn`, 'utf8')).toBe('{"schema": 1, "ke');
    expect((await store.readAll()).has('arxiv:2107.05802')).toBe(true);
    expect(warnings).toHaveLength(2);
  });

  it('says which folder cannot be written', async () => {
    await writeFile(join(root, '.marginalia'), 'a file where the folder should be');
    await expect(store.write([record('arxiv:2107.05802')])).rejects.toThrow(store.folder);
  });
});

describe('recordFileName', () => {
  it('is safe for every key and different for different keys', () => {
    const keys = [
      'doi:10.1007/a',
      'doi:10.1007-a',
      'url:x/../../y',
      'url:x/..%2f../y',
      `url:${'z'.repeat(400)}`,
      'con',
    ];
    const names = keys.map(recordFileName);
    expect(new Set(names).size).toBe(keys.length);
    for (const name of names) {
      expect(name).toMatch(/^[A-Za-z0-9.-]+\.json$/);
      expect(name.length).toBeLessThan(100);
    }
  });
});

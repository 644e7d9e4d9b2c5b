import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileOwnPaperStore } from '../../../src/adapters/ownPaperStore';
import { FilePaperStore } from '../../../src/adapters/paperStore';
import { changeOwn } from '../../../src/papers/ownPaper';

describe('FileOwnPaperStore', () => {
  let root: string;
  let warnings: string[];
  const logger = { info() {}, error() {}, warn: (message: string) => void warnings.push(message) };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-own-'));
    warnings = [];
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('keeps what the user says beside what services say, each out of the other’s sight', async () => {
    const own = new FileOwnPaperStore(root, logger);
    const said = changeOwn('title:읽을거리', undefined, { priority: 2, tags: ['정보'], status: 'reading' });
    await own.write([said]);
    const served = new FilePaperStore(root, logger);
    await served.write([
      { schema: 1, key: 'arxiv:2107.05802', ids: {}, state: 'unknown', checkedAt: '2026-01-01T00:00:00Z' },
    ]);
    expect([...(await own.readAll()).values()]).toEqual([said]);
    expect([...(await served.readAll()).keys()]).toEqual(['arxiv:2107.05802']);
    expect(warnings).toEqual([]);
    const [name = ''] = await readdir(own.folder);
    expect(JSON.parse(await readFile(join(own.folder, name), 'utf8'))).toEqual(said);
  });

  it('leaves no file of a record that says nothing any more', async () => {
    const own = new FileOwnPaperStore(root, logger);
    const said = changeOwn('arxiv:2107.05802', undefined, { priority: 2, tags: ['a'] });
    await own.write([said]);
    const less = changeOwn(said.key, said, { tags: [] });
    expect(less).toEqual({ schema: 1, key: 'arxiv:2107.05802', priority: 2 });
    await own.write([changeOwn(said.key, less, { priority: undefined })]);
    expect(await readdir(own.folder)).toEqual([]);
    expect(await own.readAll()).toEqual(new Map());
  });
});

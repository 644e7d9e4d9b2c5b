import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilePaperStore } from '../../src/adapters/paperStore';
import { silentLogger } from '../../src/base/logger';

const program = fileURLToPath(new URL('../fixtures/recordWriter.ts', import.meta.url));
const papers = 20;

describe('records of papers over processes', () => {
  let root: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-records-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(root, { recursive: true, force: true });
  });

  async function start(source: string, fields: readonly string[]): Promise<ChildProcess> {
    const args = ['--import', 'tsx', program, root, source, String(papers), fields.join(',')];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  }

  async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode === null) await once(child, 'exit');
  }

  it('lose no field that another process writes at the same moment', async () => {
    const writers = await Promise.all([
      start('arxiv', ['title', 'comment', 'journalReference', 'updated']),
      start('crossref', ['title', 'venue', 'publisher', 'volume']),
      start('openalex', ['abstract', 'issue', 'pages', 'type']),
    ]);
    for (const writer of writers) writer.stdin?.write('go\n');
    await Promise.all(writers.map(ended));
    const store = new FilePaperStore(root, silentLogger);
    const records = [...(await store.readAll()).values()];
    expect(records).toHaveLength(papers);
    for (const record of records) {
      expect(record).toMatchObject({
        title: { value: 'title of arxiv' },
        comment: { value: 'comment of arxiv' },
        venue: { value: 'venue of crossref' },
        volume: { value: 'volume of crossref' },
        abstract: { value: 'abstract of openalex' },
        type: { value: 'type of openalex' },
      });
      expect(Object.keys(record.checks ?? {}).sort()).toEqual(['arxiv', 'crossref', 'openalex']);
    }
    expect((await readdir(store.folder)).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it('are written though a process died while it wrote', async () => {
    const killed = await start(
      'arxiv',
      Array.from({ length: 400 }, () => 'title'),
    );
    killed.stdin?.write('go\n');
    const store = new FilePaperStore(root, silentLogger);
    while ((await store.readAll()).size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const after = await start('crossref', ['venue']);
    after.stdin?.write('go\n');
    await ended(after);
    const records = [...(await store.readAll()).values()];
    expect(records.filter(({ venue }) => venue)).toHaveLength(papers);
  });
}, 60_000);

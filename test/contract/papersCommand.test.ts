import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PaperRow } from '../../src/cli/paperRows';
import { registerPapersCommand } from '../../src/cli/papers';
import { ArxivServer } from '../fixtures/arxivServer';
import { crossrefServer } from '../fixtures/services/servers';
import { runCommandLine } from '../fixtures/commandLine';

const note = `\ufeff# 세미나\r\n\r\n## 읽을 논문\r\n\r\n- https://arxiv.org/abs/2101.00001 (p2)\r
- [x] [둘째 🧠](https://www.google.com/url?q=https://arxiv.org/pdf/2101.00002v3&sa=D)\r
- [A chapter](https://link.springer.com/chapter/10.1007/BFb0000001)\r\n- https://arxiv.org/abs/2101.09999`;

describe('marginalia papers', () => {
  let root: string;
  let path: string;
  let server: ArxivServer;
  let baseUrl: string;
  const stateHome = process.env['MARGINALIA_STATE_HOME'];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-cli-'));
    process.env['MARGINALIA_STATE_HOME'] = join(root, 'state');
    await mkdir(join(root, '.git'));
    await mkdir(join(root, 'notes'));
    path = join(root, 'notes', 'seminar.md');
    await writeFile(path, note);
    server = new ArxivServer([
      { id: '2101.00001', title: 'The first', authors: ['A. One'], published: '2021-01-02T00:00:00Z' },
      { id: '2101.00002', title: 'The second' },
    ]);
    baseUrl = await server.start();
  });
  afterEach(async () => {
    if (stateHome === undefined) delete process.env['MARGINALIA_STATE_HOME'];
    else process.env['MARGINALIA_STATE_HOME'] = stateHome;
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  async function run(args: readonly string[], signal?: AbortSignal) {
    const ended = await runCommandLine(registerPapersCommand, args, signal);
    return { ...ended, rows: () => JSON.parse(ended.stdout) as readonly PaperRow[] };
  }

  it('lists entries as they are, without touching anything', async () => {
    const { rows } = await run(['papers', 'list', path, '--json']);
    const said = { category: null, why: 'A list item with a link under “읽을 논문”.' };
    const where = { note: path.replaceAll('\\', '/') };
    expect(rows()).toEqual([
      {
        title: null,
        url: 'https://arxiv.org/abs/2101.00001',
        ids: { arxiv: '2101.00001', doi: null },
        priority: 2,
        status: null,
        ...where,
        line: 5,
        ...said,
      },
      {
        title: '둘째 🧠',
        url: 'https://arxiv.org/pdf/2101.00002v3',
        ids: { arxiv: '2101.00002', doi: null },
        priority: null,
        status: 'read',
        ...where,
        line: 6,
        ...said,
      },
      {
        title: 'A chapter',
        url: 'https://link.springer.com/chapter/10.1007/BFb0000001',
        ids: { arxiv: null, doi: '10.1007/bfb0000001' },
        priority: null,
        status: null,
        ...where,
        line: 7,
        ...said,
      },
      {
        title: null,
        url: 'https://arxiv.org/abs/2101.09999',
        ids: { arxiv: '2101.09999', doi: null },
        priority: null,
        status: null,
        ...where,
        line: 8,
        ...said,
      },
    ]);
    expect(await readdir(root)).toEqual(['.git', 'notes']);
  });

  it('fetches once for all, keeps records at the root, and leaves the note alone', async () => {
    const { rows, stderr, error } = await run([
      'papers',
      'fetch',
      join(root, 'notes'),
      '--json',
      '--base-url',
      baseUrl,
    ]);
    expect(error).toBeUndefined();
    expect(stderr).toContain('2 fetched, 1 unknown to arXiv, 1 not on arXiv.');
    expect(rows().map((row) => row.title)).toEqual(['The first', 'The second', 'A chapter', null]);
    expect(rows()[0]).toMatchObject({ metadata: { state: 'found', authors: ['A. One'], year: 2021 } });
    expect(server.requests).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(note);
    expect((await readdir(join(root, '.marginalia', 'papers'))).sort()).toEqual([
      'arxiv-2101.00001.json',
      'arxiv-2101.00002.json',
      'arxiv-2101.09999.json',
    ]);
    const again = await run(['papers', 'fetch', path, '--base-url', baseUrl]);
    expect(again.stderr).toContain('0 fetched, 3 up to date');
    expect(again.stdout).toContain('The first');
    expect(server.requests).toHaveLength(1);
  });

  it('asks the services it is told, and says of each field who said it', async () => {
    const crossref = crossrefServer([
      { doi: '10.1007/bfb0000001', title: 'A <i>whole</i> chapter', year: 1981, venue: 'Old Meshes' },
    ]);
    process.env['MARGINALIA_CROSSREF_BASE_URL'] = await crossref.start();
    try {
      const args = ['papers', 'fetch', path, '--json', '--base-url', baseUrl, '--services', 'arxiv,crossref'];
      const { rows, stderr, error } = await run([...args, '--contact', 'me@example.org']);
      expect(error).toBeUndefined();
      expect(stderr).toContain('3 fetched, 1 unknown. From arXiv 2, Crossref 1.');
      expect(rows()[2]).toMatchObject({
        title: 'A whole chapter',
        metadata: {
          venue: 'Old Meshes',
          year: 1981,
          sources: { title: { source: 'crossref' }, venue: { source: 'crossref' } },
        },
      });
      expect(rows()[0]).toMatchObject({ metadata: { sources: { title: { source: 'arxiv' } } } });
      expect(crossref.requests).toHaveLength(1);
      expect(crossref.requests[0]?.url.searchParams.get('mailto')).toBe('me@example.org');
    } finally {
      delete process.env['MARGINALIA_CROSSREF_BASE_URL'];
      await crossref.stop();
    }
    expect((await run(['papers', 'fetch', path, '--services', 'arxiv,scihub'])).error).toMatchObject({
      code: 'commander.invalidArgument',
    });
  });

  it('fails with the reason when blocked, and still prints what it has', async () => {
    server.plan({ status: 403 });
    const { error, stderr, rows } = await run(['papers', 'fetch', path, '--json', '--base-url', baseUrl]);
    expect(error).toMatchObject({ code: 1 });
    expect(stderr).toContain('403');
    expect(rows()).toHaveLength(4);
  });

  it('takes a wrong base URL for wrong usage', async () => {
    const { error } = await run(['papers', 'fetch', path, '--base-url', 'export.arxiv.org']);
    expect(error).toMatchObject({ code: 'usage' });
  });

  it('ends with 130 when cancelled', async () => {
    server.plan({ delayMs: 10_000 });
    const { error, stderr } = await run(
      ['papers', 'fetch', path, '--base-url', baseUrl],
      AbortSignal.timeout(300),
    );
    expect(error).toMatchObject({ code: 130 });
    expect(stderr).toContain('cancelled');
  });

  it('names a note that is not there, and says where lists are looked for', async () => {
    const missing = await run(['papers', 'list', join(root, 'nope.md')]);
    expect(missing.error).toMatchObject({
      code: 'note.unreadable',
      location: { file: join(root, 'nope.md') },
    });
    await writeFile(path, '# Nothing here\n');
    expect((await run(['papers', 'list', path])).stdout).toContain('No reading list');
    expect((await run(['papers', 'list', path, '--json'])).rows()).toEqual([]);
  });

  it('reads the headings it is told', async () => {
    await writeFile(
      path,
      '## Inbox\n- https://arxiv.org/abs/2101.00001\n## To read\n- https://arxiv.org/abs/2101.00002\n',
    );
    const { rows } = await run(['papers', 'list', '--section', 'Inbox', path, '--json']);
    expect(rows().map((row) => row.ids.arxiv)).toEqual(['2101.00001']);
  });
});

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerPapersCommand } from '../../src/cli/papers';
import { paperRecordSchema } from '../../src/papers/paper';
import { succeed } from '../fixtures/commandLine';

interface Answer {
  readonly format: string;
  readonly papers: readonly { readonly key: string; readonly line: number | null; readonly date: unknown }[];
}

describe('marginalia papers import', () => {
  let root: string;
  const page = (): string => join(root, 'search.txt');
  const library = (): string => join(root, '.marginalia', 'papers');

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-import-'));
    await mkdir(join(root, '.git'));
    await cp(new URL('../fixtures/dailyPapers/search.txt', import.meta.url), page());
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function run(...args: readonly string[]) {
    const ended = await succeed(registerPapersCommand, ['papers', 'import', ...args]);
    return { ...ended, answers: () => JSON.parse(ended.stdout) as readonly Answer[] };
  }

  it('tells what it understood, with lines and reasons', async () => {
    const { answers } = await run(page(), '--json', '--dry-run');
    const [answer] = answers();
    expect(answer?.format).toBe('a Daily Papers page');
    expect(answer?.papers).toHaveLength(10);
    expect(answer?.papers[0]).toMatchObject({ line: 13, authors: { count: 7 }, date: { day: '2024-12-18' } });
    await expect(readdir(library())).rejects.toThrow();
  });

  it('reads bibliographies, with their keys and tags, and tells the line of what it cannot read', async () => {
    const file = join(root, 'refs.bib');
    await writeFile(
      file,
      '@article{roe2020, title={Narrow}, eprint={2001.00011}, archiveprefix={arXiv}, keywords={paths}}\n@misc{torn, title={No\n',
    );
    const { answers, stderr } = await run(file, '--json');
    expect(answers()[0]?.papers).toEqual([
      {
        key: 'arxiv:2001.00011',
        title: 'Narrow',
        authors: [],
        year: null,
        citekey: 'roe2020',
        tags: ['paths'],
        url: 'https://arxiv.org/abs/2001.00011',
        line: 1,
      },
    ]);
    expect(stderr).toMatch(/refs\.bib: line 2: This entry cannot be read/);
    const own = await readFile(join(library(), 'own', 'arxiv-2001.00011.json'), 'utf8');
    expect(JSON.parse(own)).toEqual({
      schema: 1,
      key: 'arxiv:2001.00011',
      citekey: 'roe2020',
      tags: ['paths'],
    });
  });

  it('writes each paper into the library once, with its source', async () => {
    await run(page());
    const names = await readdir(library());
    expect(names).toHaveLength(10);
    const texts = await Promise.all(names.map((name) => readFile(join(library(), name), 'utf8')));
    const records = texts.map((text) => paperRecordSchema.parse(JSON.parse(text)));
    expect(new Set(records.map(({ title }) => title?.source))).toEqual(new Set(['import']));
    const { stderr } = await run(page());
    expect(stderr).toContain('10 papers, 0 new');
    expect(await Promise.all(names.map((name) => readFile(join(library(), name), 'utf8')))).toEqual(texts);
  });

  it('never overwrites what is known', async () => {
    const item = {
      paper: { id: '2510.00001', title: 'As the page says', summary: 'An abstract.' },
      numComments: 1,
    };
    const json = join(root, '2025-10-30.json');
    await writeFile(json, JSON.stringify([item]));
    const known = {
      schema: 1,
      key: 'arxiv:2510.00001',
      ids: { arxiv: '2510.00001' },
      state: 'found',
      checkedAt: '2026-01-01T00:00:00.000Z',
      title: { value: 'As arXiv says', source: 'arxiv', fetchedAt: '2026-01-01T00:00:00.000Z' },
    };
    await mkdir(library(), { recursive: true });
    const file = join(library(), 'arxiv-2510.00001.json');
    await writeFile(file, JSON.stringify(known));
    await run(json);
    const record = paperRecordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(record.title).toEqual(known.title);
    expect(record.checkedAt).toBe(known.checkedAt);
    expect(record.abstract).toMatchObject({ value: 'An abstract.', source: 'hugging-face' });
  });

  it('refuses what it does not know', async () => {
    const other = join(root, 'other.txt');
    await writeFile(other, 'Shopping list: bread, milk.');
    await expect(run(other)).rejects.toMatchObject({ code: 'data.unsupported' });
    await expect(run(join(root, 'none.txt'))).rejects.toMatchObject({ code: 'data.missing' });
  });
});

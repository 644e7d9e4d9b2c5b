import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerPapersCommand } from '../../src/cli/papers';
import { runCommandLine } from '../fixtures/commandLine';

const note = `\ufeff# 세미나\r\n\r\n## 읽을 논문\r\n\r\n- [The capacity of a noisy channel and mutual information](https://example.org/a)\r
- https://example.org/b\r\n- [강화학습의 정책 최적화](https://example.org/c) (p2)\r\n\r\n| Reading List |\r\n`;

describe('marginalia papers categorize', () => {
  let root: string;
  let path: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-categorise-'));
    await mkdir(join(root, '.git'));
    path = join(root, 'seminar.md');
    await writeFile(path, note);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => runCommandLine(registerPapersCommand, ['papers', ...args]);

  it('suggests with reasons, says where it cannot tell, and writes nothing', async () => {
    const { stdout } = await run('categorize', path, '--json');
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        category: 'Information theory & compression',
        confidence: 'high',
        because: expect.arrayContaining(['“mutual information” in the title']) as unknown,
        line: 5,
      }),
      expect.objectContaining({
        title: null,
        category: null,
        confidence: 'none',
        because: ['cannot tell: only a link is known; fetch its metadata first'],
      }),
      expect.objectContaining({ category: 'Reinforcement learning & robotics', line: 7 }),
    ]);
    expect(await readFile(path, 'utf8')).toBe(note);
    expect(await readdir(root)).toEqual(['.git', 'seminar.md']);
    expect((await run('categorise', path)).stdout).toContain('Reinforcement learning & robotics (');
  });

  it('writes tags, and has nothing more to write then', async () => {
    const { stderr } = await run('categorize', path, '--write', 'tags');
    expect(stderr).toBe('Written: 2 as tags in 1 notes, 0 in the library.\n');
    const written = await readFile(path, 'utf8');
    expect(written).toContain('(https://example.org/a) #information-theory');
    expect(written).toMatch(/\(p2\) #reinforcement-learning[^\r\n]*\r\n/);
    expect(written.replace(/ #[\p{L}\p{N}-]+/gu, '')).toBe(note);
  });

  it('moves entries under headings', async () => {
    await run('categorize', path, '--write', 'headings');
    const written = await readFile(path, 'utf8');
    expect(written).toContain('### Information theory & compression\r\n\r\n- [The capacity');
    expect(written.startsWith('\ufeff# 세미나\r\n\r\n## 읽을 논문\r\n\r\n- https://example.org/b\r\n')).toBe(
      true,
    );
    const { stdout } = await run('categorize', path, '--json');
    expect(JSON.parse(stdout)).toHaveLength(1);
  });

  it('keeps categories in the library, which then counts as given', async () => {
    await run('categorize', path, '--write', 'library');
    expect(await readFile(path, 'utf8')).toBe(note);
    expect(await readdir(join(root, '.marginalia', 'papers', 'own'))).toHaveLength(2);
    const { stdout } = await run('categorize', path, '--json');
    expect(JSON.parse(stdout)).toHaveLength(1);
  });

  it('takes a taxonomy of the user’s, JSON or YAML, and refuses another shape', async () => {
    const file = join(root, 'taxonomy.yaml');
    await writeFile(file, '"*": false\n통신: [channel, 정책]\nOther: { keywords: [tea] }\n');
    const { stdout } = await run('categorize', path, '--json', '--taxonomy', file);
    const rows = JSON.parse(stdout) as readonly { readonly category: string | null }[];
    expect(rows.map(({ category }) => category)).toEqual(['통신', null, '통신']);
    await writeFile(file, '- a\n- b\n');
    expect((await run('categorize', path, '--taxonomy', file)).error).toMatchObject({ code: 'usage' });
    expect((await run('categorize', path, '--write', 'stone')).error).toMatchObject({ code: 'usage' });
  });
});

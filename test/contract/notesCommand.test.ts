import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerNotesCommand } from '../../src/cli/notesCommand';
import { succeed } from '../fixtures/commandLine';

const minutes = `\ufeff# 연구 모임\r\n\r\n- 2025.02.30\r\n    - TO DO:\r\n        - 길동 + @민수: 증명 🧠\r\n        - [x] 민수: figure\r
- 2025.02.11\r\n    - 홍길동\r\n        - hello\r\n\r\n# Other\r\n- [ ] Ada: **buy** a disk`;

describe('marginalia notes', () => {
  let root: string;
  let path: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marginalia-notes-'));
    path = join(root, 'minutes.md');
    await writeFile(path, minutes);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function run(...args: readonly string[]): Promise<string> {
    return (await succeed(registerNotesCommand, ['notes', ...args])).stdout;
  }
  const json = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse(await run(...args, '--json'));

  it('todos --json tells what is open, whose it is, where and why', async () => {
    expect(await json('todos', root)).toEqual([
      {
        note: path,
        line: 5,
        text: '증명 🧠',
        people: ['홍길동', '민수'],
        done: false,
        meeting: '2025-02-30',
        under: '2025.02.30',
        reason: 'listed',
      },
      {
        note: path,
        line: 12,
        text: 'buy a disk',
        people: ['Ada'],
        done: false,
        meeting: null,
        under: 'Other',
        reason: 'box',
      },
    ]);
  });

  it('todos takes a person by any of their names, and what is done', async () => {
    expect(await json('todos', path, '--person', '@길동 / 학생')).toMatchObject([{ line: 5 }]);
    expect(await json('todos', path, '--person', '민수', '--all')).toMatchObject([
      { line: 5 },
      { line: 6, done: true },
    ]);
    expect(await json('todos', path, '--person', 'Nobody')).toEqual([]);
    const people = join(root, 'people.json');
    await writeFile(people, JSON.stringify({ 'Ada Lovelace': ['Ada', '민수'] }));
    expect(await json('todos', path, '--people', people, '--person', 'ada lovelace')).toMatchObject([
      { line: 5, people: ['홍길동', 'Ada Lovelace'] },
      { line: 12 },
    ]);
    await writeFile(people, '[]');
    await expect(json('todos', path, '--people', people)).rejects.toMatchObject({
      code: 'usage',
      location: { file: people },
    });
    expect(await run('todos', path, '--person', 'Ada')).toBe(`${path}:12: [ ] Ada: buy a disk\n`);
  });

  it('check --json tells of the date that no calendar has', async () => {
    expect(await json('check', path)).toMatchObject([
      { note: path, line: 3, column: 3, severity: 'information', code: 'meeting.impossible-date' },
    ]);
  });
});

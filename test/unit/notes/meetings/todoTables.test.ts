import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../../src/base/text';
import { newMeetingEntry } from '../../../../src/notes/meetings/newEntry';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';
import { setTodoDone } from '../../../../src/notes/meetings/todoEdits';

const todosOf = (text: string) =>
  readMeetings(text).todos.map(({ people, text: task, done, node }) => [
    node.line,
    people.join('+'),
    task,
    done,
  ]);

/** The note after the to-do on a line, from 0, was ticked or opened again. */
function set(text: string, line: number, done: boolean): string {
  const todo = readMeetings(text).todos.find(({ node }) => node.line === line);
  return todo ? applyTextEdits(text, setTodoDone(text, todo, done)) : 'no to-do there';
}

const table = (...rows: readonly string[]) => ['## 2025-01-12', '', ...rows, ''].join('\n');
const plain = table(
  '| Who | What | When |',
  '| --- | :-- | --- |',
  '| Ada, Mateo | read the **proof** | by Friday |',
  '| @Ingrid | [x] book a room |  |',
  '| Ada | ~~buy chalk~~ | - |',
  '| | | |',
  '| 홍철 | a \\| b \\| c | 1/19 |',
);

describe('a table of who is to do what', () => {
  it('is to-dos of a meeting, by person and with the day', () => {
    expect(todosOf(plain)).toEqual([
      [4, 'Ada+Mateo', 'read the proof (by Friday)', false],
      [5, '@Ingrid', 'book a room', true],
      [6, 'Ada', 'buy chalk', true],
      [8, '홍철', 'a | b | c (1/19)', false],
    ]);
    expect(readMeetings(plain).meetings).toHaveLength(1);
  });

  it('may lack the people in a list of to-dos, and no meeting has to be near', () => {
    expect(todosOf('# TO DO\n\n| Task | Due |\n|---|---|\n| write | May 2 |\n')).toEqual([
      [4, '', 'write (May 2)', false],
    ]);
    expect(todosOf('할 일:\n\n| 담당 | 내용 | 완료 |\n|---|---|---|\n| 록기 | 증명 | 완료 |\n')).toEqual([
      [4, '록기', '증명', true],
    ]);
  });

  it.each([
    ['without a column of tasks', '| Who | Topic | When |\n|---|---|---|\n| Ada | kernels | May 2 |\n'],
    ['of tasks that are nobody’s to do', '| Task | Accuracy |\n|---|---|\n| digits | 0.97 |\n'],
    ['without a rule below its header', '| Who | What |\n| Ada | read |\n'],
  ])('is no list of to-dos %s', (_, rows) => {
    expect(todosOf(`## 2025-01-12\n\n- Ada: I read it.\n\n${rows}`)).toEqual([]);
  });

  it('is ticked at the task, or in its column of states in the words that it has', () => {
    expect(set(plain, 4, true)).toBe(plain.replace('read the', '[x] read the'));
    expect(set(plain, 5, false)).toBe(plain.replace('[x]', '[ ]'));
    expect(set(plain, 6, false)).toBe(plain.replaceAll('~~', ''));
    const states = table('|Owner|Action|Status|', '|-|-|-|', '|Ada|a| Open |', '|Mateo|b| Done|', '|Ada|c||');
    expect(set(states, 4, true)).toBe(states.replace('| Open |', '| Done |'));
    expect(set(states, 5, false)).toBe(states.replace('| Done|', '| Open|'));
    expect(set(states, 6, true)).toBe(states.replace('|c||', '|c|Done|'));
    const korean = table('|담당|할 일|상태|', '|-|-|-|', '|홍철|증명 읽기||');
    expect(set(korean, 4, true)).toBe(korean.replace('||', '|완료|'));
  });

  it('is carried into the next meeting as a list', () => {
    const { edit } = newMeetingEntry(plain, readMeetings(plain), { year: 2025, month: 1, day: 19 });
    expect(edit.newText).toContain('Ada + Mateo: read the proof (by Friday)');
    expect(edit.newText).not.toMatch(/^[-*\s]*\|/m);
  });
});

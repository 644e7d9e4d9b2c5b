import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTextEdits, LineIndex } from '../../../../src/base/text';
import { readMeetings } from '../../../../src/notes/meetings/readMeetings';
import { setTodoDone } from '../../../../src/notes/meetings/todoEdits';
import { minutes } from './minutes';

/** The note after the to-do on a line, from 0, was ticked or opened again. */
function set(text: string, line: number, done: boolean): string {
  const todo = readMeetings(text).todos.find(({ node }) => node.line === line);
  return todo ? applyTextEdits(text, setTodoDone(text, todo, done)) : 'no to-do there';
}

describe('ticking a to-do', () => {
  it.each([
    ['- [ ] a', '- [x] a'],
    ['- [ ] a\n- [X] b', '- [X] a\n- [X] b'],
    ['\t* [] a\r\n', '\t* [x] a\r\n'],
    ['3) [/] a', '3) [x] a'],
    ['- ☐ a', '- ☑ a'],
    ['- ⬜️ a', '- ☑️ a'],
    ['TO DO:\n- a', 'TO DO:\n- a'],
  ])('%j gives %j', (before, after) => {
    expect(set(before, 0, true)).toBe(before.startsWith('TO DO') ? 'no to-do there' : after);
  });

  it('puts a box before the words where there is none, whatever the line is', () => {
    expect(set('TO DO:\n- a', 1, true)).toBe('TO DO:\n- [x] a');
    expect(set('TO DO:\n1.  **a**', 1, true)).toBe('TO DO:\n1.  [x] **a**');
    expect(set('## Action items\n\n@Ada: a', 2, true)).toBe('## Action items\n\n[x] @Ada: a');
    expect(set('- TODO: a', 0, true)).toBe('- [x] TODO: a');
  });

  it('is undone by opening it again', () => {
    expect(set('- [x] a', 0, false)).toBe('- [ ] a');
    expect(set('- ☑️ a', 0, false)).toBe('- ☐️ a');
    expect(set('TO DO:\n- ~~a b~~', 1, false)).toBe('TO DO:\n- a b');
    expect(set('TO DO:\n- a (done)', 1, false)).toBe('TO DO:\n- a');
    expect(set('TO DO:\n- a (완료)', 1, false)).toBe('TO DO:\n- a');
  });

  it('changes nothing that is so already', () => {
    expect(set('- [x] a', 0, true)).toBe('- [x] a');
    expect(set('TO DO:\n- ~~a~~', 1, true)).toBe('TO DO:\n- ~~a~~');
  });
});

describe('of any note', () => {
  it('ticking changes the line of the to-do alone, and the to-do is then read as wanted', () => {
    fc.assert(
      fc.property(minutes, fc.nat(), (text, pick) => {
        const { todos } = readMeetings(text);
        const todo = todos[pick % Math.max(1, todos.length)];
        if (!todo) return;
        const edits = setTodoDone(text, todo, !todo.done);
        const after = applyTextEdits(text, edits);
        const lines = new LineIndex(text);
        const own = lines.line(todo.node.line);
        for (const { range } of edits) {
          expect(range.start).toBeGreaterThanOrEqual(own.start);
          expect(range.end).toBeLessThanOrEqual(own.end);
        }
        expect(after.slice(0, own.start)).toBe(text.slice(0, own.start));
        expect(after.slice(after.length - (text.length - own.end))).toBe(text.slice(own.end));
        const now = readMeetings(after).todos.find(({ node }) => node.line === todo.node.line);
        expect(now?.done).toBe(!todo.done);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

import type { OffsetRange, TextEdit } from '../../base/text';
import type { Todo, TodoCells } from './meeting';
import { doneMark } from './phrases';
import { isStruck } from './todoLines';

const ticked: Readonly<Record<string, string>> = { '☐': '☑', '⬜': '☑', '◻': '☑' };
const unticked: Readonly<Record<string, string>> = { '☑': '☐', '✅': '⬜', '✔': '☐', '☒': '☐' };

/**
 * The edits, on the to-do's own line, that mark it done or open again. A check box changes its mark, in the hand of the
 * note (`[x]` or `[X]`, `☑`); a line without one gets a box before its words; a line struck through, or with "(done)" behind
 * it, loses that. In a table's row that is said in the column of states, where there is one. Empty where it is so already.
 */
export function setTodoDone(text: string, todo: Todo, done: boolean): readonly TextEdit[] {
  const { node, cells } = todo;
  if (todo.done === done) return [];
  if (cells) return rowEdits(text, cells, done);
  if (node.box) {
    const { start, end } = node.box.range;
    return [boxEdit(text, start, end, done)];
  }
  if (done) return [ticking(text, node.content.start)];
  return reopening(text, { start: node.wordsStart, end: node.content.end });
}

function rowEdits(text: string, { task, state, words }: TodoCells, done: boolean): readonly TextEdit[] {
  const box = /^(?:\[[ xX/-]\](?=\s)|[☐⬜◻☑☒])/u.exec(text.slice(task.start, task.end))?.[0];
  const ownBox = box === undefined ? [] : [boxEdit(text, task.start, task.start + box.length, done)];
  if (!state) {
    if (ownBox.length > 0) return ownBox;
    return done ? [ticking(text, task.start)] : reopening(text, task);
  }
  const korean = /\p{Script=Hangul}/u.test(text.slice(task.start, task.end));
  const said = done ? (words.done ?? (korean ? '완료' : 'done')) : (words.open ?? '');
  const inColumn = { range: { start: state.start, end: state.end }, newText: said };
  const inTask = ownBox.length > 0 || done ? ownBox : reopening(text, task);
  return [...inTask, inColumn].sort((a, b) => a.range.start - b.range.start);
}

function ticking(text: string, at: number): TextEdit {
  return { range: { start: at, end: at }, newText: `[${doneLetter(text)}] ` };
}

/** Takes off what says in words, or by a line through them, that a thing is done. */
function reopening(text: string, { start: at, end: wordsEnd }: OffsetRange): readonly TextEdit[] {
  const raw = text.slice(at, wordsEnd);
  if (isStruck(raw)) {
    const closing = text.lastIndexOf('~~', wordsEnd - 1);
    return [text.indexOf('~~', at), closing].map((start) => ({
      range: { start, end: start + 2 },
      newText: '',
    }));
  }
  const mark = doneMark.exec(raw);
  if (!mark) return [];
  const start = at + mark.index;
  let end = start + mark[0].length;
  if (mark.index === 0) while (end < wordsEnd && text[end] === ' ') end++;
  return [{ range: { start, end }, newText: '' }];
}

function boxEdit(text: string, start: number, end: number, done: boolean): TextEdit {
  const box = text.slice(start, end);
  if (box.startsWith('[')) {
    return { range: { start: start + 1, end: end - 1 }, newText: done ? doneLetter(text) : ' ' };
  }
  // The symbol alone: a selector that asks for its colourful form stays.
  const symbol = [...box][0] ?? '';
  const other = (done ? ticked : unticked)[symbol] ?? symbol;
  return { range: { start, end: start + symbol.length }, newText: other };
}

/** `X` where the note's ticked boxes have that, else `x`. */
function doneLetter(text: string): 'x' | 'X' {
  return /\[X\][ \t]/.test(text) && !/\[x\][ \t]/.test(text) ? 'X' : 'x';
}

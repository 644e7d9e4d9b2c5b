import type { TextEdit } from '../../base/text';
import type { Todo } from './meeting';
import { doneMark } from './phrases';
import { isStruck } from './todoLines';

const ticked: Readonly<Record<string, string>> = { '☐': '☑', '⬜': '☑', '◻': '☑' };
const unticked: Readonly<Record<string, string>> = { '☑': '☐', '✅': '⬜', '✔': '☐', '☒': '☐' };

/**
 * The edits, on the to-do's own line, that mark it done or open again. A check box changes its mark, in the hand of the
 * note (`[x]` or `[X]`, `☑`); a line without one gets a box before its words; a line struck through, or with "(done)" behind
 * it, loses that. Empty where it is so already.
 */
export function setTodoDone(text: string, todo: Todo, done: boolean): readonly TextEdit[] {
  const { node } = todo;
  if (todo.done === done) return [];
  if (node.box) {
    const { start, end } = node.box.range;
    return [boxEdit(text, start, end, done)];
  }
  const at = node.content.start;
  if (done) return [{ range: { start: at, end: at }, newText: `[${doneLetter(text)}] ` }];
  if (isStruck(node)) {
    const closing = text.lastIndexOf('~~', node.content.end - 1);
    const opening = text.indexOf('~~', at);
    return [opening, closing].map((start) => ({ range: { start, end: start + 2 }, newText: '' }));
  }
  const raw = node.raw;
  const mark = doneMark.exec(raw);
  if (!mark) return [];
  const start = node.wordsStart + mark.index;
  let end = start + mark[0].length;
  if (mark.index === 0) while (end < node.content.end && text[end] === ' ') end++;
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

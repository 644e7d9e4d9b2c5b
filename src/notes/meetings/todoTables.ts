import type { OffsetRange } from '../../base/text';
import { descendants, type OutlineNode } from '../outline';
import { readableText } from '../readableText';
import type { TodoCells } from './meeting';
import { nameShape, splitNames } from './names';
import type { NoteNames } from './noteNames';
import { doneMark } from './phrases';
import { isStruck } from './todoLines';

/** A row of a table of who is to do what. */
export interface TodoRow {
  /** As written; empty where the table has no column of people. */
  readonly people: readonly string[];
  /** Readable, with what the table says of when. */
  readonly text: string;
  readonly done: boolean;
  readonly cells: TodoCells;
}

interface Cell extends OffsetRange {
  readonly raw: string;
}

const columns = {
  who: /^(?:who|whom|owners?|assignees?|assigned(?: to)?|responsible|person|people|name|담당(?:자)?|누가|이름|책임자?)$/iu,
  what: /^(?:what|tasks?|to[ -]?dos?|actions?(?: items?)?|items?|무엇(?:을)?|할 ?일|해야 ?할 ?일|내용|업무|작업|과제|항목)$/iu,
  when: /^(?:when|due(?: date| by)?|deadline|by(?: when)?|until|date|언제(?:까지)?|기한|마감(?:일)?|날짜|일정)$/iu,
  state: /^(?:done|status|state|progress|finished|상태|완료(?: ?여부)?|진행(?: ?상황)?)\s*\??$/iu,
};
const delimiter = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const saysDone =
  /^\W*(?:done|finished|completed?|closed|cancell?ed|dropped|yes|y|x|완료(?:됨|함)?|끝|취소|예|네|o)\W*$|[✅✔☑]/iu;

/**
 * The tables of a note that say who is to do what: with columns of both, or, within a list of to-dos, with one of tasks.
 */
export class TodoTables {
  private readonly rows = new Map<
    OutlineNode,
    { readonly row: TodoRow | undefined; readonly named: boolean }
  >();

  constructor(root: OutlineNode) {
    for (const node of [root, ...descendants(root)]) this.readTables(node.children);
  }

  /** Whether a line is one of such a table: its header is no to-do, and no text either. */
  has(node: OutlineNode): boolean {
    return this.rows.has(node);
  }

  rowOf(node: OutlineNode): TodoRow | undefined {
    return this.rows.get(node)?.row;
  }

  /** The row, where the table is one of to-dos wherever it stands. */
  namedRowOf(node: OutlineNode): TodoRow | undefined {
    const found = this.rows.get(node);
    return found?.named === true ? found.row : undefined;
  }

  /** Those who stand in the columns of people are people. */
  confirmNames(names: NoteNames): void {
    for (const { row } of this.rows.values()) {
      if (row) names.confirm(row.people.filter((name) => nameShape(name) !== 'no'));
    }
  }

  private readTables(nodes: readonly OutlineNode[]): void {
    for (let at = 0; at + 2 < nodes.length; at++) {
      const [header, rule] = [nodes[at], nodes[at + 1]];
      if (!header || !isRow(header) || !rule || !isRow(rule) || !delimiter.test(rule.raw)) continue;
      const names = cellsOf(header).map(({ raw }) => readableText(raw).trim());
      const column = (of: keyof typeof columns): number => names.findIndex((name) => columns[of].test(name));
      const [who, what, when, state] = [column('who'), column('what'), column('when'), column('state')];
      if (what < 0) continue;
      const named = who >= 0;
      let end = at + 2;
      while (end < nodes.length && isRow(nodes[end])) end++;
      const lines = nodes.slice(at + 2, end).map((node) => ({ node, cells: cellsOf(node) }));
      const states = lines.map(({ cells }) => cells[state]?.raw ?? '').filter((raw) => raw !== '');
      const words = {
        done: states.find((raw) => saysDone.test(raw)),
        open: states.find((raw) => !saysDone.test(raw)),
      };
      for (const node of [header, rule]) this.rows.set(node, { row: undefined, named });
      for (const { node, cells } of lines) {
        const [task, said] = [cells[what], state < 0 ? undefined : cells[state]];
        const due = readableText(cells[when]?.raw ?? '').trim();
        const plain = readableText(task?.raw ?? '')
          .replace(/^\s*(?:\[[ xX]\]|[☐☑✅✔])\ufe0f?\s*/u, '')
          .replace(doneMark, '')
          .trim();
        const row =
          task && /[\p{L}\p{N}]/u.test(plain)
            ? {
                people: splitNames(readableText(cells[who]?.raw ?? '')).filter((name) => /\p{L}/u.test(name)),
                text: /[\p{L}\p{N}]/u.test(due) ? `${plain} (${due})` : plain,
                done: isTaskDone(task.raw) || (said !== undefined && saysDone.test(said.raw)),
                cells: { task, state: said, words },
              }
            : undefined;
        this.rows.set(node, { row, named });
      }
      at = end - 1;
    }
  }
}

/** Whether the words of a task say themselves that it is done. */
function isTaskDone(raw: string): boolean {
  return /^\[[xX-]\]\s|^☒/u.test(raw) || isStruck(raw) || doneMark.test(raw);
}

function isRow(node: OutlineNode | undefined): node is OutlineNode {
  return node?.kind === 'text' && node.raw.startsWith('|');
}

/** The cells between a row's bars, without the white space in them. */
function cellsOf({ raw, wordsStart }: OutlineNode): readonly Cell[] {
  const cells: Cell[] = [];
  let start = 1;
  for (let at = 1; at <= raw.length; at++) {
    if (raw[at] === '\\') at++;
    else if (raw[at] === '|' || (at === raw.length && raw.slice(start).trim() !== '')) {
      const inner = raw.slice(start, at);
      const from =
        wordsStart + start + (inner.trim() === '' ? Math.min(1, inner.length) : inner.search(/\S/));
      cells.push({ start: from, end: from + inner.trim().length, raw: inner.trim() });
      start = at + 1;
    }
  }
  return cells;
}

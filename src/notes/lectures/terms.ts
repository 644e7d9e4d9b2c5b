import type { OffsetRange } from '../../base/text';
import { trimRange } from '../outline/lines';
import type { OutlineNode } from '../outline/outline';
import type { Passage, TermEntry } from './lecture';
import { isBlankPassage, passageOf } from './passages';
import { rowCells } from './tableCells';
import { readNames, readTermLine, type TermLine } from './termLine';
import { normaliseLabel } from './words';

/** The terms of a section "Terminology": bullets, lines, headings and rows, each with what is said of it. */
export function readTerms(text: string, section: OutlineNode, rest: OffsetRange): readonly TermEntry[] {
  const entries: TermEntry[] = [];
  if (rest.start < rest.end) {
    const line = readTermLine(text, rest);
    if (line?.definition) entries.push(entryOf(text, line, { start: rest.start, end: rest.end }));
  }
  readChildren(text, section, entries);
  return entries;
}

function readChildren(text: string, parent: OutlineNode, entries: TermEntry[]): void {
  for (const [index, node] of parent.children.entries()) {
    if (node.kind === 'table') entries.push(...readTable(text, node));
    else if (node.kind === 'text') readText(text, node, parent.children, index, entries);
    else if (node.kind === 'item' || node.kind === 'heading') readNode(text, node, entries);
  }
}

function readNode(text: string, node: OutlineNode, entries: TermEntry[]): void {
  const line = readTermLine(text, node.line.content);
  if (line?.definition) entries.push(entryOf(text, line, { start: node.line.content.start, end: node.end }));
  else if (isGroup(text, node, line)) readChildren(text, node, entries);
  else if (line) entries.push(entryOf(text, line, { start: node.line.content.start, end: node.end }));
}

/** "- Inference" above "- **ELBO**: …" and "- **KL**: …" gathers terms; it is none that these would explain. */
function isGroup(text: string, node: OutlineNode, line: TermLine | undefined): boolean {
  const children = node.children.filter(({ kind }) => kind === 'item' || kind === 'heading');
  if (children.length === 0 || (line?.marked === true && node.kind === 'item')) return line === undefined;
  if (children.length < 2 && line !== undefined) return false;
  return children.every((child) => {
    const found = readTermLine(text, child.line.content);
    if (found === undefined) return false;
    // A bullet "name" with its own explanation below it, or "**name**: …".
    const emphasised = /^(?:\*\*|__|`)/.test(
      text.slice(child.line.content.start, child.line.content.start + 2),
    );
    return found.definition
      ? emphasised
      : child.children.some(({ kind }) => kind === 'item' || kind === 'text');
  });
}

/** A line of its own: "term: …", or "term" above ": …" or above an indented text. */
function readText(
  text: string,
  node: OutlineNode,
  siblings: readonly OutlineNode[],
  index: number,
  entries: TermEntry[],
): void {
  const { content } = node.line;
  if (isExplanation(text, node)) {
    const name = siblings[index - 1];
    const line = name?.kind === 'text' ? readTermLine(text, name.line.content) : undefined;
    if (!name || !line || line.definition) return;
    const definition = trimRange(text, content.start + 1, node.end);
    entries.push(entryOf(text, { ...line, definition }, { start: name.line.content.start, end: node.end }));
    return;
  }
  const line =
    node.apart || entries.length === 0 || /^(?:\*\*|__|`)/.test(text.slice(content.start, content.start + 2))
      ? readTermLine(text, content)
      : undefined;
  if (line?.marked && line.definition) {
    entries.push(entryOf(text, line, { start: content.start, end: paragraphEnd(text, siblings, index) }));
  }
}

/** ": …" below the term that it explains. */
function isExplanation(text: string, { line: { content } }: OutlineNode): boolean {
  return /^[:：~]\s/.test(text.slice(content.start, content.start + 2));
}

/** The lines below that go on with a paragraph: until a blank one, or one that is an entry itself. */
function paragraphEnd(text: string, siblings: readonly OutlineNode[], index: number): number {
  let end = siblings[index]?.end ?? 0;
  for (let at = index + 1; at < index + 20; at++) {
    const next = siblings[at];
    const after = siblings[at + 1];
    if (next?.kind !== 'text' || next.apart || readTermLine(text, next.line.content)?.marked) break;
    if (after?.kind === 'text' && isExplanation(text, after)) break;
    end = next.end;
  }
  return end;
}

function readTable(text: string, table: OutlineNode): readonly TermEntry[] {
  const [header, ...rows] = table.lines;
  const names = header
    ? rowCells(text, header).map((cell) => normaliseLabel(text.slice(cell.start, cell.end)))
    : [];
  const termColumn = names.findIndex((name) =>
    /^(?:terms?|names?|words?|symbols?|abbreviations?|concepts?|용어|이름|단어|개념|기호|약어)$/.test(name),
  );
  return (rows.length > 0 ? rows : []).flatMap((line) => {
    const cells = rowCells(text, line);
    const index = Math.max(0, termColumn);
    const cell = cells[index];
    const termNames = cell ? readNames(text, cell) : [];
    if (!cell || termNames.length === 0) return [];
    const others = cells.filter((other, place) => place !== index && !isBlankPassage(text, other));
    const definition = others.length > 0 ? cellsPassage(text, others) : undefined;
    return [
      { names: termNames, range: { start: cell.start, end: cells.at(-1)?.end ?? cell.end }, definition },
    ];
  });
}

function cellsPassage(text: string, cells: readonly OffsetRange[]): Passage {
  const range = { start: cells[0]?.start ?? 0, end: cells.at(-1)?.end ?? 0 };
  return { range, text: cells.map((cell) => passageOf(text, cell).text).join(' · ') };
}

function entryOf(text: string, { names, definition }: TermLine, range: OffsetRange): TermEntry {
  const lineEnd = definition ? definition.start : (names.at(-1)?.range.end ?? range.start);
  const body = definition ? { start: definition.start, end: range.end } : belowOf(text, lineEnd, range.end);
  const says = body.start < body.end && !isBlankPassage(text, body);
  return { names, range, definition: says ? passageOf(text, body) : undefined };
}

/** What stands on the lines after the one that ends behind `at`. */
function belowOf(text: string, at: number, end: number): OffsetRange {
  const next = /\r\n|\n|\r/g;
  next.lastIndex = at;
  const found = next.exec(text);
  return found && found.index < end ? trimRange(text, found.index, end) : { start: end, end };
}

import { OutlineNode, type Box, type BoxState } from './outline';
import { VerbatimLines, type OutlineLine } from './verbatimLines';
import { isThematicBreak } from './thematicBreak';

const heading = /^(#{1,6})(?:[ \t]+|$)/;
const listMarker = /^(?:[-*+•◦▪]|\d{1,9}[.)])(?=[ \t]|$)/;
const setext = /^(?:=+|-+)[ \t]*$/;
const boxMark = /^(?:\[([ \txX✓✔/>-]?)\](?![([:])|([☐⬜◻☑✅✔☒]\ufe0f?))(?=[ \t]|$)/u;
/** A line that says something of its own, though no blank line sets it off from the one before it. */
const ownLine =
  /^(?:\[[ xX✓✔/>-]?\][ \t]|[☐⬜☑✅]|→|⇒|=>|->|@|\||[•·※◦▪–—][ \t]|(?:\*\*|__)|[^\s:：][^:：]{0,40}[:：](?:[ \t]|$|\*\*))/u;

/** Paragraphs that are broken into lines fill them further than this. */
const shortLine = 60;

/** Markers on one line, beyond which more of them are text: `- - - -` needs no thousand levels. */
const mostMarkers = 16;

/**
 * The headings, list items and text lines of a note, nested as they are meant. One linear pass, and more forgiving than
 * CommonMark where people are: two columns nest an item whatever its parent's marker, a list may start four columns in,
 * and a line such as "Name: …" counts for itself though no blank line precedes it. Code, maths, comments and front
 * matter are left out. Never throws.
 */
export function readOutline(text: string): OutlineNode {
  return new OutlineReader(text).read();
}

class OutlineReader {
  private readonly root: OutlineNode;
  private headings: OutlineNode[] = [];
  private items: OutlineNode[] = [];
  /** The node that a line without a mark of its own goes on with. */
  private open: OutlineNode | undefined;
  /** Whether the line before was plainly at its end. */
  private broken = false;
  private readonly verbatim: VerbatimLines;

  constructor(private readonly text: string) {
    this.verbatim = new VerbatimLines(text);
    const whole = { start: 0, end: 0 };
    this.root = new OutlineNode(text, 'root', undefined, 0, whole, whole, undefined, 0, undefined);
  }

  read(): OutlineNode {
    const { text } = this;
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    let number = 0;
    let inFrontMatter =
      /^\ufeff?---[ \t]*[\r\n]/.test(text) && /[\r\n](?:---|\.\.\.)[ \t]*(?:[\r\n]|$)/.test(text);
    while (at < text.length) {
      const end = lineEnd(text, at);
      if (inFrontMatter) inFrontMatter = number === 0 || !/^(?:---|\.\.\.)[ \t]*$/.test(text.slice(at, end));
      else this.readLine(this.takeApart(at, end, number));
      at = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
      number++;
    }
    return this.root;
  }

  private takeApart(start: number, end: number, number: number): OutlineLine {
    let content = start;
    let column = 0;
    for (; content < end; content++) {
      const code = this.text.charCodeAt(content);
      if (code === 9) column += 4 - (column % 4);
      else if (code === 32 || code === 62) column++;
      else break;
    }
    return { start, end, content, column, number };
  }

  private readLine(line: OutlineLine): void {
    const { text } = this;
    if (this.verbatim.takes(line, this.items.at(-1)?.depth)) {
      this.open = undefined;
      return;
    }
    if (line.content === line.end) {
      this.open = undefined;
      return;
    }
    const first = text.charCodeAt(line.content);
    // Most lines begin with a letter: only those that begin with a mark are looked at for one.
    if (first === 35 && this.readHeading(line)) return;
    const rest = text.slice(line.content, line.end);
    if ((first === 61 || first === 45) && setext.test(rest) && this.underline(line)) return;
    if ((first === 45 || first === 42 || first === 95) && isThematicBreak(rest)) {
      this.open = undefined;
      return;
    }
    const marker = listMarker.exec(rest);
    if (marker) this.readItem(line, marker[0].length);
    else this.readText(line, rest);
  }

  private readHeading(line: OutlineLine): boolean {
    const match = heading.exec(this.text.slice(line.content, Math.min(line.end, line.content + 8)));
    if (!match) return false;
    this.addHeading(line, line.content + (match[0]?.length ?? 0), line.end, match[1]?.length ?? 1);
    return true;
  }

  private addHeading(line: OutlineLine, start: number, end: number, depth: number): void {
    while ((this.headings.at(-1)?.depth ?? 0) >= depth) this.headings.pop();
    this.items = [];
    const node = this.add('heading', this.headings.at(-1) ?? this.root, line, start, end, undefined, depth);
    this.headings.push(node);
    this.open = undefined;
  }

  /** "Title" over "=====": the text becomes a heading. */
  private underline(line: OutlineLine): boolean {
    const { open } = this;
    if (!open || open.kind !== 'text' || this.items.length > 0 || line.column > 3) return false;
    open.parent?.children.pop();
    const { lineRange, content } = open;
    const at: OutlineLine = { ...lineRange, content: content.start, column: 0, number: open.line };
    this.addHeading(at, content.start, content.end, this.text[line.content] === '=' ? 1 : 2);
    return true;
  }

  private readItem(line: OutlineLine, markerLength: number): void {
    let { content: markerStart, column } = line;
    let markerEnd = markerStart + markerLength;
    for (let count = 1; ; count++) {
      this.closeItems(column);
      let start = markerEnd;
      let contentColumn = column + (markerEnd - markerStart);
      for (; start < line.end; start++) {
        const code = this.text.charCodeAt(start);
        if (code === 9) contentColumn += 4 - (contentColumn % 4);
        else if (code === 32) contentColumn++;
        else break;
      }
      const marker = { start: markerStart, end: markerEnd };
      const node = this.add('item', this.parent(), line, start, line.end, marker, column);
      this.items.push(node);
      this.open = node;
      this.broken = false;
      const next = listMarker.exec(this.text.slice(start, Math.min(line.end, start + 12)));
      if (!next || count === mostMarkers) return;
      [markerStart, markerEnd, column] = [start, start + next[0].length, contentColumn];
    }
  }

  private readText(line: OutlineLine, rest: string): void {
    const { open } = this;
    const isCode = this.items.length === 0 && line.column >= 4 && !open;
    if (isCode) return;
    if (open && !this.broken && !ownLine.test(rest)) {
      open.textEnd = trimmedEnd(this.text, line.content, line.end);
      this.broken = endsInBreak(rest);
      return;
    }
    this.closeItems(line.column);
    this.open = this.add('text', this.parent(), line, line.content, line.end, undefined, line.column);
    this.broken = endsInBreak(rest);
  }

  /** Ends the items that a line which starts at the column does not belong to. */
  private closeItems(column: number): void {
    for (let last = this.items.at(-1); last && column < last.depth + 2; last = this.items.at(-1))
      this.items.pop();
  }

  private parent(): OutlineNode {
    return this.items.at(-1) ?? this.headings.at(-1) ?? this.root;
  }

  private add(
    kind: 'heading' | 'item' | 'text',
    parent: OutlineNode,
    line: OutlineLine,
    start: number,
    end: number,
    marker: { start: number; end: number } | undefined,
    depth: number,
  ): OutlineNode {
    const lineRange = { start: line.start, end: line.end };
    const content = { start, end: trimmedEnd(this.text, start, end) };
    const box = kind === 'heading' ? undefined : readBox(this.text, content.start, content.end);
    const node = new OutlineNode(
      this.text,
      kind,
      parent,
      line.number,
      lineRange,
      content,
      marker,
      depth,
      box,
    );
    parent.children.push(node);
    return node;
  }
}

function readBox(text: string, start: number, end: number): Box | undefined {
  const code = text.charCodeAt(start);
  if (code !== 91 && code < 0x2610) return undefined;
  const match = boxMark.exec(text.slice(start, Math.min(end, start + 6)));
  if (!match) return undefined;
  const range = { start, end: start + match[0].length };
  return { range, state: boxState(match[1], match[2]), maybeFlourish: code === 0x2705 || code === 0x2714 };
}

function boxState(inBrackets: string | undefined, symbol: string | undefined): BoxState {
  if (symbol !== undefined)
    return /[☐⬜◻]/u.test(symbol) ? 'open' : symbol.startsWith('☒') ? 'cancelled' : 'done';
  if (inBrackets === undefined || inBrackets.trim() === '' || inBrackets === '/') return 'open';
  return inBrackets === '-' || inBrackets === '>' ? 'cancelled' : 'done';
}

/** Whether the next line is one of its own: after a hard break, or after a short line that ends a sentence. */
function endsInBreak(line: string): boolean {
  return line.endsWith('  ') || line.endsWith('\\') || (line.length < shortLine && /[.!?。]$/.test(line));
}

function lineEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
  }
  return at;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

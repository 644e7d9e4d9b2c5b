/** What is known of a line before anything is understood. */
const flags = { afterBlank: 1, verbatim: 2, maths: 4, formFeed: 8 } as const;

/** Longer lines are paragraphs: no heading, no page header. */
const longestShort = 300;

/**
 * The lines of a note that hold something, as columns of numbers: a hostile note has millions. White space around a
 * line is not part of it.
 */
export class CourseLines {
  private starts = new Int32Array(256);
  private ends = new Int32Array(256);
  private marks = new Uint8Array(256);
  private size = 0;
  /** The line that opened the fence, the comment or the front matter that is open. */
  private opened = -1;
  private closing = '';
  private mathsClosing = '';
  private blank = true;
  private sawFormFeed = false;
  private nextStart = 0;

  constructor(readonly text: string) {}

  get count(): number {
    return this.size;
  }

  /** Reads on, over some `budget` characters; true when the text has ended. */
  advance(budget: number): boolean {
    const { text } = this;
    const stop = this.nextStart + budget;
    while (this.nextStart < text.length && this.nextStart < stop) {
      const end = endOfLine(text, this.nextStart);
      this.addLine(this.nextStart, end);
      this.nextStart = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
    }
    if (this.nextStart < text.length) return false;
    this.reopen();
    return true;
  }

  start(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  end(line: number): number {
    return this.ends[line] ?? this.text.length;
  }

  textOf(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** The white space that the line begins with. */
  indentBefore(line: number): string {
    const end = this.start(line);
    let at = end;
    while (at > 0 && !isLineEnd(this.text.charCodeAt(at - 1))) at--;
    return this.text.slice(at, end);
  }

  /** The last line that starts at the offset or before it; 0 where none does. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.size - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  isShort(line: number): boolean {
    return this.end(line) - this.start(line) <= longestShort;
  }

  /** A blank line, or the start of the note, stands before it. */
  isAfterBlank(line: number): boolean {
    return this.has(line, flags.afterBlank);
  }

  isBeforeBlank(line: number): boolean {
    return line + 1 >= this.size || this.isAfterBlank(line + 1);
  }

  /** Code, front matter or a comment. */
  isVerbatim(line: number): boolean {
    return this.has(line, flags.verbatim);
  }

  /** Part of a displayed formula. */
  isMaths(line: number): boolean {
    return this.has(line, flags.maths);
  }

  /** A form feed stands on the line, or on an empty one before it. */
  isAfterFormFeed(line: number): boolean {
    return this.has(line, flags.formFeed);
  }

  private has(line: number, flag: number): boolean {
    return ((this.marks[line] ?? 0) & flag) !== 0;
  }

  private addLine(from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && this.isSpace(start)) start++;
    if (start === end) {
      this.blank = true;
      // Neither a formula nor an unclosed one goes over a blank line.
      this.mathsClosing = '';
      return;
    }
    while (this.isSpace(end - 1)) end--;
    this.push(start, end);
  }

  private push(start: number, end: number): void {
    if (this.size === this.starts.length) this.grow();
    this.starts[this.size] = start;
    this.ends[this.size] = end;
    let mark = (this.blank ? flags.afterBlank : 0) | (this.sawFormFeed ? flags.formFeed : 0);
    this.blank = false;
    this.sawFormFeed = false;
    if (this.isInVerbatim(start, end)) mark |= flags.verbatim;
    else if (this.isInMaths(start, end)) mark |= flags.maths;
    this.marks[this.size++] = mark;
  }

  /** White space; remembers form feeds, which JavaScript's own trimming would lose. */
  private isSpace(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code === 12) this.sawFormFeed = true;
    return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff || code === 0x3000;
  }

  private isInVerbatim(start: number, end: number): boolean {
    if (this.closing !== '') {
      const closes =
        this.closing === '-->'
          ? this.text.slice(start, end).includes('-->')
          : this.text.startsWith(this.closing, start) &&
            (this.closing !== '---' || end - start === this.closing.length);
      if (closes) this.closing = '';
      return true;
    }
    const opening = this.openingOf(start, end);
    if (opening === undefined) return false;
    this.closing = opening;
    if (opening !== '') this.opened = this.size;
    return true;
  }

  /** What closes the code or comment that the line opens; empty where it closes on the line itself. */
  private openingOf(start: number, end: number): string | undefined {
    const { text } = this;
    if (text.startsWith('```', start) || text.startsWith('~~~', start)) {
      const mark = text.charAt(start);
      let length = 3;
      while (text.charAt(start + length) === mark && start + length < end) length++;
      // "```code```" on one line is a span.
      return text.slice(start + length, end).includes('`') ? undefined : mark.repeat(Math.min(length, 64));
    }
    if (text.startsWith('<!--', start)) {
      const close = text.slice(start, end).indexOf('-->');
      if (close < 0) return '-->';
      return start + close + 3 === end ? '' : undefined;
    }
    return this.size === 0 && end - start === 3 && text.startsWith('---', start) ? '---' : undefined;
  }

  private isInMaths(start: number, end: number): boolean {
    if (this.mathsClosing !== '') {
      if (this.text.slice(start, end).includes(this.mathsClosing)) this.mathsClosing = '';
      return true;
    }
    const { text } = this;
    const code = text.charCodeAt(start);
    if (code !== 36 && code !== 92) return false;
    const [opening, closing] = text.startsWith('$$', start)
      ? ['$$', '$$']
      : text.startsWith('\\[', start)
        ? ['\\[', '\\]']
        : displayed(text.slice(start, Math.min(end, start + 40)));
    if (closing === '') return false;
    if (!text.slice(start + opening.length, end).includes(closing)) this.mathsClosing = closing;
    return true;
  }

  /** What is opened and never closed is text after all: a stray fence must not hide a whole course. */
  private reopen(): void {
    if (this.closing === '') return;
    for (let line = this.opened; line < this.size; line++) {
      this.marks[line] = (this.marks[line] ?? 0) & ~flags.verbatim;
    }
    this.closing = '';
  }

  private grow(): void {
    const bigger = <T extends Int32Array | Uint8Array>(array: T, into: T): T => {
      into.set(array);
      return into;
    };
    const length = this.starts.length * 2;
    this.starts = bigger(this.starts, new Int32Array(length));
    this.ends = bigger(this.ends, new Int32Array(length));
    this.marks = bigger(this.marks, new Uint8Array(length));
  }
}

const displayEnvironment =
  /^\\begin\{((?:equation|align|gather|multline|eqnarray|displaymath|flalign|split)\*?)\}/;

function displayed(head: string): readonly [string, string] {
  const match = displayEnvironment.exec(head);
  return match ? [match[0], `\\end{${match[1] ?? ''}}`] : ['', ''];
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (isLineEnd(text.charCodeAt(at))) break;
    at++;
  }
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

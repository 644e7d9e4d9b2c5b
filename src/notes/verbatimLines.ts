/** One line of a note, taken apart as far as an outline needs it. */
export interface OutlineLine {
  readonly start: number;
  readonly end: number;
  /** The first character that is no white space or quote mark. */
  readonly content: number;
  /** The column of that character, tab stops every four. */
  readonly column: number;
  readonly number: number;
}

const fenceOpening = /^(`{3,}(?=[^`]*$)|~{3,})/;
const sectionStart = /^#{1,6}[ \t]/;

interface Fence {
  readonly mark: string;
  readonly length: number;
  /** Lines that start further left are not in it. */
  readonly column: number;
}

/** Tells lines of fenced code, maths and comments from those that are text. */
export class VerbatimLines {
  private fence: Fence | undefined;
  private inMaths = false;
  private inComment = false;

  constructor(private readonly text: string) {}

  /**
   * True for a line of code, maths or a comment, and for those that open or close them.
   *
   * @param within the column of the innermost list item; undefined outside lists.
   */
  takes(line: OutlineLine, within: number | undefined): boolean {
    if (this.fence && this.inFence(line, this.fence)) return true;
    if (this.inComment) {
      this.inComment = !this.text.slice(line.start, line.end).includes('-->');
      return true;
    }
    if (line.content === line.end) return this.inMaths;
    const first = this.text[line.content];
    if (first === '$' || this.inMaths) return this.takesMaths(line);
    if (first === '`' || first === '~') return this.opensFence(line, within);
    return first === '<' && this.isComment(line);
  }

  private inFence(line: OutlineLine, fence: Fence): boolean {
    const blank = line.content === line.end;
    // A line further to the left than the item that the fence stands in ends both.
    if (!blank && line.column < fence.column) {
      this.fence = undefined;
      return false;
    }
    const closing = this.text[line.content] === fence.mark && /^(`+|~+)[ \t]*$/.exec(this.rest(line));
    if (closing && (closing[1]?.length ?? 0) >= fence.length) this.fence = undefined;
    return true;
  }

  private opensFence(line: OutlineLine, within: number | undefined): boolean {
    const opening = fenceOpening.exec(this.rest(line))?.[0];
    if (opening === undefined) return false;
    const column = within !== undefined && line.column > within ? within + 1 : 0;
    this.fence = { mark: opening.charAt(0), length: opening.length, column };
    return true;
  }

  private takesMaths(line: OutlineLine): boolean {
    const rest = this.rest(line);
    if (rest.startsWith('$$')) {
      if (this.inMaths || !rest.includes('$$', 2)) this.inMaths = !this.inMaths;
      return true;
    }
    // A formula that nobody closed ends where the next section begins.
    if (this.inMaths && sectionStart.test(rest)) this.inMaths = false;
    else if (this.inMaths && rest.trimEnd().endsWith('$$')) {
      this.inMaths = false;
      return true;
    }
    return this.inMaths;
  }

  private isComment(line: OutlineLine): boolean {
    const rest = this.rest(line);
    if (!rest.startsWith('<!--')) return false;
    const closes = rest.lastIndexOf('-->');
    this.inComment = closes < 0;
    return this.inComment || rest.slice(closes + 3).trim() === '';
  }

  private rest(line: OutlineLine): string {
    return this.text.slice(line.content, line.end);
  }
}

/** Walks one line of markdown by characters and by columns (tab stops every four), as CommonMark counts them. */
export class LineCursor {
  /** The next character. */
  offset: number;
  private column = 0;

  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
  ) {
    this.offset = start;
  }

  /** Columns of white space before the next character that is none. */
  get indent(): number {
    let column = this.column;
    for (let at = this.offset; at < this.end; at++) {
      const character = this.text[at];
      if (character === ' ') column++;
      else if (character === '\t') column += 4 - (column % 4);
      else break;
    }
    return column - this.column;
  }

  /** The next character that is no white space; empty at the end of the line. */
  get next(): string {
    const at = this.afterIndent();
    return at < this.end ? (this.text[at] ?? '') : '';
  }

  get blank(): boolean {
    return this.afterIndent() === this.end;
  }

  /** The line from its next character that is no white space. */
  get rest(): string {
    return this.text.slice(this.afterIndent(), this.end);
  }

  /** Moves over `count` columns of white space, fewer where there are fewer; may stop within a tab. */
  advanceColumns(count: number): void {
    let left = count;
    while (left > 0 && this.offset < this.end) {
      const character = this.text[this.offset];
      if (character === ' ') {
        this.offset++;
        this.column++;
        left--;
      } else if (character === '\t') {
        const width = 4 - (this.column % 4);
        const step = Math.min(width, left);
        this.column += step;
        left -= step;
        if (step === width) {
          this.offset++;
        }
      } else return;
    }
  }

  advanceChars(count: number): void {
    this.offset += count;
    this.column += count;
  }

  skipIndent(): void {
    this.advanceColumns(this.indent);
  }

  /** Moves over `>` and the one column of white space that belongs to it. */
  skipQuoteMark(): void {
    this.skipIndent();
    this.advanceChars(1);
    this.advanceColumns(1);
  }

  private afterIndent(): number {
    let at = this.offset;
    while (at < this.end && (this.text[at] === ' ' || this.text[at] === '\t')) at++;
    return at;
  }
}

/** Walks one line of markdown by characters and by columns (tab stops every four), as CommonMark counts them. */
export class LineCursor {
  /** The next character. */
  offset = 0;
  start = 0;
  end = 0;
  private column = 0;
  /** The next character that is no white space, and its column: what is read of a line again and again. */
  private wordsAt = 0;
  private wordsColumn = 0;

  constructor(private readonly text: string) {}

  /** Begins another line. One cursor walks all lines of a text: there may be millions. */
  moveTo(start: number, end: number): void {
    this.start = start;
    this.end = end;
    this.offset = start;
    this.column = 0;
    this.findWords();
  }

  /** Columns of white space before the next character that is none. */
  get indent(): number {
    return this.wordsColumn - this.column;
  }

  /** The next character that is no white space; empty at the end of the line. */
  get next(): string {
    return this.blank ? '' : this.text.charAt(this.wordsAt);
  }

  get blank(): boolean {
    return this.wordsAt === this.end;
  }

  /** The line from its next character that is no white space. */
  get rest(): string {
    return this.text.slice(this.wordsAt, this.end);
  }

  /** Moves over `count` columns of white space, fewer where there are fewer; may stop within a tab. */
  advanceColumns(count: number): void {
    let left = count;
    while (left > 0 && this.offset < this.wordsAt) {
      const width = this.text.charCodeAt(this.offset) === 9 ? 4 - (this.column % 4) : 1;
      const step = Math.min(width, left);
      this.column += step;
      left -= step;
      if (step === width) this.offset++;
    }
  }

  advanceChars(count: number): void {
    this.offset += count;
    this.column += count;
    this.findWords();
  }

  skipIndent(): void {
    this.offset = this.wordsAt;
    this.column = this.wordsColumn;
  }

  /** Moves over `>` and the one column of white space that belongs to it. */
  skipQuoteMark(): void {
    this.skipIndent();
    this.advanceChars(1);
    this.advanceColumns(1);
  }

  private findWords(): void {
    let at = this.offset;
    let column = this.column;
    for (; at < this.end; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 32) column++;
      else if (code === 9) column += 4 - (column % 4);
      else break;
    }
    this.wordsAt = at;
    this.wordsColumn = column;
  }
}

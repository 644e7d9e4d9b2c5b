/** A line of a program's output. */
export interface OutputLine {
  /** From 1. */
  readonly number: number;
  /** Undefined where the line is longer than the splitter keeps. */
  readonly text: string | undefined;
}

const newline = 10;

/** Cuts bytes into lines, however they come in pieces, and never holds more than one line of `mostBytes`. */
export class LineSplitter {
  private readonly pieces: Uint8Array[] = [];
  private held = 0;
  private isLong = false;
  private number = 0;

  constructor(private readonly mostBytes: number) {}

  /** The lines that end within these bytes. */
  *push(bytes: Uint8Array): Generator<OutputLine> {
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      this.hold(bytes.subarray(start, end));
      yield this.take();
      start = end + 1;
    }
    this.hold(bytes.subarray(start));
  }

  /** The last line, where nothing ends it. */
  *end(): Generator<OutputLine> {
    if (this.held > 0 || this.isLong) yield this.take();
  }

  private hold(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.isLong) return;
    this.held += bytes.length;
    if (this.held > this.mostBytes) {
      this.isLong = true;
      this.pieces.length = 0;
    } else {
      // The caller may use its buffer again.
      this.pieces.push(bytes.slice());
    }
  }

  private take(): OutputLine {
    this.number += 1;
    const all = new Uint8Array(this.isLong ? 0 : this.held);
    let at = 0;
    for (const piece of this.pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    const text = this.isLong ? undefined : new TextDecoder().decode(all).replace(/\r$/u, '');
    this.pieces.length = 0;
    this.held = 0;
    this.isLong = false;
    return { number: this.number, text };
  }
}

/** A half-open range of UTF-16 code units in a text. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Line and character from 0, in UTF-16 code units, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Replace `range` by `newText`. Edits to a note are values; whoever owns the file applies them. */
export interface TextEdit {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** Applies edits that do not overlap; every byte outside their ranges stays. Throws a RangeError on overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let at = 0;
  for (const { range, newText } of ordered) {
    if (range.start < at || range.end < range.start || range.end > text.length) {
      throw new RangeError(`edit ${range.start}-${range.end} overlaps another or lies outside the text`);
    }
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

/** Offsets to lines and back, for `\n`, `\r\n` and lone `\r` line ends. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  position(offset: number): TextPosition {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.starts[low] ?? 0) };
  }

  offset(position: TextPosition): number {
    const start = this.starts[position.line];
    if (start === undefined) return this.text.length;
    return Math.min(start + position.character, this.text.length);
  }

  /** The range of a line without its line end. */
  line(line: number): OffsetRange {
    const start = this.starts[line] ?? this.text.length;
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > start && (this.text[end - 1] === '\n' || this.text[end - 1] === '\r')) end--;
    return { start, end };
  }
}

/** The edits that turn the edited text back into `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let shift = 0;
  return ordered.map(({ range, newText }) => {
    const start = range.start + shift;
    shift += newText.length - (range.end - range.start);
    return { range: { start, end: start + newText.length }, newText: text.slice(range.start, range.end) };
  });
}

/** With its first letter a capital, as at the beginning of a sentence. */
export function capitalised(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}

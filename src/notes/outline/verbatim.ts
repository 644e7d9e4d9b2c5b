/** What opened a stretch of lines that are no prose, and what ends it. */
interface Open {
  readonly kind: 'fence' | 'maths';
  /** Of a fence: the line that closes it has this character at least so often. */
  readonly mark: string;
  readonly length: number;
  readonly indented: boolean;
}

const marker = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
/** What is at the start of a line only where an indented fence before it was never closed. */
const outside = /^(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]/;

/** Tells code fences and `$$` blocks line by line, wherever they are indented to. */
export class Verbatim {
  private open: Open | undefined;

  /** Whether the line, the next of the text, is verbatim. One that opens a block after a bullet or words is not. */
  takes(line: string): boolean {
    const open = this.open;
    if (open) {
      const rest = line.replace(/^[\s>]+/, '');
      if (open.kind === 'maths' ? /^#{1,6}[ \t]/.test(line) : open.indented && outside.test(line)) {
        this.open = undefined;
      } else {
        if (open.kind === 'maths' ? line.includes(open.mark) : closes(rest, open)) this.open = undefined;
        return true;
      }
    }
    if (!mayOpen(line)) return false;
    const prefix = marker.exec(line)?.[0] ?? '';
    const rest = line.slice(prefix.length);
    this.open = openedBy(rest, line.length > rest.length && /^[ \t>]/.test(line));
    return this.open !== undefined && /^[\s>]*$/.test(prefix) && /^(?:```|~~~|\$\$|\\\[)/.test(rest);
  }
}

function mayOpen(line: string): boolean {
  return line.includes('```') || line.includes('$$') || line.includes('~~~') || line.includes('\\[');
}

function openedBy(rest: string, indented: boolean): Open | undefined {
  const marks = fence.exec(rest);
  if (marks) {
    const run = marks[1] ?? marks[2] ?? '';
    return { kind: 'fence', mark: run.charAt(0), length: run.length, indented };
  }
  if (!rest.includes('$$') && !rest.startsWith('\\[')) return undefined;
  if (rest.startsWith('\\[')) {
    return rest.includes('\\]') ? undefined : { kind: 'maths', mark: '\\]', length: 2, indented };
  }
  // "$$ x $$" is closed on its line; "so that $$" goes on below it.
  const atEdge = /^\$\$/.test(rest) || /\$\$\s*$/.test(rest);
  const isOpen = atEdge && (rest.split('$$').length - 1) % 2 === 1;
  return isOpen ? { kind: 'maths', mark: '$$', length: 2, indented } : undefined;
}

function closes(rest: string, { mark, length }: Open): boolean {
  let count = 0;
  while (rest[count] === mark) count++;
  return count >= length && rest.slice(count).trim() === '';
}

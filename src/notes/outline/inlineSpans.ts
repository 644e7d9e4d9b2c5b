import type { OffsetRange } from '../../base/text';

/** A stretch of a line that is no prose: what it says is not for people to read as words. */
export interface InlineSpan {
  readonly kind: 'code' | 'maths' | 'address' | 'tag';
  readonly range: OffsetRange;
}

const opening = /\\[^]|`+|\$\$?|\]\(|<!--|<\/?[a-z]|\b(?:https?|ftp|file|vscode):\/\/|\bwww\./gi;
/** No address, tag or `\(…\)` is longer; what closes one must not be looked for to the end of a huge line. */
const longestSpan = 2048;
const addressEnd = /[\s<>]|\]\(|$/g;

/**
 * Code spans, maths, addresses and tags between two offsets of one line, in order and apart from each other. An
 * opening mark that nothing closes on the line is text.
 */
export function inlineSpans(text: string, start: number, end: number): readonly InlineSpan[] {
  const line = text.slice(start, end);
  const spans: InlineSpan[] = [];
  const ticks = new TickRuns(line);
  opening.lastIndex = 0;
  for (let match = opening.exec(line); match; match = opening.exec(line)) {
    const at = match.index;
    const mark = match[0];
    const found = spanAt(line, at, mark, ticks);
    if (!found) {
      // "\\(" opens maths, any other escaped character is text; "$$" that nothing closes may still hold a "$".
      opening.lastIndex = at + mark.length;
      continue;
    }
    spans.push({ kind: found.kind, range: { start: start + found.start, end: start + found.end } });
    opening.lastIndex = Math.max(found.end, at + 1);
  }
  return spans;
}

/** Whether no span covers the offset. */
export function outsideSpans(spans: readonly InlineSpan[], at: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.range.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span === undefined || span.range.start > at;
}

interface Found extends OffsetRange {
  readonly kind: InlineSpan['kind'];
}

function spanAt(line: string, at: number, mark: string, ticks: TickRuns): Found | undefined {
  if (mark === '\\(' || mark === '\\[') {
    const close = line.slice(at, at + longestSpan).indexOf(mark === '\\(' ? '\\)' : '\\]', 2);
    return close < 0 ? undefined : { kind: 'maths', start: at, end: at + close + 2 };
  }
  if (mark.startsWith('\\')) return undefined;
  if (mark.startsWith('`')) {
    const close = ticks.closing(at, mark.length);
    return close === undefined ? undefined : { kind: 'code', start: at, end: close };
  }
  if (mark.startsWith('$')) return mathsAt(line, at, mark);
  if (mark === '](') {
    const end = linkEnd(line, at + 2);
    return end === undefined ? undefined : { kind: 'address', start: at + 1, end };
  }
  if (mark.startsWith('<')) {
    const close = line.slice(at, at + longestSpan).indexOf(mark === '<!--' ? '-->' : '>');
    return close < 0 ? undefined : { kind: 'tag', start: at, end: at + close + (mark === '<!--' ? 3 : 1) };
  }
  addressEnd.lastIndex = at;
  const end = addressEnd.exec(line)?.index ?? line.length;
  const trimmed = line.slice(at, Math.min(end, at + longestSpan)).replace(/[).,;:!?'"*_]+$/, '');
  return { kind: 'address', start: at, end: at + trimmed.length };
}

/** `$x$`, its marks touching what is between them, or `$$x$$`; the nearest mark closes it, or none does. */
function mathsAt(line: string, at: number, mark: string): Found | undefined {
  let close = line.indexOf(mark, at + mark.length);
  while (close > 0 && line[close - 1] === '\\' && line[close - 2] !== '\\') {
    close = line.indexOf(mark, close + mark.length);
  }
  if (close < 0) return undefined;
  if (mark === '$' && (/\s/.test(line[at + 1] ?? '') || /\s/.test(line[close - 1] ?? ''))) return undefined;
  return { kind: 'maths', start: at, end: close + mark.length };
}

/** Past the `)` of a link whose address starts at `from`; parentheses in it may nest. */
function linkEnd(line: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < line.length && at < from + longestSpan; at++) {
    const character = line[at];
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Where runs of backticks end, by their length: an opening run is closed by the next that is as long. */
export class TickRuns {
  private runs: Map<number, number[]> | undefined;

  constructor(private readonly line: string) {}

  closing(open: number, length: number): number | undefined {
    this.runs ??= this.read();
    const ends = this.runs.get(length) ?? [];
    // Asked for from left to right: what stands before `open` is never asked for again.
    while (ends.length > 0 && (ends.at(-1) ?? 0) <= open + length) ends.pop();
    return ends.at(-1);
  }

  /** The ends of each length, the last first. */
  private read(): Map<number, number[]> {
    const runs = new Map<number, number[]>();
    for (const match of this.line.matchAll(/`+/g)) {
      const length = match[0].length;
      const ends = runs.get(length) ?? [];
      runs.set(length, ends);
      ends.push(match.index + length);
    }
    for (const ends of runs.values()) ends.reverse();
    return runs;
  }
}

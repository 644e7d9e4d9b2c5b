import type { OffsetRange } from '../base/text';
import { scanBlocks } from './blockScan';

/** An HTML comment where markdown sees one: not in code. */
export interface NoteComment {
  /** From `<!--` to `-->`. */
  readonly range: OffsetRange;
  /** What is between them. */
  readonly text: string;
}

export interface NoteComments {
  readonly comments: readonly NoteComment[];
  /** Fenced and indented code and front matter, in order: whole lines. */
  readonly codeBlocks: readonly OffsetRange[];
  readonly codeSpans: readonly OffsetRange[];
}

/**
 * The comments of a note and the code that none is looked for in. A code span within raw HTML counts as code
 * too: markdown shows it raw, but whoever wrote it meant it to be read, not acted on. What is indented by a tab
 * does not: markdown takes it for code, but in notes it is a line that someone moved in by the Tab key.
 */
export function readComments(text: string): NoteComments {
  const comments: NoteComment[] = [];
  const codeBlocks: OffsetRange[] = [];
  const codeSpans: OffsetRange[] = [];
  for (const { type, lines } of scanBlocks(text)) {
    const start = lines[0]?.content.start ?? 0;
    const end = lines.at(-1)?.line.end ?? start;
    const isTabbed = type === 'indentedCode' && text[lines[0]?.line.start ?? 0] === '\t';
    if (type === 'prose' || type === 'html' || isTabbed)
      scanInline(text, { start, end }, comments, codeSpans);
    else codeBlocks.push({ start: lines[0]?.line.start ?? start, end });
  }
  return { comments, codeBlocks, codeSpans };
}

function scanInline(
  text: string,
  range: OffsetRange,
  comments: NoteComment[],
  codeSpans: OffsetRange[],
): void {
  const segment = text.slice(range.start, range.end);
  let lastRuns: ReadonlyMap<number, number> | undefined;
  const pattern = /\\[\\`<]|`+|<!--/g;
  for (let match = pattern.exec(segment); match; match = pattern.exec(segment)) {
    const [token] = match;
    const after = match.index + token.length;
    if (token === '<!--') {
      const close = segment.indexOf('-->', after);
      if (close < 0) return;
      const at = { start: range.start + match.index, end: range.start + close + 3 };
      comments.push({ range: at, text: segment.slice(after, close) });
      pattern.lastIndex = close + 3;
    } else if (token.startsWith('`')) {
      lastRuns ??= lastRunsOf(segment);
      // What nothing closes is not looked for in all that follows.
      if ((lastRuns.get(token.length) ?? -1) < after) continue;
      const end = codeSpanEnd(segment, after, token.length);
      if (end === undefined) continue;
      codeSpans.push({ start: range.start + match.index, end: range.start + end });
      pattern.lastIndex = end;
    }
  }
}

/** Where the last run of backticks of each length stands. */
function lastRunsOf(segment: string): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (const { 0: run, index } of segment.matchAll(/`+/g)) last.set(run.length, index);
  return last;
}

/** Where the run of `length` backticks that closes a code span ends. */
function codeSpanEnd(segment: string, from: number, length: number): number | undefined {
  const runs = /`+/g;
  runs.lastIndex = from;
  for (let run = runs.exec(segment); run; run = runs.exec(segment)) {
    if (run[0].length === length) return run.index + length;
  }
  return undefined;
}

import { TickRuns } from './inlineSpans';
import { afterLineEnd, lineEnd } from './lineEnds';
import { Verbatim } from './verbatim';

/**
 * The text with every HTML comment as blanks: what a template says in comments to whoever fills it in is no
 * content. As long as the text itself, so that offsets hold in both. Comments in code are code.
 */
export function maskComments(text: string): string {
  if (!text.includes('<!--')) return text;
  const verbatim = new Verbatim();
  const parts: string[] = [];
  const lastClose = text.lastIndexOf('-->');
  let kept = 0;
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    let next = end;
    const line = text.slice(start, end);
    for (const found of verbatim.takes(line) ? [] : commentStarts(line)) {
      const at = start + found;
      if (at < kept) continue;
      // One that nothing closes hides its line, as a slip of the pen, not the whole note.
      const close = at + 4 <= lastClose ? text.indexOf('-->', at + 4) + 3 : end;
      parts.push(text.slice(kept, at), text.slice(at, close).replace(/[^\r\n]/g, ' '));
      kept = close;
      if (close > end) {
        next = close;
        break;
      }
    }
    // After a comment of several lines its last line goes on.
    start = next > end ? next : afterLineEnd(text, end);
  }
  parts.push(text.slice(kept));
  return parts.join('');
}

/** Where comments open on the line, not in code spans. */
function commentStarts(line: string): readonly number[] {
  if (!line.includes('<!--')) return [];
  const starts: number[] = [];
  const ticks = new TickRuns(line);
  const mark = /`+|<!--/g;
  for (let match = mark.exec(line); match; match = mark.exec(line)) {
    if (match[0] === '<!--') starts.push(match.index);
    else mark.lastIndex = ticks.closing(match.index, match[0].length) ?? mark.lastIndex;
  }
  return starts;
}

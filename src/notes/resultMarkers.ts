import type { Problem } from '../base/problem';
import type { OffsetRange } from '../base/text';
import { readComments, type NoteComment } from './comments';
import { experimentIdFault } from './experimentId';
import type { ResultMarker } from './resultMarker';

export interface ResultMarkers {
  readonly markers: readonly ResultMarker[];
  readonly problems: readonly Problem[];
}

const mayHoldMarker = /<!--\s*(?:\/\s*)?result\s/;
const opening = /^result\s+(\S[^]*)$/;
const closing = /^\/\s*result$/;
/** `id` or `id.field`; a field is a word with, perhaps, options in brackets, in which white space is free. */
const reference = /^([^\s.]+)(?:\.([^\s()]+\s*(?:\([^()]*\))?))?$/;

/** A comment that opens a live value; `target` is undefined where what it names cannot be read. */
interface Opening {
  readonly comment: NoteComment;
  readonly target: { readonly experimentId: string; readonly field: string | undefined } | undefined;
  readonly written: string;
}

/**
 * The live values of a note. Markers in code and in other comments are text. Of an opening without its closing,
 * of nested values and of a stray closing there is a problem, and no marker: nothing there is ever rewritten.
 */
export function readResultMarkers(text: string): ResultMarkers {
  const markers: ResultMarker[] = [];
  const problems: Problem[] = [];
  if (!mayHoldMarker.test(text)) return { markers, problems };
  let open: Opening | undefined;
  for (const comment of readComments(text).comments) {
    const words = comment.text.trim();
    if (closing.test(words)) {
      if (!open) problems.push(strayClosing(comment.range));
      else if (!open.target) problems.push(unreadable(open));
      else markers.push(marker(text, open.comment.range, comment.range, open.target));
      open = undefined;
      continue;
    }
    const written = opening.exec(words)?.[1];
    if (written === undefined) continue;
    if (open?.target) problems.push(unclosed(open, true));
    open = { comment, target: readReference(written), written };
  }
  if (open?.target) problems.push(unclosed(open, false));
  return { markers, problems };
}

function readReference(written: string): Opening['target'] {
  const match = reference.exec(written);
  const experimentId = match?.[1];
  if (experimentId === undefined || experimentIdFault(experimentId) !== undefined) return undefined;
  return { experimentId, field: match?.[2]?.replace(/\s+/g, '') };
}

function marker(
  text: string,
  start: OffsetRange,
  end: OffsetRange,
  target: NonNullable<Opening['target']>,
): ResultMarker {
  const content = { start: start.end, end: end.start };
  return {
    ...target,
    form: standsAlone(text, start) && standsAlone(text, end) ? 'block' : 'inline',
    range: { start: start.start, end: end.end },
    content,
    text: text.slice(content.start, content.end),
  };
}

const leadCharacters = ' \t>-*+.)0123456789\uFEFF';
const restOfLine = /[^\S\r\n]*(?:[\r\n]|$)/y;

/** Whether nothing but quote marks, a list bullet and white space shares the comment's line. */
function standsAlone(text: string, range: OffsetRange): boolean {
  // Only as far as what may stand there: a line may hold any number of markers.
  let start = range.start;
  while (start > 0 && leadCharacters.includes(text.charAt(start - 1))) start--;
  if (start > 0 && !'\n\r'.includes(text.charAt(start - 1))) return false;
  const before = text.slice(start, range.start).replace(/^\uFEFF/, '');
  if (!/^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/.test(before)) return false;
  restOfLine.lastIndex = range.end;
  return restOfLine.test(text);
}

function strayClosing(range: OffsetRange): Problem {
  return {
    code: 'result.stray',
    severity: 'warning',
    message: 'This closes a live value that was not opened.',
    remedy: 'Remove the comment, or write <!-- result <experiment>.<estimate> --> before the value.',
    range,
  };
}

function unclosed(open: Opening, nested: boolean): Problem {
  const where = nested ? 'before the next one opens' : 'in this note';
  return {
    code: 'result.unclosed',
    severity: 'warning',
    message: `The live value “${open.written}” is not closed ${where}, so it is not updated.`,
    remedy: 'Write <!-- /result --> where the value ends.',
    range: open.comment.range,
  };
}

function unreadable(open: Opening): Problem {
  return {
    code: 'result.reference',
    severity: 'warning',
    message: `“${open.written}” does not name a result.`,
    remedy: 'Write the experiment’s id, or the id, a dot and an estimate: digits-dimension.twonn.',
    range: open.comment.range,
  };
}

import type { Problem } from '../base/problem';
import type { OffsetRange } from '../base/text';
import { readComments, type NoteComment } from './comments';
import { experimentIdFault } from './experimentId';
import type { ResultMarker } from './resultMarker';

export interface ResultMarkers {
  readonly markers: readonly ResultMarker[];
  readonly problems: readonly Problem[];
}

const mayHoldMarker = /<!--\s*\/?\s*result\s/;
const opening = /^\s*result\s+(\S[^]*?)\s*$/;
const closing = /^\s*\/\s*result\s*$/;
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
    if (closing.test(comment.text)) {
      if (!open) problems.push(strayClosing(comment.range));
      else if (!open.target) problems.push(unreadable(open));
      else markers.push(marker(text, open.comment.range, comment.range, open.target));
      open = undefined;
      continue;
    }
    const written = opening.exec(comment.text)?.[1];
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

/** Whether nothing but quote marks, a list bullet and white space shares the comment's line. */
function standsAlone(text: string, range: OffsetRange): boolean {
  const lineStart =
    Math.max(text.lastIndexOf('\n', range.start - 1), text.lastIndexOf('\r', range.start - 1)) + 1;
  const before = text.slice(lineStart, range.start).replace(/^\uFEFF/, '');
  const after = /^[^\r\n]*/.exec(text.slice(range.end))?.[0] ?? '';
  return /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/.test(before) && after.trim() === '';
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

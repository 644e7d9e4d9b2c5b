import { err, ok, type Result } from '../base/result';
import { applyTextEdits, type OffsetRange, type TextEdit } from '../base/text';
import type { RunResult } from '../experiments/run';
import { readComments } from '../notes/comments';
import { readResultMarkers } from '../notes/resultMarkers';
import type { LiveValueError } from './liveValue';
import { markerEdits } from './markerEdits';

export interface MarkerRequest {
  readonly experimentId: string;
  /** Undefined for the whole result. */
  readonly field: string | undefined;
  /** Fills the new marker at once, where there is a result. */
  readonly result: RunResult | undefined;
  /** Of the note, relative to the folder that holds `.marginalia`, with `/`. */
  readonly notePath: string;
}

/**
 * The edit that puts a live value at the cursor, filled where there is a result: on lines of its own where the whole
 * result goes into an empty line, else within the line. Fails in code and within another live value, where a marker
 * would only be text or would be overwritten.
 */
export function insertMarker(
  noteText: string,
  selection: OffsetRange,
  request: MarkerRequest,
): Result<TextEdit, LiveValueError> {
  const { comments, codeBlocks, codeSpans } = readComments(noteText);
  const isInCode =
    codeBlocks.some(({ start, end }) => selection.start <= end && selection.end >= start) ||
    codeSpans.some((span) => isWithin(selection, span));
  if (isInCode) {
    return err({ message: 'A live value is not shown in code.', remedy: 'Put the cursor in the text.' });
  }
  const taken = [...readResultMarkers(noteText).markers, ...comments].map(({ range }) => range);
  if (taken.some((range) => isWithin(selection, range))) {
    return err({
      message: 'There is a live value or a comment here already.',
      remedy: 'Put the cursor before or after it.',
    });
  }
  const reference = [request.experimentId, request.field].filter((part) => part !== undefined).join('.');
  const opening = `<!-- result ${reference} -->`;
  const closing = '<!-- /result -->';
  const line = lineAround(noteText, selection);
  const isBlock = request.field === undefined && noteText.slice(line.start, line.end).trim() === '';
  const lineEnd = /\r\n|\n|\r/.exec(noteText)?.[0] ?? '\n';
  const marker = isBlock ? `${opening}${lineEnd}${closing}` : opening + closing;
  const inserted = applyTextEdits(noteText, [{ range: selection, newText: marker }]);
  // The edits of the note as it will be: a marker's value depends on where it stands.
  const fill = markerEdits(
    inserted,
    (id) => (id === request.experimentId ? request.result : undefined),
    request.notePath,
  ).find(({ range }) => range.start === selection.start + opening.length);
  const filled = fill ? opening + fill.newText + marker.slice(fill.range.end - selection.start) : marker;
  return ok({ range: selection, newText: filled });
}

/** Whether a selection, or a cursor that is not at its edge, touches a range. */
function isWithin(selection: OffsetRange, { start, end }: OffsetRange): boolean {
  return selection.start < end && selection.end > start;
}

function lineAround(text: string, { start, end }: OffsetRange): OffsetRange {
  let from = start;
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--;
  let to = end;
  while (to < text.length && text[to] !== '\n' && text[to] !== '\r') to++;
  return { start: from, end: to };
}

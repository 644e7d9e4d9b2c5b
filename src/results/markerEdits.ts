import type { TextEdit } from '../base/text';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import { readResultMarkers } from '../notes/resultMarkers';
import { formatLiveValue } from './liveValue';
import type { LiveValueError } from './liveValueError';

/**
 * The edits that bring a note's live values up to date: one a marker, between its comments, and none where the text is
 * right already or the marker names what the result does not have.
 *
 * @param latest the result to show of an experiment; undefined leaves its markers as they are.
 * @param notePath of the note, relative to the folder that holds `.marginalia`, with `/`.
 */
export function markerEdits(
  noteText: string,
  latest: (experimentId: string) => RunResult | undefined,
  notePath = '',
): readonly TextEdit[] {
  return readResultMarkers(noteText).markers.flatMap((marker) => {
    const result = latest(marker.experimentId);
    const value = result && formatLiveValue(marker, result, notePath);
    if (!value?.ok) return [];
    const newText = marker.form === 'block' ? asBlock(noteText, marker, value.value) : value.value;
    return newText === marker.text ? [] : [{ range: marker.content, newText }];
  });
}

/** Markers of these results that name what theirs does not have, by where they begin in the note, and what to write instead. */
export function unfilledMarkers(
  noteText: string,
  latest: (experimentId: string) => RunResult | undefined,
): readonly { readonly offset: number; readonly fault: LiveValueError }[] {
  return readResultMarkers(noteText).markers.flatMap((marker) => {
    const result = latest(marker.experimentId);
    const value = result && formatLiveValue(marker, result);
    return value === undefined || value.ok ? [] : [{ offset: marker.range.start, fault: value.error }];
  });
}

/** The value on lines of its own: set off by blank lines, in the note's line ends, in the marker's list or quote. */
function asBlock(text: string, marker: ResultMarker, value: string): string {
  const end = lineEndAfter(text, marker.content.start);
  const opening = linePrefix(text, marker.range.start);
  // A list's bullet belongs to its first line alone: the lines after it are indented as far.
  const prefix = opening.replace(/(?:[-*+]|\d{1,9}[.)])(?=[ \t])/, (bullet) => ' '.repeat(bullet.length));
  const lines = ['', ...value.split('\n'), ''].map((line) =>
    line === '' ? prefix.trimEnd() : prefix + line,
  );
  return `${end}${lines.join(end)}${end}${linePrefix(text, marker.content.end)}`;
}

/** The line end the note has there; the text of a block marker always has one. */
function lineEndAfter(text: string, offset: number): string {
  return /\r\n|\n|\r/.exec(text.slice(offset, offset + 4096))?.[0] ?? '\n';
}

/** What stands before an offset in its line, a byte-order mark aside. */
function linePrefix(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return before.slice(start).replace(/^\uFEFF/, '');
}
